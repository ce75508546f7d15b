import { createHeadlessEditor } from '@lexical/headless';
import { $getRoot, $getSelection, REDO_COMMAND, UNDO_COMMAND } from 'lexical';
import { describe, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { bindEditor } from '#client/editor/collaboration/bind-editor.ts';
import { seededRandom } from '#shared/core/random.ts';
import { EDITOR_NODES } from '#shared/editor/nodes/node-classes.ts';

/** One empty paragraph, as the server begins a section. */
function firstContent(): Uint8Array {
  const doc = new Y.Doc();
  doc.get('root-v2', Y.XmlElement).insert(0, [new Y.XmlElement('paragraph')]);
  return Y.encodeStateAsUpdate(doc);
}

function person(clientID: number, content: Uint8Array | null) {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  if (content) Y.applyUpdate(doc, content);
  const editor = createHeadlessEditor({
    nodes: EDITOR_NODES,
    onError: (error) => {
      throw error;
    },
  });
  const told = { content: 0 };
  const unbind = bindEditor({
    editor,
    doc,
    awareness: new Awareness(doc),
    writer: { id: `person-${clientID}`, name: `Person ${clientID}` },
    cursors: null,
    onContent: () => {
      told.content += 1;
    },
  });
  return {
    doc,
    editor,
    told,
    unbind,
    text: () => editor.read(() => $getRoot().getTextContent()),
    type(words: string) {
      editor.update(
        () => {
          const selection = $getSelection() ?? $getRoot().selectEnd();
          selection.insertText(words);
        },
        { discrete: true },
      );
    },
  };
}

type Person = ReturnType<typeof person>;

function exchange(one: Person, other: Person): void {
  const fromOne = Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc));
  Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(one.doc)));
  Y.applyUpdate(other.doc, fromOne);
}

describe('an editor tied to a section', () => {
  it('shows what the document holds, now or later, and writes nothing by itself', () => {
    const content = firstContent();
    const early = person(1, content);
    expect(early.told.content).toBe(1);
    expect(Y.encodeStateAsUpdate(early.doc)).toEqual(content);
    const late = person(2, null);
    expect(late.told.content).toBe(0);
    expect(late.doc.store.clients.size).toBe(0);
    Y.applyUpdate(late.doc, content);
    expect(late.told.content).toBeGreaterThan(0);
    expect(Y.encodeStateAsUpdate(late.doc)).toEqual(content);
  });

  it('keeps the words of two people whole who type in one place at once', () => {
    const content = firstContent();
    const anne = person(1, content);
    anne.type('Debut.');
    const bruno = person(2, Y.encodeStateAsUpdate(anne.doc));
    const words = ['nous partons ensemble', 'vous restez encore la'] as const;
    for (let index = 0; index < words[0].length; index += 1) {
      anne.type(words[0][index] ?? '');
      bruno.type(words[1][index] ?? '');
      exchange(anne, bruno);
    }
    expect(anne.text()).toBe(bruno.text());
    for (const each of words) expect(anne.text()).toContain(each);
  });

  it('keeps the words of two people whole who type the same letters in one place', () => {
    const words = [' Nous irons à pied.', ' Nous irons ensemble.'] as const;
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seededRandom(seed);
      const anne = person(1, firstContent());
      anne.type('Debut.');
      const bruno = person(2, Y.encodeStateAsUpdate(anne.doc));
      const left: [string[], string[]] = [[...words[0]], [...words[1]]];
      while (left[0].length + left[1].length > 0) {
        const [typist, letters] = random() < 0.5 ? [anne, left[0]] : [bruno, left[1]];
        const letter = letters.shift();
        if (letter) typist.type(letter);
        if (random() < 0.3) exchange(anne, bruno);
      }
      exchange(anne, bruno);
      expect(anne.text()).toBe(bruno.text());
      for (const each of words) expect(anne.text(), `seed ${seed}`).toContain(each);
    }
  });

  it('undoes one’s own words only', () => {
    const content = firstContent();
    const anne = person(1, content);
    const bruno = person(2, content);
    anne.type('à moi');
    exchange(anne, bruno);
    bruno.type(' à toi');
    exchange(anne, bruno);
    anne.editor.dispatchCommand(UNDO_COMMAND, undefined);
    exchange(anne, bruno);
    expect(bruno.text()).not.toContain('à moi');
    expect(bruno.text()).toContain('à toi');
    anne.editor.dispatchCommand(REDO_COMMAND, undefined);
    exchange(anne, bruno);
    expect(bruno.text()).toContain('à moi');
  });

  it('lets go of both', () => {
    const anne = person(1, firstContent());
    anne.unbind();
    anne.type('seule');
    expect(anne.doc.get('root-v2', Y.XmlElement).toString()).not.toContain('seule');
  });
});
