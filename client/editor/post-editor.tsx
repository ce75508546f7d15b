import { AutoLinkPlugin, createLinkMatcherWithRegExp } from '@lexical/react/LexicalAutoLinkPlugin';
import { LexicalComposer } from '@lexical/react/LexicalComposer';
import { ContentEditable } from '@lexical/react/LexicalContentEditable';
import { LexicalErrorBoundary } from '@lexical/react/LexicalErrorBoundary';
import { HistoryPlugin } from '@lexical/react/LexicalHistoryPlugin';
import { LinkPlugin } from '@lexical/react/LexicalLinkPlugin';
import { ListPlugin } from '@lexical/react/LexicalListPlugin';
import { OnChangePlugin } from '@lexical/react/LexicalOnChangePlugin';
import { RichTextPlugin } from '@lexical/react/LexicalRichTextPlugin';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CleanPastePlugin, FocusPlugin, SubmitKeyPlugin } from '#client/editor/editor-plugins.tsx';
import { editorTheme } from '#client/editor/editor-theme.ts';
import styles from '#client/editor/post-editor.module.css';
import { Toolbar } from '#client/editor/toolbar.tsx';
import { classes } from '#client/ui/classes.ts';
import { safeLinkAddress } from '#shared/editor/link-address.ts';
import { EDITOR_NODES } from '#shared/editor/nodes/node-classes.ts';
import '#client/ui/prose.css';

interface PostEditorProps {
  readonly label: string;
  readonly placeholder: string;
  /** The state to start from, as JSON text; null for an empty page. Read once. */
  readonly initialState: string | null;
  /** Called after each change with the state as JSON text. */
  readonly onChange: (state: string) => void;
  /** Control or Command with Enter. */
  readonly onSubmit: () => void;
  readonly autoFocus?: boolean;
  /** What is wrong with the text, told under it. */
  readonly error?: string | undefined;
}

const WEB_ADDRESS = /https?:\/\/[^\s<>()]{2,2000}[^\s<>().,;:!?'"»]/;
const MATCHERS = [createLinkMatcherWithRegExp(WEB_ADDRESS)];
const isSafe = (address: string): boolean => safeLinkAddress(address) !== null;

/** Where a post is written: a label, what can be done to the text, the text. */
export default function PostEditor(props: PostEditorProps) {
  const { label, placeholder, initialState, onChange, onSubmit, autoFocus, error } = props;
  const { t } = useTranslation('editor');
  const id = useId();
  const config = {
    namespace: 'trame-post',
    nodes: EDITOR_NODES,
    theme: editorTheme,
    onError: (failure: Error) => {
      throw failure;
    },
    ...(initialState !== null && { editorState: initialState }),
  };
  return (
    <div className={styles.field}>
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      <LexicalComposer initialConfig={config}>
        <div className={styles.frame} data-invalid={error !== undefined || undefined}>
          <Toolbar />
          <div className={styles.page}>
            <RichTextPlugin
              contentEditable={
                <ContentEditable
                  className={classes(styles.text, 'prose')}
                  aria-labelledby={`${id}-label`}
                  aria-describedby={error ? `${id}-error` : `${id}-hint`}
                  aria-placeholder={placeholder}
                  placeholder={<div className={styles.placeholder}>{placeholder}</div>}
                />
              }
              ErrorBoundary={LexicalErrorBoundary}
            />
          </div>
        </div>
        <HistoryPlugin />
        <ListPlugin />
        <LinkPlugin validateUrl={isSafe} />
        <AutoLinkPlugin matchers={MATCHERS} />
        <CleanPastePlugin />
        <SubmitKeyPlugin onSubmit={onSubmit} />
        {autoFocus && <FocusPlugin />}
        <OnChangePlugin
          ignoreSelectionChange
          onChange={(state) => onChange(JSON.stringify(state))}
        />
      </LexicalComposer>
      {error ? (
        <span id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </span>
      ) : (
        <span id={`${id}-hint`} className={styles.hint}>
          {t('submitHint')}
        </span>
      )}
    </div>
  );
}
