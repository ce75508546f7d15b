import { statfsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '#server/platform/logging/logger.ts';

/** What a start writes at most before it answers: the log, the index of the log, the beginning of the jobs. */
const NEEDED_BYTES = 8 * 2 ** 20;
const LOOK_MILLISECONDS = 1_000;

function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= NEEDED_BYTES;
}

/**
 * Resolves once the disk of a folder has room for a start, and says so once when it has not. Pages answer meanwhile that
 * Trame is starting; giving up would leave it down after the room is back.
 */
export async function waitForRoom(folder: string, logger: Logger): Promise<void> {
  if (hasRoom(folder)) return;
  logger.error({ folder }, 'the disk of DATA_DIR is full: the start waits for 8 MiB of room');
  while (!hasRoom(folder)) await pause(LOOK_MILLISECONDS);
  logger.warn('the disk of DATA_DIR has room again');
}
