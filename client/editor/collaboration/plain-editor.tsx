import { useEffect, useRef } from 'react';
import { bindTextArea } from '#client/editor/collaboration/bind-text-area.ts';
import type { OpenText } from '#client/editor/collaboration/document-session.ts';
import styles from '#client/editor/collaboration/plain-editor.module.css';
import { stateOfWriter, type Writer } from '#client/editor/collaboration/presence.ts';

/** The name under which users of y-websocket keep a plain text. */
const TEXT = 'text';

interface PlainEditorProps {
  readonly text: OpenText;
  readonly writer: Writer;
  readonly label: string;
  readonly canWrite: boolean;
}

/** A text without form, where several people write at once. */
export function PlainEditor({ text, writer, label, canWrite }: PlainEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { id, name } = writer;
  useEffect(() => {
    text.provider.awareness.setLocalState(stateOfWriter({ id, name }));
    return field.current ? bindTextArea(field.current, text.doc.getText(TEXT)) : undefined;
  }, [text, id, name]);
  return <textarea ref={field} className={styles.field} aria-label={label} readOnly={!canWrite} />;
}
