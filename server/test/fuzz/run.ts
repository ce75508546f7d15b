import '#server/test/fuzz/steady-time.ts';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { drawScenario } from '#server/test/fuzz/draw-scenario.ts';
import { type FuzzStore, memoryStore, openMongoStores } from '#server/test/fuzz/fuzz-store.ts';
import { type Failure, playScenario } from '#server/test/fuzz/play-scenario.ts';
import type { Scenario } from '#server/test/fuzz/scenario.ts';
import { shrinkScenario } from '#server/test/fuzz/shrink-scenario.ts';

const USAGE = 'npm run fuzz [-- --seed N --minutes M --steps S]';
/** Every so many scenarios one is played on a real store instead of memory. */
const MONGO_EVERY = 8;
const TOLD_EVERY = 50;

interface Wanted {
  readonly seed: number;
  readonly minutes: number;
  readonly steps: number;
}

function readArguments(): Wanted {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      minutes: { type: 'string', default: '1' },
      steps: { type: 'string', default: '300' },
    },
  });
  const [seed, minutes, steps] = [values.seed, values.minutes, values.steps].map(Number);
  if (!isWithin(seed, 0, 2 ** 31)) throw new Error('--seed: a whole number');
  if (!minutes || minutes < 0) throw new Error('--minutes: a number above 0');
  if (!isWithin(steps, 1, 10_000)) throw new Error('--steps: 1 to 10000');
  return { seed, minutes, steps };
}

const isWithin = (value: number | undefined, least: number, most: number): value is number =>
  value !== undefined && Number.isInteger(value) && value >= least && value <= most;

/** Plays the scenario of each seed from the first on until time is over; false when one failed. */
async function run({ seed: first, minutes, steps }: Wanted): Promise<boolean> {
  const stores = await openMongoStores();
  const end = performance.now() + minutes * 60_000;
  const missed = new Map<string, number[]>();
  let seed = first;
  try {
    do {
      const openStore = seed % MONGO_EVERY === 0 ? stores.open : async () => memoryStore();
      const scenario = drawScenario(seed, steps);
      const outcome = await playScenario(scenario, await openStore());
      if (outcome.failure) {
        await explain(scenario, outcome.failure, openStore);
        return false;
      }
      for (const promise of new Set(outcome.missed.map((each) => each.promise))) {
        missed.set(promise, [...(missed.get(promise) ?? []), seed]);
      }
      seed += 1;
      if ((seed - first) % TOLD_EVERY === 0) console.log(`${seed - first} scenarios`);
    } while (performance.now() < end);
  } finally {
    await stores.close();
  }
  console.log(`${seed - first} scenarios, seeds ${first} to ${seed - 1}: every promise held`);
  for (const [promise, seeds] of missed) {
    console.log(`missed by Yjs or Lexical, ${seeds.length} times: ${promise} (seed ${seeds[0]})`);
  }
  return true;
}

async function explain(
  scenario: Scenario,
  failure: Failure,
  openStore: () => Promise<FuzzStore>,
): Promise<void> {
  const { promise, detail, step } = failure;
  console.log(`seed ${scenario.seed}, step ${step}, broken: ${promise}\n${detail}`);
  console.log('\nlooking for a shorter way there…');
  const shortest = await shrinkScenario(scenario, failure, openStore);
  const seen = await playScenario(shortest, await openStore());
  console.log(`\n${seen.failure?.detail ?? 'not seen again'}\n`);
  console.log(`${shortest.steps.length} steps; as server/test/fuzz/regressions/<name>.json:`);
  console.log(JSON.stringify(shortest));
}

try {
  const wanted = readArguments();
  console.log(`seed ${wanted.seed}, ${wanted.minutes} min, ${wanted.steps} steps a scenario`);
  if (!(await run(wanted))) process.exitCode = 1;
} catch (error) {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`fuzz: ${reason}\nusage: ${USAGE}`);
  process.exitCode = 1;
}
