import type { FuzzStore } from '#server/test/fuzz/fuzz-store.ts';
import { FuzzWorld } from '#server/test/fuzz/fuzz-world.ts';
import { type Broken, brokenAtRest, brokenNow, missedAtRest } from '#server/test/fuzz/promises.ts';
import type { Scenario, Step } from '#server/test/fuzz/scenario.ts';
import { editByYjs } from '#server/test/fuzz/yjs-edits.ts';

/** The first promise that a scenario broke. */
export interface Failure extends Broken {
  /** The index of the step after which it was seen. */
  readonly step: number;
}

export interface Outcome {
  readonly failure: Failure | null;
  /** What the libraries missed at the end. */
  readonly missed: readonly Broken[];
}

/** Plays a scenario, which ends calmly. */
export async function playScenario(scenario: Scenario, store: FuzzStore): Promise<Outcome> {
  const world = await FuzzWorld.open(scenario, store);
  try {
    const steps: readonly Step[] = [...scenario.steps, { do: 'calm' }];
    for (const [index, step] of steps.entries()) {
      const broken = await brokenBy(world, step);
      if (broken) return { failure: { ...broken, step: index }, missed: [] };
    }
    return { failure: null, missed: await missedAtRest(world) };
  } finally {
    world.close();
  }
}

async function brokenBy(world: FuzzWorld, step: Step): Promise<Broken | null> {
  try {
    await act(world, step);
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { promise: 'no step fails', detail };
  }
  for (const broken of brokenNow(world)) return broken;
  if (step.do !== 'calm') return null;
  return (await brokenAtRest(world))[0] ?? null;
}

async function act(world: FuzzWorld, step: Step): Promise<void> {
  switch (step.do) {
    case 'insert':
    case 'erase':
    case 'mark':
    case 'set':
    case 'unset':
    case 'nest':
    case 'push':
    case 'drop': {
      const page = world.pages[step.page];
      if (page) editByYjs(page.doc, step);
      break;
    }
    case 'type':
    case 'enter':
    case 'remove':
    case 'bold':
    case 'block':
    case 'undo':
    case 'redo':
      world.pages[step.page]?.hand?.edit(step);
      break;
    default:
      await world.happen(step);
  }
  // An editor writes to the document a moment after it changed.
  for (let moment = 0; moment < 5; moment += 1) await Promise.resolve();
}
