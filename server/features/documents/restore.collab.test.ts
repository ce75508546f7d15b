import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { sectionContentFromParagraphs } from '#server/features/documents/first-content.collab.ts';
import { restoreContent } from '#server/features/documents/restore.collab.ts';
import { keyOf, plainTextOf, rootOf } from '#server/features/documents/text-content.collab.ts';
import { wordsOf } from '#shared/editor/words.ts';

type Look = { readonly b?: number; readonly i?: number };
interface Block {
  readonly type: string;
  readonly tag?: string;
  readonly runs: readonly (readonly [string, Look])[];
  readonly nested?: readonly Block[];
}

const look = fc.oneof(fc.constant({}), fc.constant({ b: 1 }), fc.constant({ b: 1, i: 2 }));
const words = fc.constantFrom('un ', 'deux ', 'deux trois ', '👋', 'é', '\n');
const leaf = fc.record({
  type: fc.constantFrom('paragraph', 'heading'),
  tag: fc.constantFrom('h2', 'h3'),
  runs: fc.array(fc.tuple(words, look), { maxLength: 4 }),
});
const list = fc.record({
  type: fc.constant('list'),
  runs: fc.constant([]),
  nested: fc.array(leaf, { maxLength: 3 }),
});
const content = fc.array(fc.oneof({ weight: 4, arbitrary: leaf }, list), { maxLength: 6 });

function nodeOf({ type, tag, runs, nested = [] }: Block): Y.XmlElement {
  const node = new Y.XmlElement(type);
  if (tag) node.setAttribute('__tag', tag);
  const text = new Y.XmlText();
  text.applyDelta(runs.map(([insert, attributes]) => ({ insert, attributes })));
  node.insert(0, [...(runs.length > 0 ? [text] : []), ...nested.map(nodeOf)]);
  return node;
}

function documentOf(blocks: readonly Block[], clientID: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  doc.get('root-v2', Y.XmlElement).insert(0, blocks.map(nodeOf));
  return doc;
}

function copyOf(doc: Y.Doc, clientID: number): Y.Doc {
  const copy = new Y.Doc();
  copy.clientID = clientID;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

const exchange = (one: Y.Doc, other: Y.Doc) => {
  const forOther = Y.encodeStateAsUpdate(one, Y.encodeStateVector(other));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
  Y.applyUpdate(other, forOther);
};

const section = (...paragraphs: string[]): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, sectionContentFromParagraphs(paragraphs));
  return doc;
};

const textAt = (doc: Y.Doc, index: number): Y.XmlText => {
  const block = rootOf(doc).get(index);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error(`block ${index} has no text`);
  return text;
};

describe('restoring content', () => {
  it('[DO20] makes any content equal to any other, and is nothing the second time', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const doc = documentOf(before, 1);
        const wanted = documentOf(after, 2);
        restoreContent(doc, wanted);
        expect(keyOf(rootOf(doc))).toBe(keyOf(rootOf(wanted)));
        const state = Y.encodeStateAsUpdate(doc);
        restoreContent(doc, wanted);
        expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });

  it('[DO20] makes a plain text equal to another', () => {
    fc.assert(
      fc.property(fc.string({ unit: words }), fc.string({ unit: words }), (before, after) => {
        const [doc, wanted] = [new Y.Doc(), new Y.Doc()];
        plainTextOf(doc).insert(0, before);
        plainTextOf(wanted).insert(0, after);
        restoreContent(doc, wanted);
        expect(plainTextOf(doc).toString()).toBe(after);
      }),
    );
  });

  it('[DO20] leaves equal blocks the same items, and writes no more than what differs', () => {
    const doc = section('Un.', 'Deux mots restent ici.', 'Trois.');
    const wanted = copyOf(doc, 5);
    const [first, , third] = rootOf(doc).toArray();
    const inner = textAt(doc, 1);
    doc.clientID = 7;
    inner.insert(0, 'Faux. ');
    rootOf(doc).insert(1, [nodeOf({ type: 'paragraph', runs: [['Ajout.', {}]] })]);
    const before = Y.encodeStateVector(doc);
    restoreContent(doc, wanted);
    expect(wordsOf(doc)).toBe('Un.\nDeux mots restent ici.\nTrois.');
    expect(rootOf(doc).toArray()).toEqual([first, inner.parent, third]);
    expect(Y.encodeStateAsUpdate(doc, before).length).toBeLessThan(60);
  });

  it('[DO20] keeps what others write meanwhile, and lets them take back their own words only', () => {
    const base = section('Un deux trois.', 'Quatre.');
    const wanted = copyOf(base, 5);
    const editor = copyOf(base, 10);
    textAt(editor, 0).insert(3, 'faux ');
    const me = 'this page';
    const undo = new Y.UndoManager(rootOf(editor), {
      captureTimeout: 0,
      trackedOrigins: new Set([me]),
    });
    const write = (at: number, words: string) =>
      editor.transact(() => textAt(editor, 1).insert(at, words), me);
    write(7, ' Cinq.');
    const server = copyOf(base, 20);
    exchange(editor, server);
    write(13, ' Six.');
    restoreContent(server, wanted);
    exchange(editor, server);
    expect(wordsOf(editor)).toBe('Un deux trois.\nQuatre. Six.');
    expect(wordsOf(server)).toBe(wordsOf(editor));
    undo.undo();
    expect(wordsOf(editor)).toBe('Un deux trois.\nQuatre.');
    undo.undo();
    exchange(editor, server);
    expect(wordsOf(server)).toBe('Un deux trois.\nQuatre.');
  });
});
