import { describe, expect, it } from 'vitest';
import { isVersionDue, versionsToThin } from '#shared/features/documents/versions.domain.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = Date.UTC(2026, 10, 27, 12);

describe('automatic versions', () => {
  it('[DO18] are due after 10 quiet minutes, or an hour of writing', () => {
    const due = (first: number, last: number) =>
      isVersionDue({ first: now - first, last: now - last }, now);
    expect(due(20 * MINUTE, 9 * MINUTE)).toBe(false);
    expect(due(20 * MINUTE, 10 * MINUTE)).toBe(true);
    expect(due(59 * MINUTE, 0)).toBe(false);
    expect(due(HOUR, 0)).toBe(true);
  });
});

describe('thinning', () => {
  const version = (at: string, name: string | null = null) => ({ at: Date.parse(at), name });

  it('[DO19] keeps all of the last day', () => {
    const recent = Array.from({ length: 140 }, (_, index) => ({
      at: now - index * 10 * MINUTE,
      name: null,
    }));
    expect(versionsToThin(recent, now)).toEqual([]);
  });

  it('[DO19] then keeps the last of each day, in whatever order they are given', () => {
    const morning = version('2026-11-20T08:00Z');
    const evening = version('2026-11-20T20:00Z');
    const next = version('2026-11-21T00:00Z');
    expect(versionsToThin([evening, morning, next], now)).toEqual([morning]);
    expect(versionsToThin([next, morning, evening], now)).toEqual([morning]);
  });

  it('[DO19] then the last of each week, from Monday', () => {
    const monday = version('2026-09-07T00:00Z');
    const sunday = version('2026-09-13T23:59Z');
    const following = version('2026-09-14T00:00Z');
    expect(versionsToThin([monday, sunday, following], now)).toEqual([monday]);
  });

  it('[DO19] never touches those with a name, nor counts them', () => {
    const named = version('2026-09-13T23:59Z', 'Version relue');
    const unnamed = version('2026-09-13T10:00Z');
    const older = version('2026-09-12T10:00Z');
    expect(versionsToThin([named, unnamed, older], now)).toEqual([older]);
  });

  it('[DO19] is settled: a second pass removes nothing', () => {
    const year = Array.from({ length: 2_000 }, (_, index) => ({
      at: now - index * 4 * HOUR,
      name: null,
    }));
    const gone = new Set(versionsToThin(year, now));
    const left = year.filter((each) => !gone.has(each));
    expect(versionsToThin(left, now)).toEqual([]);
    expect(left.length).toBeLessThan(6 + 30 + 46);
    expect(left.some(({ at }) => now - at > 320 * DAY)).toBe(true);
  });
});
