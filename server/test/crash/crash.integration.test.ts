import { expect, test } from 'vitest';
import { runCrashes } from '#server/test/crash/crash-run.ts';

/** One of each kind of moment, the whole host once; `npm run test:crash` kills 200 times. */
const ROUNDS = 9;
const SEED = 20_261_126;

test('[EM17] after kill -9 at any moment nothing acknowledged is lost, halved or out of its index', async () => {
  const { kills, acknowledged, lost, torn, disagreements } = await runCrashes({
    rounds: ROUNDS,
    seed: SEED,
  });
  expect({ seed: SEED, lost, torn, disagreements }).toEqual({
    seed: SEED,
    lost: [],
    torn: [],
    disagreements: [],
  });
  expect([...kills.values()].reduce((sum, count) => sum + count, 0)).toBe(ROUNDS);
  expect(acknowledged).toBeGreaterThan(100);
}, 180_000);
