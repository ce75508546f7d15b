import { inspect } from 'node:util';
import fc from 'fast-check';

const {
  TRAME_FUZZ_SEED: givenSeed,
  TRAME_FUZZ_RUNS: givenFactor,
  TRAME_TEST_FULL: full,
} = process.env;

/** How many times the ordinary number of cases; `TRAME_FUZZ_RUNS` says it, for long walks. */
const FACTOR = Number(givenFactor ?? (full ? 10 : 1));

/** Milliseconds that a property may take, shrinking included. */
export const LIMIT = 60_000 + 60_000 * FACTOR;

function describeFailure<Case>(details: fc.RunDetails<[Case]>): string {
  const { seed, counterexample, counterexamplePath, numShrinks, errorInstance } = details;
  const [found] = counterexample ?? [];
  return [
    `fails after ${details.numRuns} cases, shrunk ${numShrinks} times`,
    `again with TRAME_FUZZ_SEED=${seed} TRAME_FUZZ_RUNS=${FACTOR} (path ${counterexamplePath})`,
    inspect(found, { depth: null, breakLength: 100 }),
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : '',
  ].join('\n');
}

/** Tries a property on generated cases; a failure tells its seed and the smallest case. */
export async function checkProperty<Case>(
  cases: fc.Arbitrary<Case>,
  runs: number,
  property: (found: Case) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(cases, property), {
    numRuns: Math.ceil(runs * FACTOR),
    ...(givenSeed === undefined ? {} : { seed: Number(givenSeed) }),
    asyncReporter: async (details) => {
      if (details.failed) throw new Error(describeFailure(details));
    },
  });
}
