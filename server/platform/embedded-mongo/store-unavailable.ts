import { dirname, join } from 'node:path';
import { sqliteCode } from './sqlite-code.ts';

/** Why a folder cannot be opened, in words for whoever runs the server. */
export class StoreUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreUnavailable';
  }
}

const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** Says what is damaged, where, and what helps. */
export function damagedFile(file: string, what: string, cause?: unknown): StoreUnavailable {
  const copies = join(dirname(file), 'backups');
  return new StoreUnavailable(
    `the database file is damaged: ${file}: ${what}; to bring back a copy: npm run store -- restore FILE (nightly copies: ${copies})`,
    cause,
  );
}

/** An error at the opening of a file, in words for people. */
export function explain(error: unknown, file: string): StoreUnavailable {
  const code = sqliteCode(error);
  if (error instanceof StoreUnavailable) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (code === BUSY || code === LOCKED) {
    return new StoreUnavailable(
      `the data folder is in use by another process (${file} is locked)`,
      error,
    );
  }
  if (code === CORRUPT || code === NOT_A_DATABASE) {
    return damagedFile(file, reason, error);
  }
  return new StoreUnavailable(
    `the database file cannot be opened or written: ${file} (${reason})`,
    error,
  );
}
