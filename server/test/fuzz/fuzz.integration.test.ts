import '#server/test/fuzz/steady-time.ts';
import { expect, it } from 'vitest';
import { drawScenario } from '#server/test/fuzz/draw-scenario.ts';
import { openMongoStores } from '#server/test/fuzz/fuzz-store.ts';
import { playScenario } from '#server/test/fuzz/play-scenario.ts';

const FIRST_SEED = 31_000;
const SCENARIOS = 12;
const LENGTH = 200;

it('[CO6] [CO15] [CO16] pages converge over a real store, which lacks nothing and sums to the text', async () => {
  const stores = await openMongoStores();
  try {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SCENARIOS; seed += 1) {
      const { failure } = await playScenario(drawScenario(seed, LENGTH), await stores.open());
      expect({ seed, failure }).toEqual({ seed, failure: null });
    }
  } finally {
    await stores.close();
  }
}, 120_000);
