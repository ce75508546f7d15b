import { describe, expect, test } from 'vitest';
import { RelayWindow } from '#server/platform/collab/relay-window.ts';

/** The window after two seconds of a steady load. */
function windowAt(deliveriesPerSecond: number): number {
  const window = new RelayWindow(0);
  for (let now = 0; now < 2_000; now += 5) window.note(deliveriesPerSecond / 200, now);
  return window.at(2_000);
}

describe('the window of the relay', () => {
  test('[CO37] is closed in a calm room, opens with the load, and never past 25 ms', () => {
    expect(windowAt(4_000)).toBe(0);
    expect(windowAt(12_000)).toBeGreaterThan(5);
    expect(windowAt(12_000)).toBeLessThan(20);
    expect(windowAt(40_000)).toBe(25);
    expect(windowAt(4_000_000)).toBe(25);
  });

  test('[CO37] closes again once the load is over', () => {
    const window = new RelayWindow(0);
    window.note(100_000, 0);
    expect(window.at(0)).toBe(25);
    expect(window.at(3_000)).toBe(0);
  });
});
