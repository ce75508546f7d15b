import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Folding } from '#server/platform/collab/folding.ts';

const foldings: Folding[] = [];
afterEach(() => Promise.all(foldings.splice(0).map((folding) => folding.stop())));

function open(): Folding {
  const folding = new Folding();
  foldings.push(folding);
  return folding;
}

function written(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

const textOf = (state: Uint8Array): string => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc.getText('t').toString();
};

describe('folding in a thread', () => {
  test('[CO16] makes one state of a snapshot and updates, of several documents at once', async () => {
    const { fold } = open();
    const [one, two] = await Promise.all([
      fold(written('un'), [written('deux')]),
      fold(null, [written('trois')]),
    ]);
    expect(textOf(one)).toHaveLength(6);
    expect(textOf(two)).toBe('trois');
  });

  test('[CO16] what cannot be read is refused alone', async () => {
    const { fold } = open();
    const refused = fold(null, [Uint8Array.of(255, 255, 255)]);
    const folded = fold(null, [written('un')]);
    await expect(refused).rejects.toThrow();
    expect(textOf(await folded)).toBe('un');
  });

  test('[CO16] a thread that is ended refuses what it had, and another comes', async () => {
    const folding = open();
    const refused = folding.fold(null, [written('un')]);
    await Promise.all([expect(refused).rejects.toThrow('ended'), folding.stop()]);
    expect(textOf(await folding.fold(null, [written('deux')]))).toBe('deux');
  });
});
