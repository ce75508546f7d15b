import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** What SQLite puts beside a database file. */
export const SIDE_FILES = ['-journal', '-wal', '-shm'];

export function removeDatabase(file: string): void {
  for (const suffix of ['', ...SIDE_FILES]) rmSync(`${file}${suffix}`, { force: true });
}

/** Returns once a file, which no engine holds, or the names in a folder are on the disk. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Returns once what was renamed, linked or removed beside `file` is on the disk. */
export function syncFolderOf(file: string): void {
  // Windows opens no folder; it writes names through by itself.
  if (process.platform !== 'win32') syncPath(dirname(file));
}
