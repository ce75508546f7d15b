import { join } from 'node:path';
import { type CommandOutcome, runCommand } from './run-command.ts';
import { FAILED, PASSED, type Tally } from './tally.ts';

export interface StepResult {
  readonly tally: Tally;
  readonly output: string;
  readonly notes: readonly string[];
}

export interface Step {
  readonly name: string;
  readonly run: () => Promise<StepResult>;
}

/** A command of an installed package, run on this very Node. */
export function npmCommand(root: string, script: string, args: readonly string[] = []) {
  return { command: process.execPath, args: [join(root, 'node_modules', script), ...args] };
}

const CHECK_LIMIT_SECONDS = 180;

/** What `npm run check` runs: each judges the code without running it. */
export function checkSteps(root: string): Step[] {
  const commandStep = (name: string, command: string, args: readonly string[]): Step => ({
    name,
    run: async () =>
      verdict(
        await runCommand(command, args, {
          cwd: root,
          limitSeconds: CHECK_LIMIT_SECONDS,
          output: 'kept',
        }),
      ),
  });
  const packaged = (name: string, script: string, args: readonly string[]) => {
    const { command, args: all } = npmCommand(root, script, args);
    return commandStep(name, command, all);
  };
  const own = (name: string, file: string) =>
    commandStep(name, process.execPath, [join(root, 'server/scripts/checks', file)]);
  return [
    packaged('types (tsc)', 'typescript/bin/tsc', [
      '--noEmit',
      '--project',
      root,
      // What did not change since the last run is not judged again.
      '--incremental',
      '--tsBuildInfoFile',
      join(root, 'node_modules/.cache/types.tsbuildinfo'),
    ]),
    packaged('lint and format (biome)', '@biomejs/biome/bin/biome', ['ci', '--colors=off']),
    packaged('unused code (knip)', 'knip/bin/knip.js', ['--no-progress']),
    own('structure', 'check-structure.ts'),
    own('import rules', 'check-imports.ts'),
    own('store queries', 'check-queries.ts'),
    own('translation keys', 'check-translations.ts'),
    own('lock file', 'check-lockfile.ts'),
  ];
}

export function verdict({ ok, output, notes }: CommandOutcome): StepResult {
  return { tally: ok ? PASSED : FAILED, output, notes };
}

export interface StepTally {
  readonly name: string;
  readonly tally: Tally;
}

/** Runs steps side by side, at most `width` at once, and tells each result as it comes. */
export async function runSideBySide(
  steps: readonly Step[],
  width: number,
  onResult: (step: Step, result: StepResult, seconds: number) => void,
): Promise<StepTally[]> {
  const queue = [...steps];
  const tallies: StepTally[] = [];
  const worker = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const started = performance.now();
      const result = await step.run();
      onResult(step, result, (performance.now() - started) / 1000);
      tallies.push({ name: step.name, tally: result.tally });
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return tallies;
}
