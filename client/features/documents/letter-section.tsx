import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSession, OpenText } from '#client/editor/collaboration/document-session.ts';
import type { Writer } from '#client/editor/collaboration/presence.ts';
import { SectionEditor } from '#client/editor/collaboration/section-editor.tsx';
import { addSection, changeSection, documentQuery } from '#client/features/documents/api.ts';
import styles from '#client/features/documents/letter-section.module.css';
import { Refusal } from '#client/features/documents/refusal.tsx';
import { SectionMenu } from '#client/features/documents/section-menu.tsx';
import { anchorOf, PHASE_ICONS, useSectionTitle } from '#client/features/documents/sections.ts';
import { TitleDialog } from '#client/features/documents/title-dialog.tsx';
import {
  useDocumentState,
  useOpenText,
  useTextState,
} from '#client/features/documents/use-document-session.ts';
import { createClientKey } from '#client/platform/api/client-key.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Badge } from '#client/ui/display/badge.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import { wordsOf } from '#shared/editor/words.ts';
import {
  DOCUMENT_LIMITS,
  type DocumentView,
  type SectionView,
} from '#shared/features/documents/schema.ts';

export interface LetterSectionProps {
  readonly document: DocumentView;
  readonly section: SectionView;
  readonly number: number;
  readonly session: DocumentSession;
  readonly writer: Writer;
  readonly toolbarPlace: HTMLElement | null;
  readonly onFocus: () => void;
  /** Told what this page had of the part when it leaves the page with words that the server never took. */
  readonly onLeft: (words: string) => void;
}

/** One part of a letter: its title, its phase, its words. */
export function LetterSection(props: LetterSectionProps) {
  const { document, section, number, session } = props;
  const { t } = useTranslation('documents');
  const title = useSectionTitle()(section, number);
  const text = useOpenText(session, section);
  const anchor = anchorOf(section);
  return (
    <section id={anchor} className={styles.section} aria-labelledby={`${anchor}-title`}>
      <header className={styles.head}>
        <h2 id={`${anchor}-title`} className={styles.title} data-untitled={section.title === ''}>
          {title}
        </h2>
        {section.phase !== 'draft' && (
          <Badge icon={PHASE_ICONS[section.phase]} tone={toneOf(section)}>
            {t(`phases.${section.phase}`)}
          </Badge>
        )}
        {document.may.arrange && <SectionActions {...props} title={title} />}
      </header>
      {text ? <SectionText {...props} text={text} /> : <Skeleton count={2} />}
    </section>
  );
}

const toneOf = ({ phase }: SectionView) => {
  if (phase === 'adopted') return 'done';
  return phase === 'consultation' ? 'accent' : 'plain';
};

function SectionText(props: LetterSectionProps & { readonly text: OpenText }) {
  const { section, session, text, writer, toolbarPlace, onFocus } = props;
  const { t } = useTranslation('documents');
  const { role, refusal, hasUnsent } = useTextState(session, text);
  useLeftWords(text, props.onLeft);
  const isTold = useDocumentState(session).refusal !== null;
  const canWrite = (role ?? section.role) === 'write' && !refusal;
  const { phase } = section;
  return (
    <>
      {refusal && (hasUnsent || !isTold) && (
        <div className={styles.refusal}>
          <Refusal refusal={refusal} unsent={hasUnsent ? text.doc : null} />
        </div>
      )}
      {(phase === 'frozen' || phase === 'adopted') && (
        <p className={styles.note}>{t(`readOnly.${phase}`)}</p>
      )}
      <SectionEditor
        text={text}
        writer={writer}
        labelledBy={`${anchorOf(section)}-title`}
        placeholder={t('write')}
        canWrite={canWrite}
        toolbarPlace={toolbarPlace}
        onFocus={onFocus}
      />
    </>
  );
}

/** A layout effect: it ends before the connection of the part, which knows what is unsent. */
function useLeftWords({ doc, provider }: OpenText, onLeft: (words: string) => void): void {
  useLayoutEffect(
    () => () => {
      if (provider.unsentWords()) onLeft(wordsOf(doc));
    },
    [doc, provider, onLeft],
  );
}

function SectionActions(props: LetterSectionProps & { readonly title: string }) {
  const { document, section, title } = props;
  const { t } = useTranslation('documents');
  const words = useErrorWords();
  const queries = useQueryClient();
  const [isRenaming, setRenaming] = useState(false);
  const keep = (changed: DocumentView) =>
    queries.setQueryData(documentQuery(document.id).queryKey, changed);
  const attempt = (change: Promise<DocumentView>) => {
    change.then(keep, (error: unknown) => showToast({ tone: 'problem', text: words(error) }));
  };
  const add = () =>
    attempt(
      addSection(document.id, { clientKey: createClientKey(), title: '', after: section.id }),
    );
  return (
    <>
      <SectionMenu
        label={t('section.actions', { title })}
        phase={section.phase}
        onRename={() => setRenaming(true)}
        onAdd={add}
        onPhase={(phase) => attempt(changeSection(document.id, section.id, { phase }))}
      />
      {isRenaming && (
        <TitleDialog
          heading={t('section.renameTitle')}
          label={t('section.fieldTitle')}
          initial={section.title}
          maxLength={DOCUMENT_LIMITS.sectionTitle.max}
          onClose={() => setRenaming(false)}
          onSave={async (changed) => {
            keep(await changeSection(document.id, section.id, { title: changed }));
          }}
        />
      )}
    </>
  );
}
