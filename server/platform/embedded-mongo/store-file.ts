import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { markedDamage } from './damage-mark.ts';
import { damageOfLog } from './log-check.ts';
import { damagedFile, StoreUnavailable } from './store-unavailable.ts';

/** Written into the file so that another program's database is never taken for ours. */
export const APPLICATION_ID = 0x5472616d;
/** 2: documents carry a seal. */
export const FORMAT_VERSION = 2;

/** Bytes up to which the whole file is checked at its opening; larger ones would delay the start. */
const CHECKED_SIZE = 128 * 2 ** 20;

export const SCHEMA = `
  CREATE TABLE catalog_collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT, database TEXT NOT NULL, name TEXT NOT NULL,
    UNIQUE (database, name)
  ) STRICT;
  CREATE TABLE catalog_indexes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES catalog_collections (id) ON DELETE CASCADE,
    specification BLOB NOT NULL, arrays INTEGER NOT NULL
  ) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT_VERSION}
`;

export function numberOf(store: DatabaseSync, pragma: string): number {
  return Number(Object.values(store.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);
}

/** What SQLite finds wrong in an open database; null when all is well. */
export function damageOf(
  store: DatabaseSync,
  check: 'quick_check' | 'integrity_check',
): string | null {
  const verdict = String(store.prepare(`PRAGMA ${check}(1)`).get()?.[check]);
  return verdict === 'ok' ? null : verdict;
}

/** What stands where the database should be. */
type Presence = 'absent' | 'present' | 'empty' | 'only its log';

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

function presenceOf(file: string): Presence {
  if (existsSync(file)) return sizeOf(file) > 0 ? 'present' : 'empty';
  return sizeOf(`${file}-wal`) > 0 ? 'only its log' : 'absent';
}

/**
 * Creates a database under its name only once it is whole: whatever is found
 * there later and is less was damaged. The caller holds the folder.
 */
function createFile(file: string): void {
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  rmSync(`${unfinished}-journal`, { force: true });
  const store = new DatabaseSync(unfinished);
  try {
    store.exec(`PRAGMA synchronous = FULL; BEGIN; ${SCHEMA}; COMMIT`);
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

/** Throws when the file belongs to something else; before anything is written to it. */
export function refuseForeign(store: DatabaseSync, file: string): void {
  if (numberOf(store, 'application_id') !== APPLICATION_ID) {
    throw new StoreUnavailable(`not a database of this program: ${file}`);
  }
  if (numberOf(store, 'user_version') > FORMAT_VERSION) {
    throw new StoreUnavailable(`written by a newer version of this program: ${file}`);
  }
}

/** Reads the pages of a file that is not too large for it, and the catalog of any. */
export function refuseDamaged(store: DatabaseSync, file: string): void {
  const size = numberOf(store, 'page_count') * numberOf(store, 'page_size');
  const checks = [
    ...(size <= CHECKED_SIZE ? ['quick_check'] : []),
    'integrity_check(catalog_collections)',
    'integrity_check(catalog_indexes)',
  ];
  for (const check of checks) {
    const verdict = String(Object.values(store.prepare(`PRAGMA ${check}`).get() ?? {})[0]);
    if (verdict !== 'ok') throw damagedFile(file, verdict.split('\n').join(' '));
  }
  const lost = store.prepare(LOST_TABLES).get()?.name;
  if (lost !== undefined) throw damagedFile(file, `its table ${lost} is missing`);
}

/** Tables that the catalog names and that are not there. */
const LOST_TABLES = `
  SELECT name FROM (
    SELECT 'documents_' || id AS name FROM catalog_collections
    UNION ALL SELECT 'entries_' || id FROM catalog_indexes
  ) WHERE name NOT IN (SELECT name FROM sqlite_schema)
`;

/** Throws when the files are less than this program leaves behind at any moment; makes them when there are none. */
export function refuseRemains(file: string): void {
  const presence = presenceOf(file);
  if (presence === 'absent') createFile(file);
  if (presence === 'empty') throw damagedFile(file, 'it is empty');
  if (presence === 'only its log') throw damagedFile(file, 'only its write-ahead log is there');
  const mark = markedDamage(file);
  if (mark) throw damagedFile(file, mark);
  const log = `${file}-wal`;
  const damage = existsSync(log) ? damageOfLog(readFileSync(log)) : null;
  if (damage) throw damagedFile(file, damage);
}
