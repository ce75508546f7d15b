import { useTranslation } from 'react-i18next';
import styles from '#client/features/speed-dating/notes.module.css';
import { type KnownNote, useNotes } from '#client/features/speed-dating/use-notes.ts';
import { classes } from '#client/ui/classes.ts';
import { Checkbox, RadioGroup } from '#client/ui/fields/choice.tsx';
import { TextArea, TextField } from '#client/ui/fields/text-field.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { ParticipantId } from '#shared/features/sessions/schema.ts';
import {
  INTEREST_LEVELS,
  LEAD_KINDS,
  type LeadKind,
  type Note,
  SPEED_DATING_LIMITS,
} from '#shared/features/speed-dating/schema.ts';

type Lead = Note['leads'][number];

/** What one notes about one organisation; each change is kept by itself, and says so. */
export function NoteForm({ about }: { readonly about: ParticipantId }) {
  const { t } = useTranslation('speed-dating');
  const { noteAbout, write } = useNotes();
  const note = noteAbout(about);
  const leads = note?.content.leads ?? [];
  return (
    <div className={styles.form}>
      <RadioGroup
        label={t('note.level')}
        hint={t('note.private')}
        value={note?.content.level ?? null}
        onChange={(level) => write(about, { level, leads })}
        options={INTEREST_LEVELS.map((value) => ({ value, label: t(`note.levels.${value}`) }))}
      />
      {note && note.content.level !== 'no' && (
        <Leads
          leads={leads}
          onChange={(changed) => write(about, { level: note.content.level, leads: changed })}
        />
      )}
      <NoteTruth note={note} />
    </div>
  );
}

interface LeadsProps {
  readonly leads: readonly Lead[];
  readonly onChange: (leads: readonly Lead[]) => void;
}

function Leads({ leads, onChange }: LeadsProps) {
  const { t } = useTranslation('speed-dating');
  const toggle = (kind: LeadKind, chosen: boolean) =>
    onChange(
      chosen
        ? [...leads, { kind, words: '', nextStep: '' }]
        : leads.filter((lead) => lead.kind !== kind),
    );
  return (
    <fieldset className={styles.leads}>
      <legend>{t('note.leads')}</legend>
      {LEAD_KINDS.map((kind) => {
        const lead = leads.find((one) => one.kind === kind);
        return (
          <div key={kind}>
            <Checkbox isSelected={lead !== undefined} onChange={(chosen) => toggle(kind, chosen)}>
              {t(`note.kinds.${kind}`)}
            </Checkbox>
            {lead && (
              <LeadFields
                lead={lead}
                onChange={(changed) =>
                  onChange(leads.map((one) => (one.kind === kind ? changed : one)))
                }
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

interface LeadFieldsProps {
  readonly lead: Lead;
  readonly onChange: (lead: Lead) => void;
}

function LeadFields({ lead, onChange }: LeadFieldsProps) {
  const { t } = useTranslation('speed-dating');
  return (
    <div className={styles.lead}>
      <TextArea
        label={t('note.words')}
        value={lead.words}
        onChange={(words) => onChange({ ...lead, words })}
        maxLength={SPEED_DATING_LIMITS.leadWords}
        rows={2}
        optional
      />
      <TextField
        label={t('note.nextStep')}
        hint={t('note.nextStepHint')}
        value={lead.nextStep}
        onChange={(nextStep) => onChange({ ...lead, nextStep })}
        maxLength={SPEED_DATING_LIMITS.nextStep}
        optional
      />
    </div>
  );
}

const TRUTH_ICONS = { kept: 'check', unsent: 'clock', refused: 'warning' } as const;

/** Whether what is on the screen is with the server. */
export function NoteTruth({ note }: { readonly note: KnownNote | null }) {
  const { t } = useTranslation('speed-dating');
  return (
    <p className={classes(styles.truth, note && styles[note.truth])} role="status">
      {note ? (
        <>
          <Icon name={TRUTH_ICONS[note.truth]} size={17} />
          {t(`note.${note.truth}`)}
        </>
      ) : (
        t('note.none')
      )}
    </p>
  );
}
