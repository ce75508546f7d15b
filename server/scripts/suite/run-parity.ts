import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type ParityStore,
  type ParityStoreStart,
  startEmbeddedStore,
  startServerStore,
} from '#server/test/parity/parity-store.ts';
import { judge, readResults, type TestResult } from '#server/test/parity/parity-verdict.ts';
import { ShapeList } from '#server/test/parity/shape-list.ts';
import { ensureClientBuilt } from '../setup/client-build.mjs';
import { fail, ROOT } from '../setup/project.mjs';
import { printHeading } from './console.ts';
import { type ParityRow, parityTable } from './parity-table.ts';
import { endRunningCommands, runCommand } from './run-command.ts';
import { npmCommand } from './steps.ts';
import { installMissing, REDIS } from './system-packages.ts';

const LIMIT_SECONDS = 30 * 60;
const RECORDED = join(ROOT, 'server/test/contract/recorded-commands.json');
const PARTS = { contract: 'store-contract', suite: 'store-suite' } as const;
type Part = keyof typeof PARTS;

const { record } = parseArgs({ options: { record: { type: 'boolean', default: false } } }).values;
const reports = mkdtempSync(join(tmpdir(), 'trame-reports-'));

process.once('exit', () => {
  endRunningCommands();
  rmSync(reports, { recursive: true, force: true });
});
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

/** What Vitest says of one part on one store; a run without a report is one failure. */
async function runPart(part: Part, url: string): Promise<TestResult[]> {
  const report = join(reports, `${part}.json`);
  const { command, args } = npmCommand(ROOT, 'vitest/vitest.mjs', [
    'run',
    `--project=${PARTS[part]}`,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const outcome = await runCommand(command, args, {
    cwd: ROOT,
    limitSeconds: LIMIT_SECONDS,
    env: { TRAME_TEST_STORE: url },
    output: 'live',
  });
  for (const note of outcome.notes) process.stdout.write(`${note}\n`);
  try {
    return readResults(report);
  } catch {
    return [{ name: `${PARTS[part]} gave no report`, status: 'failed' }];
  } finally {
    rmSync(report, { force: true });
  }
}

/** Runs the parts in turn. A name in the list of differences may belong to any of them. */
async function runStore(store: ParityStore, parts: readonly Part[]): Promise<ParityRow[]> {
  const runs: { readonly part: Part; readonly results: TestResult[] }[] = [];
  for (const part of parts) {
    printHeading(`${store.name}: ${part}`);
    runs.push({
      part,
      results: await runPart(part, part === 'suite' ? store.suiteUrl : store.url),
    });
  }
  const { unknown } = judge(
    runs.flatMap(({ results }) => results),
    store.differences,
  );
  return runs.map(({ part, results }, index) => {
    const verdict = judge(results, store.differences);
    return {
      store: store.name,
      part,
      verdict: { ...verdict, unknown: index === 0 ? unknown : [] },
    };
  });
}

/** What the suite asks and the committed list does not say; with `--record`, the list says it from then on. */
function compareRecorded(seen: ShapeList, rows: readonly ParityRow[]): string[] {
  const recorded = ShapeList.read(RECORDED);
  if (!record || rows.some(({ verdict }) => verdict.failed.length > 0)) {
    return seen.missingFrom(recorded);
  }
  const unseen = recorded.missingFrom(seen);
  recorded.addAll(seen);
  writeFileSync(RECORDED, recorded.toJson());
  process.stdout.write(`\nRecorded in ${RECORDED}\n`);
  // Some are asked in a race only: a person decides what no code asks any more.
  for (const shape of unseen) process.stdout.write(`  not asked this time: ${shape}\n`);
  return [];
}

async function runEmbedded(): Promise<ParityRow[]> {
  const store = await startEmbeddedStore();
  try {
    const rows = await runStore(store, record ? ['suite'] : ['contract', 'suite']);
    const unrecorded = store.seen ? compareRecorded(store.seen, rows) : [];
    if (unrecorded.length === 0) return rows;
    const verdict = { passed: 0, failed: unrecorded, skipped: [], nowPass: [], unknown: [] };
    const part = 'asked, not recorded (-- --record)';
    return [...rows, { store: store.name, part, verdict }];
  } finally {
    await store.close();
  }
}

async function runServer(store: ParityStore): Promise<ParityRow[]> {
  try {
    return await runStore(store, ['contract', 'suite']);
  } finally {
    await store.close();
  }
}

/** A server that does not answer ends the run before it begins. */
async function findServer(): Promise<ParityStoreStart> {
  if (record) return { kind: 'missing', why: 'the record is of what the program asks' };
  return startServerStore(process.env.MONGODB_URL, ROOT).catch((error: unknown) =>
    fail(`no server to compare with: ${error instanceof Error ? error.message : String(error)}`),
  );
}

ensureClientBuilt(ROOT);
await installMissing([REDIS], ROOT);
const server = await findServer();
const rows = await runEmbedded();
if (server.kind === 'started') rows.push(...(await runServer(server.store)));
process.stdout.write(`\n${parityTable(rows)}`);
if (server.kind === 'missing') {
  process.stdout.write(`\nOn the embedded engine only: ${server.why}.\n`);
}
const failed = rows.some(({ verdict }) => verdict.failed.length + verdict.unknown.length > 0);
process.exitCode = failed ? 1 : 0;
