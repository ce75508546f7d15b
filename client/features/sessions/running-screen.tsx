import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Chat } from '#client/features/sessions/chat.tsx';
import { FacilitatorWords } from '#client/features/sessions/lobby-screen.tsx';
import { OrganisationWords, ParticipantCard } from '#client/features/sessions/participant-card.tsx';
import styles from '#client/features/sessions/session.module.css';
import { TimeLeft } from '#client/features/sessions/time-left.tsx';
import type { LiveSession } from '#client/features/sessions/use-live-session.ts';
import { NoteDrawer, NoteMargin, NotesReview } from '#client/features/speed-dating/note-drawer.tsx';
import { useSession } from '#client/platform/session/session.ts';
import { VisuallyHidden } from '#client/ui/display/visually-hidden.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import type {
  ParticipantView,
  SessionDetailView,
} from '#shared/features/sessions/announcement.schema.ts';
import type { ParticipantId, Seat, SessionView } from '#shared/features/sessions/schema.ts';

type RunningView = Extract<SessionView, { phase: 'running' }>;

interface RunningScreenProps {
  readonly detail: SessionDetailView;
  readonly live: LiveSession;
  readonly view: RunningView;
}

/** Where one is now: at a table, waiting, or with everyone. Goes there by itself at each step. */
export function RunningScreen({ detail, live, view }: RunningScreenProps) {
  const { t } = useTranslation('sessions');
  // Each step begins at its top, wherever one was in the step before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each step
  useEffect(() => {
    window.scrollTo({ top: 0 });
  }, [view.step.index]);
  const participantsById = new Map(detail.participants.map((each) => [each.id, each]));
  const partners = partnersOf(view.seat, participantsById);
  const names = partners.map(({ organisation }) => organisation.name).join(', ');
  return (
    <>
      <TimeLeft view={view} offset={live.offset}>
        {partners.map(({ id, organisation }) => (
          <NoteDrawer key={id} about={id} name={organisation.name} />
        ))}
      </TimeLeft>
      {view.deadline === null && <Banner icon="clock">{t('time.pausedWords')}</Banner>}
      <VisuallyHidden>
        <span role="status">
          {view.seat.kind === 'table' && t('table.moved', { table: view.seat.table, names })}
        </span>
      </VisuallyHidden>
      <div key={view.step.index} className={styles.stage}>
        <Stage detail={detail} live={live} view={view} partners={partners} />
      </div>
    </>
  );
}

function partnersOf(
  seat: Seat,
  participants: ReadonlyMap<ParticipantId, ParticipantView>,
): ParticipantView[] {
  if (seat.kind !== 'table') return [];
  return seat.partners.flatMap((id) => participants.get(id) ?? []);
}

interface StageProps extends RunningScreenProps {
  readonly partners: readonly ParticipantView[];
}

function Stage(props: StageProps) {
  const { seat } = props.view;
  if (seat.kind === 'table') return <TableStage {...props} table={seat.table} />;
  if (seat.kind === 'waiting') return <WaitingStage {...props} />;
  return <RoomStage {...props} />;
}

function TableStage(props: StageProps & { readonly table: number }) {
  const { detail, live, view, partners, table } = props;
  const { t } = useTranslation('sessions');
  const { person } = useSession();
  const { round, rounds, index } = view.step;
  const absent = !partners.some(({ people }) => people.some(({ id }) => live.people.has(id)));
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <StageHead
          title={t('table.title', { table })}
          above={t('table.round', { round, rounds })}
        />
        {partners.map((partner) => (
          <ParticipantCard key={partner.id} participant={partner} here={live.people} level={3} />
        ))}
        {absent && live.joined && <Banner icon="clock">{t('table.nobodyYet')}</Banner>}
        <Chat
          sessionId={detail.session.id}
          scope="table"
          messages={live.messages.filter((message) => message.step === index)}
          personId={person?.id ?? null}
          title={t('chat.tableTitle')}
          hint={t('chat.tableWords')}
        />
      </div>
      <div className={styles.column}>
        {partners.map((partner) => (
          <NoteMargin key={partner.id} about={partner.id} name={partner.organisation.name} />
        ))}
        <NextStep {...props} />
      </div>
    </div>
  );
}

function WaitingStage(props: StageProps) {
  const { detail, live, view } = props;
  const { t } = useTranslation('sessions');
  const { round, rounds } = view.step;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <StageHead title={t('waiting.title')} above={t('table.round', { round, rounds })} />
        <p>{t('waiting.words')}</p>
        <div className={styles.panel}>
          <h3>{t('waiting.meanwhile')}</h3>
          <ul>
            <li>{t('waiting.notes')}</li>
            <li>{t('waiting.read')}</li>
            <li>{t('waiting.rest')}</li>
          </ul>
        </div>
        <NextStep {...props} />
      </div>
      <div className={styles.column}>
        <FacilitatorWords live={live} />
        <NotesReview participants={detail.participants} />
      </div>
    </div>
  );
}

/** Everyone in one room, and a round that one only follows. */
function RoomStage(props: StageProps) {
  const { detail, live, view } = props;
  const { t } = useTranslation('sessions');
  const { person } = useSession();
  const { kind } = view.step;
  const looksOn = kind === 'round';
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <StageHead
          title={looksOn ? t('observer.title') : t(`room.${kind}`)}
          above={looksOn ? t('steps.round') : t(`steps.${kind}`)}
        />
        <p>{looksOn ? t('observer.words') : t(`room.${kind}Words`)}</p>
        <NextStep {...props} />
        <FacilitatorWords live={live} />
        {kind !== 'change' && (
          <Chat
            sessionId={detail.session.id}
            scope="everyone"
            messages={live.messages.filter((message) => message.scope === 'everyone')}
            personId={person?.id ?? null}
            title={t('chat.roomTitle')}
            hint={t('chat.roomWords')}
          />
        )}
      </div>
      <div className={styles.column}>
        <NotesReview participants={detail.participants} />
      </div>
    </div>
  );
}

function StageHead({ title, above }: { readonly title: string; readonly above: ReactNode }) {
  return (
    <div className={styles.head}>
      <p className={styles.round}>{above}</p>
      <h2>{title}</h2>
    </div>
  );
}

/** Where one goes after this step, with the card of whom one meets there. */
function NextStep({ detail, view }: StageProps) {
  const { t } = useTranslation('sessions');
  const { next } = view;
  if (!next) return <NextWords words={t('next.end')} />;
  if (next.kind !== 'round') return <NextWords words={t(`next.${next.kind}`)} />;
  const { seat } = next;
  if (seat.kind !== 'table') {
    return <NextWords words={t(seat.kind === 'waiting' ? 'next.waiting' : 'next.observer')} />;
  }
  const partners = detail.participants.filter(({ id }) => seat.partners.includes(id));
  const names = partners.map(({ organisation }) => organisation.name).join(', ');
  return (
    <NextWords words={t('next.table', { table: seat.table, names })}>
      {partners.map((partner) => (
        <OrganisationWords key={partner.id} participant={partner} />
      ))}
    </NextWords>
  );
}

function NextWords({ words, children }: { readonly words: string; readonly children?: ReactNode }) {
  const { t } = useTranslation('sessions');
  return (
    <div className={styles.panel}>
      <p>
        <span className={styles.hint}>{t('next.label')}</span>
        <br />
        <strong>{words}</strong>
      </p>
      {children}
    </div>
  );
}
