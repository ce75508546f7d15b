import { useTranslation } from 'react-i18next';
import type { DocumentSession, OpenText } from '#client/editor/collaboration/document-session.ts';
import { PlainEditor } from '#client/editor/collaboration/plain-editor.tsx';
import type { Writer } from '#client/editor/collaboration/presence.ts';
import styles from '#client/features/documents/document-page.module.css';
import { Refusal } from '#client/features/documents/refusal.tsx';
import { useOpenText, useTextState } from '#client/features/documents/use-document-session.ts';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import type { DocumentView } from '#shared/features/documents/schema.ts';

interface PlainTextProps {
  readonly document: DocumentView;
  readonly session: DocumentSession;
  readonly writer: Writer;
}

/** A document of one plain text, as other programs write them too. */
export function PlainText(props: PlainTextProps) {
  const text = useOpenText(props.session, null);
  return text ? <Opened {...props} text={text} /> : <Skeleton count={4} />;
}

function Opened({ document, session, writer, text }: PlainTextProps & { readonly text: OpenText }) {
  const { t } = useTranslation('documents');
  const state = useTextState(session, text);
  const canWrite = document.may.write && state.role !== 'read' && !state.refusal;
  return (
    <>
      {state.refusal && (
        <Refusal refusal={state.refusal} unsent={state.hasUnsent ? text.doc : null} />
      )}
      {!document.may.write && <p className={styles.note}>{t('readOnly.reader')}</p>}
      <PlainEditor text={text} writer={writer} label={document.title} canWrite={canWrite} />
    </>
  );
}
