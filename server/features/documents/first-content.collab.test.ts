import { createHeadlessEditor } from '@lexical/headless';
import {
  createBindingV2__EXPERIMENTAL,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL,
  syncYjsChangesToLexicalV2__EXPERIMENTAL,
  syncYjsStateToLexicalV2__EXPERIMENTAL,
} from '@lexical/yjs';
import { $createTextNode, $getRoot, $isElementNode } from 'lexical';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  firstContentEntry,
  NOBODY,
  sectionContentFromParagraphs,
} from '#server/features/documents/first-content.collab.ts';
import { EDITOR_NODES } from '#shared/editor/nodes/node-classes.ts';
import { readUpdate } from '#shared/realtime/update-reader.ts';

/** One browser without a screen: an editor on the V2 binding, over a document of its own. */
function openEditor(content: Uint8Array, clientID: number) {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  Y.applyUpdate(doc, content);
  const editor = createHeadlessEditor({
    nodes: EDITOR_NODES,
    onError: (error) => {
      throw error;
    },
  });
  const binding = createBindingV2__EXPERIMENTAL(editor, 'section', doc, new Map());
  binding.root.observeDeep((events, transaction) => {
    if (transaction.origin === binding) return;
    syncYjsChangesToLexicalV2__EXPERIMENTAL(binding, NOBODY, events, transaction, false);
  });
  editor.registerUpdateListener((update) => {
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
  syncYjsStateToLexicalV2__EXPERIMENTAL(binding, NOBODY);
  return {
    doc,
    text: () => editor.read(() => $getRoot().getTextContent()),
    blocks: () =>
      editor.read(() =>
        $getRoot()
          .getChildren()
          .map((node) => node.getType()),
      ),
    write(words: string) {
      editor.update(
        () => {
          const block = $getRoot().getLastChild();
          if ($isElementNode(block)) block.append($createTextNode(words));
        },
        { discrete: true },
      );
    },
  };
}

function exchange(one: Y.Doc, other: Y.Doc): void {
  const fromOne = Y.encodeStateAsUpdate(one, Y.encodeStateVector(other));
  const fromOther = Y.encodeStateAsUpdate(other, Y.encodeStateVector(one));
  Y.applyUpdate(other, fromOne);
  Y.applyUpdate(one, fromOther);
}

describe('first content', () => {
  it('[DO9] is one empty paragraph of the V2 binding, which reading does not change', () => {
    const content = sectionContentFromParagraphs([]);
    const reader = openEditor(content, 10);
    expect(reader.blocks()).toEqual(['paragraph']);
    expect(reader.text()).toBe('');
    expect(Y.encodeStateAsUpdate(reader.doc)).toEqual(content);
  });

  it('[DO9] two people who type at once in the empty paragraph keep both words, in one paragraph', () => {
    const content = sectionContentFromParagraphs([]);
    const one = openEditor(content, 10);
    const other = openEditor(content, 20);
    one.write('bonjour');
    other.write('salut');
    exchange(one.doc, other.doc);
    exchange(one.doc, other.doc);
    expect(one.text()).toBe(other.text());
    expect(one.blocks()).toEqual(['paragraph']);
    expect(one.text()).toContain('bonjour');
    expect(one.text()).toContain('salut');
  });

  it('reads back what it was made from, lists too', () => {
    const content = sectionContentFromParagraphs([
      'Nous avons écouté.',
      '- un lieu ouvert',
      '- du temps reconnu',
      'Nous proposons 👋.',
    ]);
    const reader = openEditor(content, 10);
    expect(reader.blocks()).toEqual(['paragraph', 'list', 'paragraph']);
    for (const words of ['Nous avons écouté.', 'du temps reconnu', 'Nous proposons 👋.']) {
      expect(reader.text()).toContain(words);
    }
  });

  it('is the same bytes each time, by one client', () => {
    const words = ['Premier.', 'Second.'];
    expect(sectionContentFromParagraphs(words)).toEqual(sectionContentFromParagraphs(words));
    const clients = readUpdate(sectionContentFromParagraphs(words)).inserted;
    expect(new Set(clients.map(({ client }) => client)).size).toBe(1);
  });

  it('its log entry has a key of its name, so that it is stored once', () => {
    const entry = firstContentEntry('document/section@0', 5);
    expect(firstContentEntry('document/section@0', 9).key).toBe(entry.key);
    expect(firstContentEntry('document/other@0', 5).key).not.toBe(entry.key);
    expect(entry.key).toMatch(/^[0-9a-f]{24}$/);
    expect(entry.inserted.length).toBeGreaterThan(0);
  });
});
