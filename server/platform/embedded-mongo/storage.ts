import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { decodeDocument } from './bson-decode.ts';
import { encodeDocument } from './bson-encode.ts';
import { Collection, type Index, indexOf } from './collection.ts';
import { createFile, presenceOf } from './create-file.ts';
import { Durability } from './durability.ts';
import { CommandError, wholly } from './errors.ts';
import { FolderLock } from './folder-lock.ts';
import type { IndexDefinition } from './index-keys.ts';
import { readIndex, writeIndex } from './index-specification.ts';
import { damageOfLog } from './log-check.ts';

export const LOCK_NAME = 'trame.lock';
/** Written into the file so that another program's database is never taken for ours. */
export const APPLICATION_ID = 0x5472616d;
export const FORMAT_VERSION = 1;

/** Pages kept in memory, in bytes: the only cache there is, whatever the store holds. */
const CACHE_BYTES = 64 * 2 ** 20;

/** Bytes up to which the whole file is checked at its opening; larger ones would delay the start. */
const CHECKED_SIZE = 128 * 2 ** 20;

const SCHEMA = `
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

/** Why a folder cannot be opened, in words for whoever runs the server. */
export class StoreUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreUnavailable';
  }
}

/** Extended result codes of SQLite have the plain one in their low byte. */
export const sqliteCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : 0;

const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** Says what is damaged, where, and what helps. */
function damagedFile(file: string, what: string, cause?: unknown): StoreUnavailable {
  const copies = join(dirname(file), 'backups');
  return new StoreUnavailable(
    `the database file is damaged: ${file}: ${what}; to bring back a copy: npm run store -- restore FILE (nightly copies: ${copies})`,
    cause,
  );
}

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

/** Throws when the file belongs to something else; before anything is written to it. */
function refuseForeign(store: DatabaseSync, file: string): void {
  if (numberOf(store, 'application_id') !== APPLICATION_ID) {
    throw new StoreUnavailable(`not a database of this program: ${file}`);
  }
  if (numberOf(store, 'user_version') > FORMAT_VERSION) {
    throw new StoreUnavailable(`written by a newer version of this program: ${file}`);
  }
}

function prepareFile(store: DatabaseSync): void {
  // Durability syncs the log after each commit, a thread of Checkpoints copies it.
  store.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0',
  );
  // The log is cut back to 64 MiB after it had to grow.
  store.exec(
    `PRAGMA cache_size = -${CACHE_BYTES / 1024}; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864`,
  );
}

/** Reads the pages of a file that is not too large for it, and the catalog of any. */
function refuseDamaged(store: DatabaseSync, file: string): void {
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
function refuseRemains(file: string): void {
  const presence = presenceOf(file);
  if (presence === 'absent') createFile(file, SCHEMA);
  if (presence === 'empty') throw damagedFile(file, 'it is empty');
  if (presence === 'only its log') throw damagedFile(file, 'only its write-ahead log is there');
  const log = `${file}-wal`;
  const damage = existsSync(log) ? damageOfLog(readFileSync(log)) : null;
  if (damage) throw damagedFile(file, damage);
}

const IN_MEMORY = ':memory:';

interface Opened {
  readonly lock: FolderLock | null;
  readonly store: DatabaseSync;
  readonly durability: Durability | null;
}

/** A commit that cannot be made durable ends the process: an error that nobody catches. */
const endEngine = (error: Error): never => {
  throw new Error('the log of the store could not be written to the disk', { cause: error });
};

/** A store in memory, for tests of what lies above it, has neither lock nor durability. */
function open(file: string): Opened {
  let lock: FolderLock | null = null;
  let store: DatabaseSync | null = null;
  try {
    if (file !== IN_MEMORY) {
      lock = new FolderLock(join(dirname(file), LOCK_NAME));
      refuseRemains(file);
    }
    store = new DatabaseSync(file, { timeout: 0 });
    if (file === IN_MEMORY) store.exec(SCHEMA);
    refuseForeign(store, file);
    prepareFile(store);
    refuseDamaged(store, file);
    return { lock, store, durability: lock && new Durability(`${file}-wal`, endEngine) };
  } catch (error) {
    if (store?.isOpen) store.close();
    lock?.release();
    throw explain(error, file);
  }
}

/** The file, its catalog of collections and its transactions. */
export class Storage {
  readonly #lock: FolderLock | null;
  readonly #store: DatabaseSync;
  readonly #durability: Durability | null;
  readonly #collections = new Map<string, Collection>();
  readonly #statements = new Map<string, StatementSync>();
  #commits = 0;
  /** True once the catalog in memory holds what the open transaction has not committed. */
  #catalogChanged = false;
  readonly #markChanged = (): void => {
    this.#catalogChanged = true;
  };

  /** Opens or creates the file. Throws StoreUnavailable when it is locked, damaged or not writable. */
  constructor(file: string) {
    const { lock, store, durability } = open(file);
    this.#lock = lock;
    this.#store = store;
    this.#durability = durability;
    try {
      this.#load();
    } catch (error) {
      this.close();
      const reason = error instanceof Error ? error.message : String(error);
      throw damagedFile(file, `its catalog cannot be read (${reason})`, error);
    }
  }

  #run(sql: string): void {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#store.prepare(sql);
      this.#statements.set(sql, statement);
    }
    statement.run();
  }

  begin(): void {
    this.#run('BEGIN');
  }

  commit(): void {
    this.#run('COMMIT');
    this.#commits += 1;
    this.#durability?.committed();
    this.#catalogChanged = false;
  }

  /** Commits so far. */
  get commits(): number {
    return this.#commits;
  }

  /** What the store takes of the disk, and at most of memory, in bytes. */
  get sizes(): { file: number; log: number; cacheLimit: number } {
    return {
      file: numberOf(this.#store, 'page_count') * numberOf(this.#store, 'page_size'),
      log: this.#durability?.logBytes ?? 0,
      cacheLimit: CACHE_BYTES,
    };
  }

  /** Whether commits are on their way to the disk. */
  get syncing(): boolean {
    return this.#durability?.syncing ?? false;
  }

  /** Calls back once all that was committed so far is durable. */
  whenDurable(callback: () => void): void {
    if (this.#durability) this.#durability.whenDurable(callback);
    else callback();
  }

  /** Copies what is left of the log into the file and begins it anew. */
  restartLog(): void {
    this.#run('PRAGMA wal_checkpoint(RESTART)');
  }

  rollback(): void {
    if (this.#store.isTransaction) this.#run('ROLLBACK');
    this.#forget();
  }

  get inTransaction(): boolean {
    return this.#store.isTransaction;
  }

  /** Runs a command so that it leaves nothing behind when it throws. */
  atomically<Result>(command: () => Result): Result {
    this.#run('SAVEPOINT command');
    try {
      const result = command();
      this.#run('RELEASE command');
      return result;
    } catch (error) {
      // A full disk ends the whole transaction by itself; then the turn fails, not this command alone.
      if (this.#store.isTransaction) {
        this.#run('ROLLBACK TO command');
        this.#run('RELEASE command');
      }
      this.#forget();
      throw error;
    }
  }

  #forget(): void {
    if (this.#catalogChanged) this.#load();
    this.#catalogChanged = false;
  }

  #load(): void {
    this.#collections.clear();
    const byId = new Map<number, Collection>();
    for (const row of this.#store
      .prepare('SELECT id, database, name FROM catalog_collections')
      .all()) {
      const collection = new Collection(
        this.#store,
        Number(row.id),
        String(row.database),
        String(row.name),
        this.#markChanged,
      );
      this.#collections.set(collection.namespace, collection);
      byId.set(collection.id, collection);
    }
    const indexes = this.#store.prepare(
      'SELECT id, collection, specification, arrays FROM catalog_indexes ORDER BY id',
    );
    for (const row of indexes.all()) {
      if (!(row.specification instanceof Uint8Array)) continue;
      const definition = readIndex(decodeDocument(Buffer.from(row.specification)));
      byId
        .get(Number(row.collection))
        ?.indexes.push(indexOf(Number(row.id), definition, Number(row.arrays)));
    }
  }

  find(database: string, name: string): Collection | null {
    return this.#collections.get(`${database}.${name}`) ?? null;
  }

  collections(database?: string): Collection[] {
    const all = [...this.#collections.values()];
    return database === undefined
      ? all
      : all.filter((collection) => collection.database === database);
  }

  findOrCreate(database: string, name: string): Collection {
    return this.find(database, name) ?? this.create(database, name);
  }

  create(database: string, name: string): Collection {
    checkName(database, name);
    const collection = wholly(() => this.#createTable(database, name));
    this.#collections.set(collection.namespace, collection);
    this.#catalogChanged = true;
    return collection;
  }

  #createTable(database: string, name: string): Collection {
    const written = this.#store
      .prepare('INSERT INTO catalog_collections (database, name) VALUES (?, ?)')
      .run(database, name);
    const id = Number(written.lastInsertRowid);
    const collection = new Collection(this.#store, id, database, name, this.#markChanged);
    collection.createTable();
    return collection;
  }

  drop(collection: Collection): void {
    collection.dropTables();
    this.#store.prepare('DELETE FROM catalog_collections WHERE id = ?').run(collection.id);
    this.#collections.delete(collection.namespace);
    this.#catalogChanged = true;
  }

  addIndex(collection: Collection, definition: IndexDefinition): void {
    const written = this.#store
      .prepare('INSERT INTO catalog_indexes (collection, specification, arrays) VALUES (?, ?, 0)')
      .run(collection.id, encodeDocument(writeIndex(definition)));
    const index = indexOf(Number(written.lastInsertRowid), definition, 0);
    this.#catalogChanged = true;
    collection.build(index);
    collection.indexes.push(index);
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.dropIndexTable(index);
    this.#store.prepare('DELETE FROM catalog_indexes WHERE id = ?').run(index.id);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
    this.#catalogChanged = true;
  }

  /** What SQLite finds wrong in the whole file; null when all is well. */
  damage(): string | null {
    return damageOf(this.#store, 'integrity_check');
  }

  /** Closing copies the log into the file, durably. Nothing may wait for durability any more. */
  close(): void {
    if (!this.#store.isOpen) return;
    this.#store.close();
    this.#durability?.close();
    this.#lock?.release();
  }
}

function checkName(database: string, name: string): void {
  const valid =
    name !== '' &&
    !name.includes('\0') &&
    !name.includes('$') &&
    !name.startsWith('.') &&
    !name.endsWith('.') &&
    Buffer.byteLength(`${database}.${name}`) <= 255;
  if (!valid) throw new CommandError(73, `Invalid namespace specified '${database}.${name}'`);
}
