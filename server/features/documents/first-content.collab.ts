import { createHash } from 'node:crypto';
import { createHeadlessEditor } from '@lexical/headless';
import {
  createBindingV2__EXPERIMENTAL,
  type Provider,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL,
} from '@lexical/yjs';
import * as Y from 'yjs';
import type { LogEntry } from '#server/platform/collab/document-log.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';
import { EDITOR_NODES } from '#shared/editor/nodes/node-classes.ts';
import type { EditorState } from '#shared/editor/state.ts';
import { readUpdate } from '#shared/realtime/update-reader.ts';

/** The account that first contents are written by; no person has it. */
export const SERVER_ACCOUNT = 'server';

/** The clientID of first contents, "tram" in ASCII: the same in every section. */
export const SERVER_CLIENT = 0x7472_616d;

/** The binding asks a provider where people stand; nobody stands in a text being made. */
export const NOBODY: Provider = {
  awareness: {
    getLocalState: () => null,
    getStates: () => new Map(),
    on: () => {},
    off: () => {},
    setLocalState: () => {},
    setLocalStateField: () => {},
  },
  connect: () => {},
  disconnect: () => {},
  on: () => {},
  off: () => {},
};

/**
 * A state of the editor as a Yjs update (format V1), in the shape of Lexical's V2 binding. Made by
 * the binding itself; from the same state always the same bytes.
 */
export function sectionContent(state: EditorState): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = SERVER_CLIENT;
  const editor = createHeadlessEditor({
    nodes: EDITOR_NODES,
    onError: (error) => {
      throw error;
    },
  });
  const binding = createBindingV2__EXPERIMENTAL(editor, 'section', doc, new Map());
  const stop = editor.registerUpdateListener((update) => {
    syncLexicalUpdateToYjsV2__EXPERIMENTAL(
      binding,
      NOBODY,
      update.prevEditorState,
      update.editorState,
      update.dirtyElements,
      update.dirtyLeaves,
      update.normalizedNodes,
      update.tags,
    );
  });
  editor.setEditorState(editor.parseEditorState(JSON.stringify(state)));
  stop();
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** As `sectionContent`: a paragraph for each string, an item of a list after `- `. Of nothing, one empty paragraph. */
export const sectionContentFromParagraphs = (paragraphs: readonly string[]): Uint8Array =>
  sectionContent(stateFromParagraphs(paragraphs));

/** The log entry that makes a section exist. Its key follows from its name: once is enough. */
export function firstContentEntry(
  name: string,
  now: number,
  paragraphs: readonly string[] = [],
): LogEntry {
  const update = sectionContentFromParagraphs(paragraphs);
  const { inserted, deleted } = readUpdate(update);
  return {
    key: createHash('sha256').update(`first content of ${name}`).digest('hex').slice(0, 24),
    name,
    update,
    account: SERVER_ACCOUNT,
    inserted,
    deleted,
    at: now,
  };
}
