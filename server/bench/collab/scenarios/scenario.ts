import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchPart, median, type Target } from '#server/bench/bench.ts';
import type { RunningSide, Side } from '#server/bench/collab/sides/side.ts';

export interface ScenarioTools {
  readonly log: (line: string) => void;
  /** Those that can be had here. */
  readonly sides: readonly Side[];
}

/** What is measured alone, under its own title. */
export interface Scenario {
  readonly name: string;
  run(tools: ScenarioTools): Promise<BenchPart>;
}

export const ROUNDS = 3;

export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'trame-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts a side on a folder of its own, lets `work` use it, ends it. */
export function withSide<Result>(
  side: Side,
  documents: number,
  work: (running: RunningSide) => Promise<Result>,
): Promise<Result> {
  return inFolder(async (folder) => {
    const running = await side.start({ documents, folder });
    try {
      return await work(running);
    } finally {
      await running.stop();
    }
  });
}

interface Named {
  readonly name: string;
}

/** What each side did, round by round. */
export class Results<Result> {
  readonly #bySide = new Map<string, Result[]>();

  add({ name }: Named, result: Result): void {
    const results = this.#bySide.get(name) ?? [];
    this.#bySide.set(name, results);
    results.push(result);
  }

  has({ name }: Named): boolean {
    return this.#bySide.has(name);
  }

  /** The median of what `figureOf` finds in the rounds of a side. */
  median({ name }: Named, figureOf: (result: Result) => number): number {
    return median((this.#bySide.get(name) ?? []).map(figureOf));
  }

  /** The worst of the rounds, where more is worse. */
  worst({ name }: Named, figureOf: (result: Result) => number): number {
    return Math.max(...(this.#bySide.get(name) ?? []).map(figureOf));
  }
}

/** Measures every side three times, in turns, so that a busy moment of the machine touches all. */
export async function inTurns<Result>(
  { log, sides }: ScenarioTools,
  what: string,
  measure: (side: Side) => Promise<Result>,
): Promise<Results<Result>> {
  const results = new Results<Result>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const side of sides) {
      log(`${what}, round ${round} of ${ROUNDS}: ${side.name}…`);
      results.add(side, await measure(side));
    }
  }
  return results;
}

/** A target that is a number to stay under, or to reach. */
export function target(
  what: string,
  got: number,
  limit: { readonly atMost: number } | { readonly atLeast: number },
  words: (value: number) => string,
): Target {
  const isMost = 'atMost' in limit;
  const bound = isMost ? limit.atMost : limit.atLeast;
  return {
    what,
    wanted: `${isMost ? 'at most' : 'at least'} ${words(bound)}`,
    got: words(got),
    reached: isMost ? got <= bound : got >= bound,
  };
}
