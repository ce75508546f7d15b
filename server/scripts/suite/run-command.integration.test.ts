import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCommand } from './run-command.ts';

const node = (script: string, limitSeconds: number, args: readonly string[] = []) =>
  runCommand(process.execPath, ['-e', script, ...args], {
    cwd: tmpdir(),
    limitSeconds,
    output: 'kept',
  });

function isRunning(pid: number): boolean {
  try {
    // A process that ended and was not read yet by its parent does not run any more.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function pidFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trame-pid-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'pid');
}

/** Starts a process in its own session that would stay, and writes its id. */
const LEAVE_BEHIND = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  require('node:fs').writeFileSync(process.argv[1], String(child.pid));
  child.unref();
`;

it('gives the verdict and the output', async () => {
  expect(await node('console.log("yes")', 10)).toEqual({ ok: true, output: 'yes\n', notes: [] });
  const failed = await node('console.error("no"); process.exitCode = 3', 10);
  expect(failed).toEqual({ ok: false, output: 'no\n', notes: [] });
});

it('says that a command does not exist', async () => {
  const outcome = await runCommand('no-such-command', [], {
    cwd: tmpdir(),
    limitSeconds: 5,
    output: 'kept',
  });
  expect(outcome.ok).toBe(false);
  expect(outcome.notes[0]).toContain('could not be started');
});

it('ends a command at its time limit, even one that ignores SIGTERM', async () => {
  const outcome = await node('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)', 1);
  expect(outcome.ok).toBe(false);
  expect(outcome.notes[0]).toContain('time limit');
});

it.runIf(process.platform === 'linux')('ends what a command left behind, and says so', async () => {
  const file = pidFile();
  const outcome = await node(LEAVE_BEHIND, 10, [file]);
  expect(outcome.ok).toBe(true);
  expect(outcome.notes).toEqual([expect.stringContaining('left 1 processes behind')]);
  await expect.poll(() => isRunning(Number(readFileSync(file, 'utf8')))).toBe(false);
});
