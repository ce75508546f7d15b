import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Carried by everything that a step starts, so that nothing of it survives the step. */
const MARK = 'TRAME_SUITE_STEP';
const OUTPUT_LIMIT = 200_000;
const GRACE = 5_000;

export interface CommandOptions {
  readonly cwd: string;
  readonly limitSeconds: number;
  readonly env?: Readonly<Record<string, string>>;
  /** `live` goes to this terminal, `kept` comes back in the outcome. */
  readonly output: 'live' | 'kept';
}

export interface CommandOutcome {
  readonly ok: boolean;
  readonly output: string;
  /** What went wrong besides the command's own verdict, for the person who reads the run. */
  readonly notes: readonly string[];
}

const running = new Set<{ readonly mark: string; readonly child: ChildProcess }>();

/** Runs a command in its own process group, within a time limit; ends everything it left behind. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandOutcome> {
  const mark = randomUUID();
  const stream = options.output === 'live' ? 'inherit' : 'pipe';
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, [MARK]: mark },
    stdio: ['ignore', stream, stream],
    detached: true,
  });
  const entry = { mark, child };
  running.add(entry);
  let output = '';
  const keep = (chunk: Buffer) => {
    if (output.length < OUTPUT_LIMIT) output += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const notes: string[] = [];
  const code = await exitWithin(entry, options.limitSeconds, notes);
  await endLeftovers(mark, notes);
  // A reader of the pipe may come after the exit.
  await delay(options.output === 'kept' ? 20 : 0);
  running.delete(entry);
  return { ok: code === 0, output, notes };
}

/** The exit code; undefined when the command could not start, was ended, or ran out of time. */
async function exitWithin(
  entry: { readonly mark: string; readonly child: ChildProcess },
  limitSeconds: number,
  notes: string[],
): Promise<number | undefined> {
  const exit = new Promise<number | undefined>((resolve) => {
    entry.child.once('error', (error) => {
      notes.push(`could not be started: ${error.message}`);
      resolve(undefined);
    });
    entry.child.once('exit', (code) => resolve(code ?? undefined));
  });
  const timer = setTimeout(() => {
    notes.push(`ended after its time limit of ${limitSeconds} s`);
    signalAll(entry, 'SIGTERM');
    setTimeout(() => signalAll(entry, 'SIGKILL'), GRACE).unref();
  }, limitSeconds * 1000);
  const code = await exit;
  clearTimeout(timer);
  return code;
}

/** Ends every step under way, when the person interrupts the whole run. */
export function endRunningCommands(): void {
  for (const entry of running) signalAll(entry, 'SIGKILL');
}

function signalAll(
  entry: { readonly mark: string; readonly child: ChildProcess },
  signal: NodeJS.Signals,
): void {
  const { pid } = entry.child;
  if (pid !== undefined) signalOne(-pid, signal);
  for (const other of markedProcesses(entry.mark)) signalOne(other, signal);
}

async function endLeftovers(mark: string, notes: string[]): Promise<void> {
  // A browser needs a moment to end its own helpers.
  for (let wait = 0; wait < 20 && markedProcesses(mark).length > 0; wait += 1) await delay(100);
  const left = markedProcesses(mark);
  for (const pid of left) signalOne(pid, 'SIGKILL');
  if (left.length > 0) notes.push(`left ${left.length} processes behind, which were ended`);
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

/** Processes that inherited the mark, whatever group or session they moved to (Linux only). */
function markedProcesses(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => environment(name).includes(`${MARK}=${mark}`))
    .map(Number);
}

function environment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
