import { describe, expect, test } from 'vitest';
import { LogPosition } from '#server/platform/collab/log-position.ts';

describe('the position in a log', () => {
  test('[CO32] rows in order move it, and rows beyond a gap wait for those before', () => {
    const position = new LogPosition(3);
    position.take(4);
    expect([position.through, position.hasGap]).toEqual([4, false]);
    position.take(6);
    expect([position.through, position.hasGap, position.has(6)]).toEqual([4, true, true]);
    position.take(5);
    expect([position.through, position.hasGap]).toEqual([6, false]);
    position.take(2);
    expect([position.through, position.hasGap]).toEqual([6, false]);
  });

  test('[CO32] reading the log passes numbers that were never written', () => {
    const position = new LogPosition(0);
    position.take(3);
    position.take(5);
    position.reach(4);
    expect([position.through, position.hasGap]).toEqual([5, false]);
    position.reach(2);
    expect(position.through).toBe(5);
  });
});
