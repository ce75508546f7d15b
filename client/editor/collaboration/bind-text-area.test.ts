import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { movedBy, typedChange } from '#client/editor/collaboration/bind-text-area.ts';

describe('what was typed', () => {
  it('is one change that makes the second text of the first, splitting no pair', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', '👋', '🎈') });
    fc.assert(
      fc.property(words, words, fc.nat(), (before, after, seed) => {
        const change = typedChange(before, after, seed % (after.length + 1));
        const made =
          before.slice(0, change.at) + change.inserted + before.slice(change.at + change.deleted);
        expect(made).toBe(after);
        const removed = before.slice(change.at, change.at + change.deleted);
        for (const part of [change.inserted, removed]) expect(part.isWellFormed()).toBe(true);
      }),
    );
  });

  it('is where the cursor is, among equal letters', () => {
    expect(typedChange('aaa', 'aaaa', 2)).toEqual({ at: 1, deleted: 0, inserted: 'a' });
    expect(typedChange('aaa', 'aaaa', 4)).toEqual({ at: 3, deleted: 0, inserted: 'a' });
  });
});

describe('a cursor while others write', () => {
  it('stays between the same letters', () => {
    const doc = new Y.Doc();
    const text = doc.getText('text');
    text.insert(0, 'un deux trois');
    let position = 'un deux'.length;
    text.observe(({ delta }) => {
      position = movedBy(position, delta);
    });
    doc.transact(() => {
      text.delete(0, 3);
      text.insert(text.length, ' quatre');
      text.insert(0, 'les ');
    });
    expect(text.toString().slice(0, position)).toBe('les deux');
  });
});
