import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoteForm, NoteTruth } from '#client/features/speed-dating/note-form.tsx';
import styles from '#client/features/speed-dating/notes.module.css';
import { useNotes } from '#client/features/speed-dating/use-notes.ts';
import { useWide } from '#client/features/speed-dating/use-wide.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Dialog } from '#client/ui/overlays/dialog.tsx';
import type { ParticipantView } from '#shared/features/sessions/announcement.schema.ts';
import type { ParticipantId } from '#shared/features/sessions/schema.ts';

interface NoteDrawerProps {
  readonly about: ParticipantId;
  readonly name: string;
}

/** One's notes about the partner in the margin, where there is one. */
export function NoteMargin({ about, name }: NoteDrawerProps) {
  const { t } = useTranslation('speed-dating');
  if (!useWide()) return null;
  return (
    <section className={styles.margin} aria-label={t('note.about', { name })}>
      <h3>{t('note.title')}</h3>
      <NoteForm about={about} />
    </section>
  );
}

/** Without a margin: a button beside the time, which opens them in a drawer. */
export function NoteDrawer({ about, name }: NoteDrawerProps) {
  const { t } = useTranslation('speed-dating');
  const wide = useWide();
  const [open, setOpen] = useState(false);
  const note = useNotes().noteAbout(about);
  if (wide) return null;
  return (
    <>
      <Button variant="primary" size="small" icon="edit" onPress={() => setOpen(true)}>
        {t('note.open')}
        {note && ` · ${t(`note.levels.${note.content.level}`)}`}
      </Button>
      <Dialog
        title={t('note.about', { name })}
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={<Button onPress={() => setOpen(false)}>{t('note.close')}</Button>}
      >
        <NoteForm about={about} />
      </Dialog>
    </>
  );
}

/** Everyone met so far, each with one's notes, to complete between two meetings. */
export function NotesReview({
  participants,
}: {
  readonly participants: readonly ParticipantView[];
}) {
  const { t } = useTranslation('speed-dating');
  const { met, noteAbout } = useNotes();
  const known = met.flatMap(
    (id) => participants.find((participant) => participant.id === id) ?? [],
  );
  if (known.length === 0) return null;
  return (
    <section className={styles.review}>
      <h2>{t('note.met')}</h2>
      {known.map(({ id, organisation }) => {
        const note = noteAbout(id);
        return (
          <details key={id} className={styles.met}>
            <summary>
              <span>{organisation.name}</span>
              <span className={styles.said}>
                {note ? t(`note.levels.${note.content.level}`) : t('note.none')}
              </span>
              {note && note.truth !== 'kept' && <NoteTruth note={note} />}
            </summary>
            <NoteForm about={id} />
          </details>
        );
      })}
    </section>
  );
}
