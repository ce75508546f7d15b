import {
  createBindingV2__EXPERIMENTAL,
  type Provider,
  setLocalStateFocus,
  syncCursorPositions,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL,
  syncYjsChangesToLexicalV2__EXPERIMENTAL,
  syncYjsStateToLexicalV2__EXPERIMENTAL,
} from '@lexical/yjs';
import {
  BLUR_COMMAND,
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COLLABORATION_TAG,
  COMMAND_PRIORITY_EDITOR,
  FOCUS_COMMAND,
  HISTORIC_TAG,
  type LexicalEditor,
  mergeRegister,
  REDO_COMMAND,
  SKIP_COLLAB_TAG,
  UNDO_COMMAND,
} from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { placeTyping } from '#client/editor/collaboration/place-typing.ts';
import {
  heldByLeft,
  readUserState,
  stateOfWriter,
  type Writer,
} from '#client/editor/collaboration/presence.ts';

export interface BindingParts {
  readonly editor: LexicalEditor;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly writer: Writer;
  /** Where the cursors of others are drawn, over the text; null without a screen. */
  readonly cursors: HTMLElement | null;
  /** The text is there: until then it must not be written in, since only the server begins it. */
  readonly onContent: () => void;
}

/**
 * Ties an editor to a section by Lexical's V2 binding; returns how to untie it. Unlike the plugin
 * of @lexical/react it shows what the document holds already, and never begins an empty one.
 */
export function bindEditor(parts: BindingParts): () => void {
  const { editor, doc, awareness, writer, cursors } = parts;
  const provider = providerOf(awareness, doc);
  const binding = createBindingV2__EXPERIMENTAL(editor, 'section', doc, new Map());
  binding.cursorsContainer = cursors;
  const onTree = (
    events: Parameters<typeof syncYjsChangesToLexicalV2__EXPERIMENTAL>[2],
    transaction: Y.Transaction,
  ) => {
    if (transaction.origin === binding) return;
    const undone = transaction.origin instanceof Y.UndoManager;
    syncYjsChangesToLexicalV2__EXPERIMENTAL(binding, provider, events, transaction, undone);
    if (binding.root.length > 0) parts.onContent();
  };
  binding.root.observeDeep(onTree);
  const stopUpdates = editor.registerUpdateListener((update) => {
    if (update.tags.has(SKIP_COLLAB_TAG)) return;
    const isFromYjs = update.tags.has(COLLABORATION_TAG) || update.tags.has(HISTORIC_TAG);
    doc.transact(() => {
      if (!isFromYjs) placeTyping(binding, update.prevEditorState, update.editorState);
      syncLexicalUpdateToYjsV2__EXPERIMENTAL(
        binding,
        provider,
        update.prevEditorState,
        update.editorState,
        update.dirtyElements,
        update.dirtyLeaves,
        update.normalizedNodes,
        update.tags,
      );
    }, binding);
  });
  const drawCursors = () => syncCursorPositions(binding, provider);
  awareness.on('update', drawCursors);
  const stopUndo = registerUndo(editor, undoManagerOf(binding.root, binding));
  const stopFocus = registerFocus(editor, provider, writer);
  const stopResize = cursors ? onResize(cursors, drawCursors) : () => {};
  awareness.setLocalState(stateOfWriter(writer));
  if (binding.root.length > 0) {
    syncYjsStateToLexicalV2__EXPERIMENTAL(binding, provider);
    parts.onContent();
  }
  return () => {
    stopResize();
    stopFocus();
    stopUndo();
    awareness.off('update', drawCursors);
    stopUpdates();
    binding.root.unobserveDeep(onTree);
    cursors?.replaceChildren();
  };
}

/** What the binding asks of a provider; connecting is not its affair. */
function providerOf(awareness: Awareness, doc: Y.Doc): Provider {
  return {
    awareness: {
      getLocalState: () => readUserState(awareness.getLocalState()),
      getStates: () => {
        const states = new Map<number, NonNullable<ReturnType<typeof readUserState>>>();
        for (const [client, raw] of awareness.getStates()) {
          const state = readUserState(raw);
          if (state) states.set(client, state);
        }
        return states;
      },
      on: (name, listener) => awareness.on(name, listener),
      off: (name, listener) => awareness.off(name, listener),
      setLocalState: (state) => awareness.setLocalState(state && heldByLeft(state, doc)),
      setLocalStateField: (field, value) => awareness.setLocalStateField(field, value),
    },
    connect: () => {},
    disconnect: () => {},
    on: () => {},
    off: () => {},
  };
}

/**
 * Takes back what this page wrote and nothing of others: a paragraph, or the text inside of one, in
 * which somebody else has written meanwhile stays.
 */
const undoManagerOf = (root: Y.XmlElement, origin: unknown): Y.UndoManager =>
  new Y.UndoManager(root, {
    trackedOrigins: new Set([origin]),
    deleteFilter: ({ content }) =>
      !(content instanceof Y.ContentType) || content.type._length === 0,
  });

function registerUndo(editor: LexicalEditor, undoManager: Y.UndoManager): () => void {
  const tell = () => {
    editor.dispatchCommand(CAN_UNDO_COMMAND, undoManager.undoStack.length > 0);
    editor.dispatchCommand(CAN_REDO_COMMAND, undoManager.redoStack.length > 0);
  };
  undoManager.on('stack-item-added', tell);
  undoManager.on('stack-item-popped', tell);
  undoManager.on('stack-cleared', tell);
  const stop = mergeRegister(
    editor.registerCommand(
      UNDO_COMMAND,
      () => undoManager.undo() !== undefined,
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      REDO_COMMAND,
      () => undoManager.redo() !== undefined,
      COMMAND_PRIORITY_EDITOR,
    ),
  );
  return () => {
    stop();
    undoManager.destroy();
  };
}

function registerFocus(editor: LexicalEditor, provider: Provider, writer: Writer): () => void {
  const { name, color, awarenessData } = stateOfWriter(writer);
  const tell = (focusing: boolean) => {
    setLocalStateFocus(provider, name, color, focusing, awarenessData);
    return false;
  };
  return mergeRegister(
    editor.registerCommand(FOCUS_COMMAND, () => tell(true), COMMAND_PRIORITY_EDITOR),
    editor.registerCommand(BLUR_COMMAND, () => tell(false), COMMAND_PRIORITY_EDITOR),
  );
}

/** Cursors are placed in pixels: another width moves the words under them. */
function onResize(element: HTMLElement, callback: () => void): () => void {
  if (!element.parentElement) return () => {};
  const observer = new ResizeObserver(callback);
  observer.observe(element.parentElement);
  return () => observer.disconnect();
}
