import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '#shared/core/alignment.ts';

describe('the alignment of two lists', () => {
  it('matches what stayed around what came, left and moved', () => {
    expect(align([...'abcxdef'], [...'abyxdef'])).toEqual([
      [0, 0],
      [1, 1],
      [3, 3],
      [4, 4],
      [5, 5],
      [6, 6],
    ]);
    expect(align([], ['a'])).toEqual([]);
    expect(align(['a', 'a'], ['a'])).toEqual([[0, 0]]);
  });

  it('prefers what is longest', () => {
    expect(align(['a', ' ', 'word'], ['word', ' ', 'b'])).toEqual([[2, 0]]);
  });

  it('matches equal things only, in order in both lists', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(list, list, (first, second) => {
        const matches = align(first, second);
        for (const [index, [one, other]] of matches.entries()) {
          const next = matches[index + 1] ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
          expect(first[one]).toBe(second[other]);
          expect(one < next[0] && other < next[1]).toBe(true);
        }
        expect(align(first, first)).toHaveLength(first.length);
      }),
    );
  });

  it('compares very long lists at their ends only', () => {
    const one = Array.from({ length: 3_000 }, (_, index) => `one ${index}`);
    const other = Array.from({ length: 3_000 }, (_, index) => `other ${index}`);
    const matches = align(['start', ...one, 'end'], ['start', ...other, 'end']);
    expect(matches).toEqual([
      [0, 0],
      [3_001, 3_001],
    ]);
  });
});
