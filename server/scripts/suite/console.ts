import type { Step, StepResult, StepTally } from './steps.ts';
import { lastLine, total } from './tally.ts';

/** Announces a step whose output follows at once. */
export function printHeading(name: string): void {
  process.stdout.write(`\n── ${name}\n`);
}

/** One line a step; what it printed only when it failed. */
export function printResult(step: Step, result: StepResult, seconds: number): void {
  const { failed, skipped } = result.tally;
  const mark = failed > 0 ? '✗' : skipped > 0 ? '–' : '✓';
  process.stdout.write(`${mark} ${step.name} (${seconds.toFixed(1)} s)\n`);
  if (failed > 0 && result.output.trim() !== '')
    process.stdout.write(`${result.output.trimEnd()}\n`);
  for (const note of result.notes) process.stdout.write(`  ${step.name}: ${note}\n`);
}

/** Ends a run: the steps to look at, then the count; the exit code follows. */
export function printEnd(steps: readonly StepTally[]): void {
  const failed = steps.filter(({ tally }) => tally.failed > 0).map(({ name }) => name);
  if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
  process.stdout.write(`${lastLine(total(steps.map(({ tally }) => tally)))}\n`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
