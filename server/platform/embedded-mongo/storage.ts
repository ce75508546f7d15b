import { dirname, join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { decodeDocument } from './bson-decode.ts';
import { encodeDocument } from './bson-encode.ts';
import { Collection, type Index, indexOf } from './collection.ts';
import { Durability } from './durability.ts';
import { CommandError, wholly } from './errors.ts';
import { FolderLock } from './folder-lock.ts';
import { Health } from './health.ts';
import type { IndexDefinition } from './index-keys.ts';
import { readIndex, writeIndex } from './index-specification.ts';
import {
  damageOf,
  FORMAT_VERSION,
  numberOf,
  refuseDamaged,
  refuseForeign,
  refuseRemains,
  SCHEMA,
} from './store-file.ts';
import { damagedFile, explain } from './store-unavailable.ts';
import { UnsyncedChanges } from './unsynced-changes.ts';

export const LOCK_NAME = 'trame.lock';
/** Pages kept in memory, in bytes: the only cache there is, whatever the store holds. */
const CACHE_BYTES = 64 * 2 ** 20;

function prepareFile(store: DatabaseSync): void {
  // Durability syncs the log after each commit, a thread of Checkpoints copies it.
  store.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0',
  );
  // The log is cut back to 64 MiB after it had to grow.
  store.exec(
    `PRAGMA cache_size = -${CACHE_BYTES / 1024}; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864`,
  );
  // Only when it changes: a start must not need room on the disk.
  if (numberOf(store, 'user_version') < FORMAT_VERSION) {
    store.exec(`PRAGMA user_version = ${FORMAT_VERSION}`);
  }
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
function open(file: string, unsynced: UnsyncedChanges): Opened {
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
    return { lock, store, durability: lock && new Durability(`${file}-wal`, unsynced, endEngine) };
  } catch (error) {
    if (store?.isOpen) store.close();
    lock?.release();
    throw explain(error, file);
  }
}

/** The file, its catalog of collections and its transactions. */
export class Storage {
  readonly health = new Health();
  readonly #lock: FolderLock | null;
  readonly #store: DatabaseSync;
  readonly #durability: Durability | null;
  readonly #collections = new Map<string, Collection>();
  readonly #statements = new Map<string, StatementSync>();
  readonly #totalChanges: StatementSync;
  #changesBefore = 0;
  #commits = 0;
  /** True once the catalog in memory holds what the open transaction has not committed. */
  #catalogChanged = false;
  readonly #unsynced = new UnsyncedChanges();
  readonly #markChanged = (): void => {
    this.#catalogChanged = true;
    this.#unsynced.changedCatalog();
  };

  /** Opens or creates the file. Throws StoreUnavailable when it is locked, damaged or not writable. */
  constructor(file: string) {
    const { lock, store, durability } = open(file, this.#unsynced);
    this.#lock = lock;
    this.#store = store;
    this.#durability = durability;
    this.#totalChanges = store.prepare('SELECT total_changes() AS total');
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
    this.#changesBefore = this.#changes;
  }

  /** Rows written since the file was opened. */
  get #changes(): number {
    return Number(this.#totalChanges.get()?.total ?? 0);
  }

  commit(): void {
    this.#run('COMMIT');
    this.#commits += 1;
    this.#durability?.committed();
    this.#catalogChanged = false;
    // A commit of nothing would pass on a full disk too.
    if (this.health.trouble && this.#changes > this.#changesBefore) this.health.stored();
  }

  /** Commits so far. */
  get commits(): number {
    return this.#commits;
  }

  get needsRoom(): boolean {
    return this.health.trouble === 'full';
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
    if (this.#durability) {
      this.#durability.whenDurable(callback);
      return;
    }
    this.#unsynced.syncBegins();
    this.#unsynced.syncEnded();
    callback();
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
        this.#unsynced,
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
    this.#markChanged();
    return collection;
  }

  #createTable(database: string, name: string): Collection {
    const written = this.#store
      .prepare('INSERT INTO catalog_collections (database, name) VALUES (?, ?)')
      .run(database, name);
    const id = Number(written.lastInsertRowid);
    const collection = new Collection(
      this.#store,
      id,
      database,
      name,
      this.#unsynced,
      this.#markChanged,
    );
    collection.createTable();
    return collection;
  }

  drop(collection: Collection): void {
    collection.dropTables();
    this.#store.prepare('DELETE FROM catalog_collections WHERE id = ?').run(collection.id);
    this.#collections.delete(collection.namespace);
    this.#markChanged();
  }

  addIndex(collection: Collection, definition: IndexDefinition): void {
    const written = this.#store
      .prepare('INSERT INTO catalog_indexes (collection, specification, arrays) VALUES (?, ?, 0)')
      .run(collection.id, encodeDocument(writeIndex(definition)));
    const index = indexOf(Number(written.lastInsertRowid), definition, 0);
    this.#markChanged();
    collection.build(index);
    collection.indexes.push(index);
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.dropIndexTable(index);
    this.#store.prepare('DELETE FROM catalog_indexes WHERE id = ?').run(index.id);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
    this.#markChanged();
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
