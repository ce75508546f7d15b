import '#server/test/fuzz/steady-time.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { drawScenario } from '#server/test/fuzz/draw-scenario.ts';
import { memoryStore } from '#server/test/fuzz/fuzz-store.ts';
import { playScenario } from '#server/test/fuzz/play-scenario.ts';
import { type Scenario, scenarioSchema } from '#server/test/fuzz/scenario.ts';

const FIRST_SEED = 20_261_127;
/** About a minute; `npm run fuzz` plays others for as long as one likes. */
const SCENARIOS = 220;
const LENGTH = 300;
/** Scenarios after which Yjs or the binding of Lexical shows not quite the same everywhere. */
const MOST_MISSED = 9;

const REGRESSIONS = join(import.meta.dirname, 'regressions');

const play = (scenario: Scenario) => playScenario(scenario, memoryStore());

it('[CO6] [CO9] [CO10] [CO13] [CO27] all pages get all, and nothing acknowledged is ever missing', async () => {
  let missed = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SCENARIOS; seed += 1) {
    const outcome = await play(drawScenario(seed, LENGTH));
    expect({ seed, failure: outcome.failure }).toEqual({ seed, failure: null });
    if (outcome.missed.length > 0) missed += 1;
  }
  expect(missed).toBeLessThanOrEqual(MOST_MISSED);
}, 300_000);

it.each(readdirSync(REGRESSIONS))('does not fail again: %s', async (file) => {
  const scenario = scenarioSchema.parse(JSON.parse(readFileSync(join(REGRESSIONS, file), 'utf8')));
  expect(await play(scenario)).toEqual({ failure: null, missed: [] });
});
