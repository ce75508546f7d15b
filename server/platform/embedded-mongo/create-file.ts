import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What stands where the database should be. */
export type Presence = 'absent' | 'present' | 'empty' | 'only its log';

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

export function presenceOf(file: string): Presence {
  if (existsSync(file)) return sizeOf(file) > 0 ? 'present' : 'empty';
  return sizeOf(`${file}-wal`) > 0 ? 'only its log' : 'absent';
}

/**
 * Creates a database with what `sql` puts into it, under its name only once it is whole: whatever is found
 * there later and is less was damaged. The caller holds the folder.
 */
export function createFile(file: string, sql: string): void {
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  rmSync(`${unfinished}-journal`, { force: true });
  const store = new DatabaseSync(unfinished);
  try {
    store.exec(`PRAGMA synchronous = FULL; BEGIN; ${sql}; COMMIT`);
  } finally {
    store.close();
  }
  renameSync(unfinished, file);
  syncFolder(dirname(file));
}

/** Makes a new name durable. */
function syncFolder(folder: string): void {
  // Windows does not open folders.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
