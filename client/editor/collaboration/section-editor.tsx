import { LexicalComposer } from '@lexical/react/LexicalComposer';
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { ContentEditable } from '@lexical/react/LexicalContentEditable';
import { LexicalErrorBoundary } from '@lexical/react/LexicalErrorBoundary';
import { LinkPlugin } from '@lexical/react/LexicalLinkPlugin';
import { ListPlugin } from '@lexical/react/LexicalListPlugin';
import { RichTextPlugin } from '@lexical/react/LexicalRichTextPlugin';
import { COMMAND_PRIORITY_LOW, FOCUS_COMMAND } from 'lexical';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { bindEditor } from '#client/editor/collaboration/bind-editor.ts';
import type { OpenText } from '#client/editor/collaboration/document-session.ts';
import type { Writer } from '#client/editor/collaboration/presence.ts';
import styles from '#client/editor/collaboration/section-editor.module.css';
import { CleanPastePlugin } from '#client/editor/editor-plugins.tsx';
import { editorTheme } from '#client/editor/editor-theme.ts';
import { Toolbar } from '#client/editor/toolbar.tsx';
import { classes } from '#client/ui/classes.ts';
import { safeLinkAddress } from '#shared/editor/link-address.ts';
import { EDITOR_NODES } from '#shared/editor/nodes/node-classes.ts';
import '#client/ui/prose.css';

interface SectionEditorProps {
  readonly text: OpenText;
  readonly writer: Writer;
  /** The element that names the section. */
  readonly labelledBy: string;
  readonly placeholder: string;
  readonly canWrite: boolean;
  /** Where the toolbar goes while one writes here; null while one writes elsewhere. */
  readonly toolbarPlace: HTMLElement | null;
  readonly onFocus: () => void;
}

const CONFIG = {
  namespace: 'trame-document',
  nodes: EDITOR_NODES,
  theme: {
    ...editorTheme,
    collaboration: {
      cursor: styles.cursor ?? '',
      cursorName: styles.cursorName ?? '',
      selection: styles.selection ?? '',
    },
  },
  // The document fills the editor.
  editorState: null,
  editable: false,
  onError: (failure: Error) => {
    throw failure;
  },
};

const isSafe = (address: string): boolean => safeLinkAddress(address) !== null;

/** A section where several people write at once. */
export function SectionEditor(props: SectionEditorProps) {
  const { text, writer, labelledBy, placeholder, canWrite, toolbarPlace, onFocus } = props;
  return (
    <LexicalComposer initialConfig={CONFIG}>
      {toolbarPlace && createPortal(<Toolbar />, toolbarPlace)}
      <div className={styles.page}>
        <RichTextPlugin
          contentEditable={
            <ContentEditable
              className={classes(styles.text, 'prose')}
              aria-labelledby={labelledBy}
              aria-placeholder={placeholder}
              placeholder={(isEditable) =>
                isEditable ? <div className={styles.placeholder}>{placeholder}</div> : null
              }
            />
          }
          ErrorBoundary={LexicalErrorBoundary}
        />
        <Binding text={text} writer={writer} canWrite={canWrite} onFocus={onFocus} />
      </div>
      <ListPlugin />
      <LinkPlugin validateUrl={isSafe} />
      <CleanPastePlugin />
    </LexicalComposer>
  );
}

/** Ties the editor to its document and draws the cursors of others over the text. */
function Binding(props: Pick<SectionEditorProps, 'text' | 'writer' | 'canWrite' | 'onFocus'>) {
  const { text, writer, canWrite } = props;
  const [editor] = useLexicalComposerContext();
  const cursors = useRef<HTMLDivElement>(null);
  const [hasContent, setHasContent] = useState(false);
  const { id, name } = writer;
  useEffect(
    () =>
      bindEditor({
        editor,
        doc: text.doc,
        awareness: text.provider.awareness,
        writer: { id, name },
        cursors: cursors.current,
        onContent: () => setHasContent(true),
      }),
    [editor, text, id, name],
  );
  useEffect(() => {
    editor.setEditable(canWrite && hasContent);
  }, [editor, canWrite, hasContent]);
  const focused = useEffectEvent(props.onFocus);
  useEffect(
    () =>
      editor.registerCommand(
        FOCUS_COMMAND,
        () => {
          focused();
          return false;
        },
        COMMAND_PRIORITY_LOW,
      ),
    [editor],
  );
  return <div ref={cursors} aria-hidden="true" />;
}
