import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface ProgramEnd {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** `npm run store -- …` in a process of its own, on a folder of data. */
export function startStoreProgram(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(process.execPath, ['server/scripts/store.ts', ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MONGODB_URL: '', ...environment },
  });
}

/** The same, to its end. */
export async function runStoreProgram(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ProgramEnd> {
  const child = startStoreProgram(words, environment);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (bytes) => {
    output += bytes;
  });
  child.stderr?.on('data', (bytes) => {
    errors += bytes;
  });
  const [code] = await once(child, 'close');
  return { code, output, errors };
}
