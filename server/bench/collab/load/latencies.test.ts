import { expect, it } from 'vitest';
import { Latencies } from '#server/bench/collab/load/latencies.ts';

it('finds the time below which a share lies, to a twentieth of a millisecond', () => {
  const latencies = new Latencies();
  expect(latencies.quantile(0.95)).toBe(0);
  for (let time = 1; time <= 100; time += 1) latencies.add(time);
  expect(latencies.quantile(0.5)).toBe(51);
  expect(latencies.quantile(0.95)).toBe(96);
  for (let more = 0; more < 900; more += 1) latencies.add(0.27);
  expect(latencies.quantile(0.5)).toBe(0.25);
});
