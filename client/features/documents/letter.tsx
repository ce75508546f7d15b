import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSession } from '#client/editor/collaboration/document-session.ts';
import type { Writer } from '#client/editor/collaboration/presence.ts';
import styles from '#client/features/documents/document-page.module.css';
import {
  LetterSection,
  type LetterSectionProps,
} from '#client/features/documents/letter-section.tsx';
import { Outline } from '#client/features/documents/outline.tsx';
import { LeftWords, Refusal } from '#client/features/documents/refusal.tsx';
import { SaveIndicator } from '#client/features/documents/save-truth.tsx';
import { useDocumentState } from '#client/features/documents/use-document-session.ts';
import { IconButton } from '#client/ui/actions/button.tsx';
import { Dialog } from '#client/ui/overlays/dialog.tsx';
import type { DocumentView } from '#shared/features/documents/schema.ts';

interface LetterProps {
  readonly document: DocumentView;
  readonly session: DocumentSession;
  readonly writer: Writer;
}

/** One part, opened anew when it begins an epoch: what was written in the one before is offered to its author. */
function EpochOfSection(props: Omit<LetterSectionProps, 'onLeft'>) {
  const [left, setLeft] = useState<string | null>(null);
  return (
    <>
      {left !== null && <LeftWords words={left} onClose={() => setLeft(null)} />}
      <LetterSection key={props.section.epoch} {...props} onLeft={setLeft} />
    </>
  );
}

/** A letter: the outline beside it (behind a button where there is no room), its parts as on paper. */
export function Letter({ document, session, writer }: LetterProps) {
  // The toolbar's words too: they must not come once one writes, when waiting would hide the text.
  const { t } = useTranslation(['documents', 'editor']);
  const { refusal, save } = useDocumentState(session);
  const [isOutlineOpen, setOutlineOpen] = useState(false);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [toolbar, setToolbar] = useState<HTMLElement | null>(null);
  return (
    <div className={styles.columns}>
      <nav className={styles.outline} aria-label={t('outline')}>
        <Outline document={document} />
      </nav>
      <div className={styles.paper}>
        <div className={styles.bar}>
          <div className={styles.openOutline}>
            <IconButton icon="document" label={t('outline')} onPress={() => setOutlineOpen(true)} />
          </div>
          <div ref={setToolbar} className={styles.toolbar} />
          <div className={styles.save} data-compact>
            <SaveIndicator save={save} />
          </div>
        </div>
        {refusal && (
          <div className={styles.refusal}>
            <Refusal refusal={refusal} />
          </div>
        )}
        {!document.may.write && <p className={styles.note}>{t('readOnly.reader')}</p>}
        {document.sections.map((section, index) => (
          <EpochOfSection
            key={section.id}
            document={document}
            section={section}
            number={index + 1}
            session={session}
            writer={writer}
            toolbarPlace={activeId === section.id ? toolbar : null}
            onFocus={() => setActiveId(section.id)}
          />
        ))}
      </div>
      <Dialog title={t('outline')} isOpen={isOutlineOpen} onClose={() => setOutlineOpen(false)}>
        <Outline document={document} onChosen={() => setOutlineOpen(false)} />
      </Dialog>
    </div>
  );
}
