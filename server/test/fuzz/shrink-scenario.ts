import type { FuzzStore } from '#server/test/fuzz/fuzz-store.ts';
import { type Failure, playScenario } from '#server/test/fuzz/play-scenario.ts';
import type { Scenario } from '#server/test/fuzz/scenario.ts';
import { shrink } from '#server/test/fuzz/shrink.ts';

const MOST_RUNS = 2_000;

/** The shortest scenario found that breaks the same promise. */
export async function shrinkScenario(
  scenario: Scenario,
  { promise, step }: Failure,
  openStore: () => Promise<FuzzStore>,
): Promise<Scenario> {
  const steps = await shrink(
    scenario.steps.slice(0, step + 1),
    async (trial) => {
      const played = await playScenario({ ...scenario, steps: [...trial] }, await openStore());
      return played.failure?.promise === promise;
    },
    MOST_RUNS,
  );
  return { ...scenario, steps: [...steps] };
}
