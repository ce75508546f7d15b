import { expect, it } from 'vitest';
import { LeaseWatch } from '#server/platform/persistence/migrations/lease-watch.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

const watchOn = (clock: FakeClock) => new LeaseWatch(15_000, () => clock.now());

it('[MI4] a lease ends once it stood still for its duration of our own clock', () => {
  const clock = new FakeClock(1e12);
  const watch = watchOn(clock);
  const sign = { holder: 'a', beat: 7 };
  expect(watch.hasEnded(sign)).toBe(false);
  clock.advance(14_999);
  expect(watch.hasEnded(sign)).toBe(false);
  clock.advance(1);
  expect(watch.hasEnded(sign)).toBe(true);
});

it('[MI4] a beat, or another holder, begins the count again', () => {
  const clock = new FakeClock();
  const watch = watchOn(clock);
  for (const sign of [
    { holder: 'a', beat: 1 },
    { holder: 'a', beat: 2 },
    { holder: 'b', beat: 2 },
  ]) {
    expect(watch.hasEnded(sign)).toBe(false);
    clock.advance(14_000);
    expect(watch.hasEnded(sign)).toBe(false);
  }
});
