import { parseArgs } from 'node:util';
import { type CrashReport, runCrashes } from '#server/test/crash/crash-run.ts';
import { type FullDiskReport, runFullDisk } from '#server/test/crash/full-disk-run.ts';

const USAGE = 'npm run test:crash [-- --rounds N --seed S]';
const MOST_SHOWN = 20;

function readArguments(): { rounds: number; seed: number } {
  const fresh = String(Math.floor(Math.random() * 2 ** 31));
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '200' },
      seed: { type: 'string', default: fresh },
    },
  });
  const rounds = Number(values.rounds);
  const seed = Number(values.seed);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100_000)
    throw new Error('--rounds: 1 to 100000');
  if (!Number.isInteger(seed) || seed < 0) throw new Error('--seed: a whole number');
  return { rounds, seed };
}

function print({
  kills,
  acknowledged,
  posts,
  lost,
  torn,
  disagreements,
  restarts,
}: CrashReport): void {
  const total = [...kills.values()].reduce((sum, count) => sum + count, 0);
  const sorted = [...restarts].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(`\nkills                ${total}`);
  for (const [moment, count] of kills) console.log(`  ${moment.padEnd(34)} ${count}`);
  console.log(`writes acknowledged  ${acknowledged}, ${posts} of them over HTTP`);
  console.log(`lost                 ${lost.length}`);
  console.log(`half documents       ${torn.length}`);
  console.log(`index disagreements  ${disagreements.length}`);
  console.log(
    `restart              ${Math.round(median)} ms median, ${Math.round(sorted.at(-1) ?? 0)} ms longest`,
  );
  const faults = [...lost, ...torn, ...disagreements];
  for (const fault of faults.slice(0, MOST_SHOWN)) console.log(`  ${fault}`);
  if (faults.length > MOST_SHOWN) console.log(`  and ${faults.length - MOST_SHOWN} more`);
  if (faults.length > 0) process.exitCode = 1;
}

function printFullDisk(report: FullDiskReport | null): void {
  if (!report) {
    console.log('full disk            not tried: this machine allows no mount namespace');
    return;
  }
  const { acknowledged, readWhileFull, refusedWith, lost, problems } = report;
  console.log(`full disk            after ${acknowledged} documents, refused with ${refusedWith}`);
  console.log(`  read while full    ${readWhileFull}`);
  console.log(`  lost               ${lost}, after room, a write and a kill`);
  console.log(`  damage             ${problems.length}`);
  for (const problem of problems.slice(0, MOST_SHOWN)) console.log(`  ${problem}`);
  const sound = lost === 0 && problems.length === 0 && readWhileFull === acknowledged;
  if (!sound || refusedWith !== '14031') process.exitCode = 1;
}

try {
  const { rounds, seed } = readArguments();
  console.log(`${rounds} rounds with the seed ${seed}`);
  print(await runCrashes({ rounds, seed, onRound: (line) => console.log(line) }));
  printFullDisk(await runFullDisk());
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`test:crash: ${reason}\nusage: ${USAGE}`);
  process.exitCode = 1;
}
