import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureClientBuilt } from '../setup/client-build.mjs';
import { ROOT } from '../setup/project.mjs';
import { printEnd, printHeading, printResult } from './console.ts';
import { endRunningCommands, runCommand } from './run-command.ts';
import { checkSteps, npmCommand, runSideBySide, type Step, type StepResult } from './steps.ts';
import { CHROMIUM, installMissing, REDIS } from './system-packages.ts';
import { FAILED, PASSED, SKIPPED, tallyPlaywright, tallyReport, tallyVitest } from './tally.ts';

const MINUTE = 60;
const { full } = parseArgs({ options: { full: { type: 'boolean', default: false } } }).values;
const reports = mkdtempSync(join(tmpdir(), 'trame-reports-'));

process.once('exit', () => {
  endRunningCommands();
  rmSync(reports, { recursive: true, force: true });
});
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

function buildStep(): Step {
  return {
    name: 'pages (vite build)',
    run: async () => ({
      tally: ensureClientBuilt(ROOT) ? PASSED : FAILED,
      output: '',
      notes: [],
    }),
  };
}

function vitestStep(project: 'unit' | 'integration', limitSeconds: number, notes: string[]): Step {
  return {
    name: `${project} tests (vitest)`,
    run: async () => {
      const report = join(reports, `${project}.json`);
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const { command, args } = npmCommand(ROOT, 'vitest/vitest.mjs', [
        'run',
        `--project=${project}`,
        ...reporters,
      ]);
      const env = full ? { TRAME_TEST_FULL: '1' } : {};
      const outcome = await runCommand(command, args, {
        cwd: ROOT,
        limitSeconds,
        env,
        output: 'live',
      });
      return {
        tally: tallyReport(report, outcome.ok, tallyVitest),
        output: '',
        notes: [...notes, ...outcome.notes],
      };
    },
  };
}

function browserStep(limitSeconds: number, whySkipped: string | undefined): Step {
  const name = 'browser tests (playwright)';
  if (whySkipped !== undefined) {
    const result: StepResult = { tally: SKIPPED, output: '', notes: [`skipped: ${whySkipped}`] };
    return { name, run: async () => result };
  }
  return {
    name,
    run: async () => {
      const report = join(reports, 'browser.json');
      const { command, args } = npmCommand(ROOT, '@playwright/test/cli.js', [
        'test',
        '--config=client/e2e/playwright.config.ts',
        '--reporter=list,json',
        '--project=main',
        ...(full ? ['--project=full'] : []),
      ]);
      const outcome = await runCommand(command, args, {
        cwd: ROOT,
        limitSeconds,
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        output: 'live',
      });
      return {
        tally: tallyReport(report, outcome.ok, tallyPlaywright),
        output: '',
        notes: outcome.notes,
      };
    },
  };
}

const missing = await installMissing([CHROMIUM, REDIS], ROOT);
const withoutRedis = missing.get(REDIS);
const longer = full ? 6 : 1;
const liveSteps = [
  buildStep(),
  vitestStep('unit', 8 * MINUTE * longer, []),
  vitestStep(
    'integration',
    14 * MINUTE * longer,
    withoutRedis ? [`tests of several nodes are skipped, Redis: ${withoutRedis}`] : [],
  ),
  browserStep(12 * MINUTE * longer, missing.get(CHROMIUM)),
];

printHeading('checks');
const results = await runSideBySide(checkSteps(ROOT), 2, printResult);
for (const step of liveSteps) {
  printHeading(step.name);
  results.push(...(await runSideBySide([step], 1, printResult)));
}
printEnd(results);
