import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FILE_NAME } from '#server/platform/embedded-mongo/worker-protocol.ts';
import { backUpFolder } from './backup.ts';

const NAME = /^copy-(\d+)$/;

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** A copy outlives its program only when that was killed. */
function removeForsaken(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = NAME.exec(name)?.[1];
    if (pid && isGone(Number(pid))) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

/**
 * A folder with a copy of the store as it is at one moment, beside it (what it holds is as private, and
 * as large). It is removed when this process ends.
 */
export async function makeWorkingCopy(dataDir: string): Promise<string> {
  removeForsaken(dataDir);
  const folder = join(dataDir, `copy-${process.pid}`);
  mkdirSync(folder, { mode: 0o700 });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await backUpFolder(dataDir, join(folder, FILE_NAME));
  return folder;
}
