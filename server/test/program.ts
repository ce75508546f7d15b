import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

const START_LIMIT = 20_000;
const STOP_LIMIT = 10_000;

/** Whether a program of the system is there: tests that need it are skipped without. */
export const hasProgram = (name: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What the program prints once it can be used. */
  readonly readyText: string;
}

export interface Program {
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** Starts a program of the system. Rejects with what it printed when it ends or takes too long. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const child = spawn(options.command, options.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', ...options.environment },
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let output = '';
  const failed = () => reject(new Error(`${options.command} did not start:\n${output}`));
  const look = (bytes: Buffer) => {
    output += bytes.toString();
    if (output.includes(options.readyText)) resolve();
  };
  child.stdout.on('data', look);
  child.stderr.on('data', look);
  child.once('exit', failed);
  child.once('error', failed);
  const timer = setTimeout(failed, START_LIMIT);
  try {
    await promise;
  } catch (error) {
    await end(child);
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { pid: child.pid, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once('exit', () => resolve());
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
  await promise;
  clearTimeout(timer);
}
