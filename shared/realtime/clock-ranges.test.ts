import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRanges, encodeRanges, mergeRanges } from '#shared/realtime/clock-ranges.ts';
import type { ClockRange } from '#shared/realtime/update-reader.ts';

const range = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.nat(30), fc.integer({ min: 1, max: 8 }))
  .map(([client, from, length]): ClockRange => ({ client, from, to: from + length }));

const clocksOf = (ranges: readonly ClockRange[]) => {
  const clocks = new Set<string>();
  for (const { client, from, to } of ranges) {
    for (let clock = from; clock < to; clock += 1) clocks.add(`${client}:${clock}`);
  }
  return clocks;
};

describe('ranges of clocks', () => {
  it('[CO43] merge to the same clocks, each once, whatever is added again', () => {
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const merged = mergeRanges(ranges);
        const clocks = clocksOf(ranges);
        expect(clocksOf(merged)).toEqual(clocks);
        expect(merged.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(clocks.size);
        expect(mergeRanges([...merged, ...ranges])).toEqual(merged);
        expect(decodeRanges(encodeRanges(merged))).toEqual(merged);
      }),
    );
  });
});
