import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { planSession } from '#client/features/speed-dating/api.ts';
import { PlanWords } from '#client/features/speed-dating/plan-words.tsx';
import styles from '#client/features/speed-dating/speed-dating.module.css';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import { TextField } from '#client/ui/fields/text-field.tsx';
import type { ParticipantView } from '#shared/features/sessions/announcement.schema.ts';
import type { SessionState, StepKind } from '#shared/features/sessions/schema.ts';
import { readPlan } from '#shared/features/speed-dating/domain.ts';
import {
  SPEED_DATING_LIMITS,
  type Template,
  templateSchema,
} from '#shared/features/speed-dating/schema.ts';

interface PlanPanelProps {
  readonly sessionId: string;
  readonly state: SessionState;
  readonly participants: readonly ParticipantView[];
  readonly onChanged: () => Promise<void>;
}

const MINUTE = 60_000;
const DURATIONS = ['welcome', 'round', 'change', 'break', 'closing'] as const satisfies StepKind[];
type Minutes = Readonly<Record<(typeof DURATIONS)[number], string>>;

const standard = templateSchema.parse({});

/** The minutes of the plan that is there, or the standard ones. */
function firstMinutes({ agenda }: SessionState): Minutes {
  const of = (kind: (typeof DURATIONS)[number]) => {
    const planned = agenda.find((step) => step.kind === kind)?.duration;
    return String((planned ?? standard[kind]) / MINUTE);
  };
  return {
    welcome: of('welcome'),
    round: of('round'),
    change: of('change'),
    break: of('break'),
    closing: of('closing'),
  };
}

/** Milliseconds; null for what is not a number of whole or half minutes within the limits. */
function toDuration(minutes: string): number | null {
  const halves = Number(minutes.replace(',', '.')) * 2;
  const fits = Number.isInteger(halves) && halves >= 1 && halves <= 360;
  return fits ? (halves * MINUTE) / 2 : null;
}

/** For those who run the session: who meets whom, told in words, and made again at will. */
export function PlanPanel({ sessionId, state, participants, onChanged }: PlanPanelProps) {
  const { t } = useTranslation('speed-dating');
  const words = useErrorWords();
  const [minutes, setMinutes] = useState(() => firstMinutes(state));
  const [rounds, setRounds] = useState('');
  const plan = readPlan(state.agenda);
  const template = toTemplate(minutes);
  const roundsWrong = rounds !== '' && !isRounds(rounds);
  const planning = useMutation({
    mutationFn: (whole: Template) =>
      planSession(sessionId, {
        revision: state.revision,
        template: whole,
        ...(rounds !== '' && { rounds: Number(rounds) }),
      }),
    onSuccess: async () => {
      showToast({ text: t('plan.made') });
      await onChanged();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (template && !roundsWrong) planning.mutate(template);
  };
  const both = ['association', 'business'].every((side) =>
    participants.some((participant) => participant.side === side),
  );
  return (
    <form className={styles.panel} onSubmit={submit} noValidate>
      <h2>{t('plan.title')}</h2>
      {plan ? <PlanWords plan={plan} participants={participants} /> : <p>{t('plan.none')}</p>}
      {planning.isError && <Banner tone="problem">{words(planning.error)}</Banner>}
      <details className={styles.advanced}>
        <summary>{t('plan.advanced')}</summary>
        <div className={styles.fields}>
          <fieldset>
            <legend>{t('plan.minutes')}</legend>
            <div className={styles.durations}>
              {DURATIONS.map((kind) => (
                <TextField
                  key={kind}
                  label={t(`plan.${kind}`)}
                  inputMode="decimal"
                  value={minutes[kind]}
                  onChange={(value) => setMinutes({ ...minutes, [kind]: value })}
                  error={toDuration(minutes[kind]) === null ? t('plan.badMinutes') : undefined}
                />
              ))}
            </div>
          </fieldset>
          <TextField
            label={t('plan.roundsField')}
            hint={t('plan.roundsHint')}
            inputMode="numeric"
            value={rounds}
            onChange={setRounds}
            error={roundsWrong ? t('plan.badRounds') : undefined}
            optional
          />
        </div>
      </details>
      <Button
        type="submit"
        variant={plan ? 'secondary' : 'primary'}
        wide
        isDisabled={!both}
        isPending={planning.isPending}
      >
        {plan ? t('plan.again') : t('plan.make')}
      </Button>
    </form>
  );
}

const isRounds = (text: string): boolean =>
  /^\d+$/.test(text) &&
  Number(text) >= 1 &&
  Number(text) <= SPEED_DATING_LIMITS.participantsPerSide;

function toTemplate(minutes: Minutes): Template | null {
  const durations = DURATIONS.map((kind) => [kind, toDuration(minutes[kind])]);
  const parsed = templateSchema.safeParse(Object.fromEntries(durations));
  return parsed.success ? parsed.data : null;
}
