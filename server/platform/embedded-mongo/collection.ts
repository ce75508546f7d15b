import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { decodeDocument, decodeFields } from './bson-decode.ts';
import { sealed, unsealed } from './document-seal.ts';
import { CommandError, wholly } from './errors.ts';
import {
  fieldsOfIndex,
  type IndexDefinition,
  type IndexEntries,
  indexEntries,
} from './index-keys.ts';
import { encodeKey } from './key-encoding.ts';
import { shellText } from './shell-text.ts';
import type { UnsyncedChanges } from './unsynced-changes.ts';
import type { Document, Value } from './values.ts';

/** A document at rest: its row and its bytes. */
export interface StoredDocument {
  readonly row: number;
  readonly bytes: Buffer;
}

/** An index with its table. `arrays` has a bit for each field that ever met an array. */
export interface Index extends IndexDefinition {
  readonly id: number;
  readonly reads: ReadonlySet<string> | null;
  arrays: number;
}

export interface KeyRow extends StoredDocument {
  readonly key: Buffer;
}

const toBuffer = (value: unknown): Buffer => {
  if (!(value instanceof Uint8Array)) throw new TypeError('expected bytes in the store');
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
};

const documentTable = (id: number): string => `documents_${id}`;
const indexTable = (id: number): string => `entries_${id}`;

const ID_INDEX: Index = {
  id: 0,
  name: '_id_',
  key: new Map([['_id', 1]]),
  fields: [{ name: '_id', path: ['_id'], descending: false }],
  unique: true,
  sparse: false,
  partial: null,
  expireAfterSeconds: null,
  reads: new Set(['_id']),
  arrays: 0,
};

/** The documents of one collection with their indexes. Every method runs in the caller's transaction. */
export class Collection {
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly indexes: Index[] = [];
  /** The order of `_id`, which the table of documents keeps by itself. */
  readonly idIndex: Index = ID_INDEX;
  readonly #store: DatabaseSync;
  readonly #table: string;
  readonly #unsynced: UnsyncedChanges;
  readonly #catalogChanged: () => void;
  readonly #statements = new Map<string, StatementSync>();

  constructor(
    store: DatabaseSync,
    id: number,
    database: string,
    name: string,
    unsynced: UnsyncedChanges,
    catalogChanged: () => void,
  ) {
    this.#store = store;
    this.id = id;
    this.database = database;
    this.name = name;
    this.#table = documentTable(id);
    this.#unsynced = unsynced;
    this.#catalogChanged = catalogChanged;
  }

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#store.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  createTable(): void {
    this.#store.exec(
      `CREATE TABLE ${this.#table} (row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT`,
    );
  }

  dropTables(): void {
    for (const index of this.indexes) this.dropIndexTable(index);
    this.#statements.clear();
    this.#store.exec(`DROP TABLE ${this.#table}`);
  }

  dropIndexTable(index: Index): void {
    this.#statements.clear();
    this.#store.exec(`DROP TABLE ${indexTable(index.id)}`);
  }

  count(): number {
    return Number(this.#prepare(`SELECT count(*) AS total FROM ${this.#table}`).get()?.total ?? 0);
  }

  /** The document with this `_id`, given as its key. */
  byId(id: Buffer): StoredDocument | null {
    const found = this.#prepare(`SELECT row, bytes FROM ${this.#table} WHERE id = ?`).get(id);
    return found ? { row: Number(found.row), bytes: unsealed(toBuffer(found.bytes)) } : null;
  }

  /** Whether what is known of these `_id`s, given as their keys, is on the disk already. */
  isSettled(ids: readonly Buffer[]): boolean {
    if (this.#unsynced.none) return true;
    const find = this.#prepare(`SELECT row FROM ${this.#table} WHERE id = ?`);
    return ids.every((id) => {
      const row = find.get(id)?.row;
      return !this.#unsynced.has(this.id, row === undefined ? null : Number(row));
    });
  }

  byRow(row: number): StoredDocument | null {
    const found = this.#prepare(`SELECT bytes FROM ${this.#table} WHERE row = ?`).get(row);
    return found ? { row, bytes: unsealed(toBuffer(found.bytes)) } : null;
  }

  /** Up to `limit` documents after (or, in reverse, before) a row, in the order of insertion. */
  pageOfRows(from: number, limit: number, reverse: boolean): StoredDocument[] {
    const sql = reverse
      ? `SELECT row, bytes FROM ${this.#table} WHERE row < ? ORDER BY row DESC LIMIT ?`
      : `SELECT row, bytes FROM ${this.#table} WHERE row > ? ORDER BY row LIMIT ?`;
    return this.#prepare(sql)
      .all(from, limit)
      .map((found) => ({ row: Number(found.row), bytes: unsealed(toBuffer(found.bytes)) }));
  }

  /**
   * Up to `limit` entries of an index with their documents, after the position (key, row) and below
   * `end`; in reverse, before the position and not below `end`.
   */
  pageOfIndex(
    index: Index,
    position: { readonly key: Buffer; readonly row: number },
    end: Buffer,
    limit: number,
    reverse: boolean,
  ): KeyRow[] {
    const [after, until, order] = reverse
      ? ['<', 'entry.key >= ?', 'entry.key DESC, entry.row DESC']
      : ['>', 'entry.key < ?', 'entry.key, entry.row'];
    const columns = 'entry.key AS key, entry.row AS row, document.bytes AS bytes';
    const source =
      index === this.idIndex
        ? `SELECT id AS key, row, bytes FROM ${this.#table} AS entry`
        : `SELECT ${columns} FROM ${indexTable(index.id)} AS entry CROSS JOIN ${this.#table} AS document ON document.row = entry.row`;
    const where = `WHERE (entry.key, entry.row) ${after} (?, ?) AND ${until} ORDER BY ${order} LIMIT ?`;
    const sql =
      index === this.idIndex
        ? `${source} ${where.replaceAll('entry.key', 'entry.id')}`
        : `${source} ${where}`;
    return this.#prepare(sql)
      .all(position.key, position.row, end, limit)
      .map((found) => ({
        key: toBuffer(found.key),
        row: Number(found.row),
        bytes: unsealed(toBuffer(found.bytes)),
      }));
  }

  /** Stores a new document. Throws 11000 before anything is written when a key is taken. */
  insert(id: Value, bytes: Buffer): void {
    const key = encodeKey(id);
    if (this.#prepare(`SELECT 1 FROM ${this.#table} WHERE id = ?`).get(key)) {
      throw this.#duplicate('_id_', new Map([['_id', 1]]), new Map([['_id', id]]));
    }
    const planned = this.indexes.map((index) => ({ index, after: this.#entriesOf(index, bytes) }));
    for (const { index, after } of planned) this.#refuseTaken(index, after, null);
    const add = this.#prepare(`INSERT INTO ${this.#table} (id, bytes) VALUES (?, ?)`);
    wholly(() => {
      const row = Number(add.run(key, sealed(bytes)).lastInsertRowid);
      this.#unsynced.wrote(this.id, row);
      for (const { index, after } of planned) this.#addEntries(index, after, row);
    });
  }

  /** Replaces the bytes of a document of the same `_id`. Throws 11000 before anything is written. */
  replace(stored: StoredDocument, bytes: Buffer): void {
    const changes = this.indexes.map((index) => ({
      index,
      before: this.#entriesOf(index, stored.bytes),
      after: this.#entriesOf(index, bytes),
    }));
    for (const { index, after } of changes) this.#refuseTaken(index, after, stored.row);
    const write = this.#prepare(`UPDATE ${this.#table} SET bytes = ? WHERE row = ?`);
    wholly(() => {
      write.run(sealed(bytes), stored.row);
      this.#unsynced.wrote(this.id, stored.row);
      for (const { index, before, after } of changes) {
        this.#replaceEntries(index, before, after, stored.row);
      }
    });
  }

  #replaceEntries(index: Index, before: IndexEntries, after: IndexEntries, row: number): void {
    const kept = new Set(after.entries.map((entry) => entry.key.toString('latin1')));
    const gone = before.entries.filter((entry) => !kept.has(entry.key.toString('latin1')));
    for (const entry of gone) this.#removeEntry(index, entry.key, row);
    const had = new Set(before.entries.map((entry) => entry.key.toString('latin1')));
    const fresh = after.entries.filter((entry) => !had.has(entry.key.toString('latin1')));
    this.#addEntries(index, { entries: fresh, arrays: after.arrays }, row);
  }

  remove(stored: StoredDocument): void {
    const removed = this.indexes.map((index) => ({
      index,
      entries: this.#entriesOf(index, stored.bytes).entries,
    }));
    const remove = this.#prepare(`DELETE FROM ${this.#table} WHERE row = ?`);
    wholly(() => {
      for (const { index, entries } of removed) {
        for (const entry of entries) this.#removeEntry(index, entry.key, stored.row);
      }
      remove.run(stored.row);
      this.#unsynced.removed(this.id);
    });
  }

  /** Fills a new index from the documents. Throws 11000 when it is unique and they are not. */
  build(index: Index): void {
    this.#store.exec(
      `CREATE TABLE ${indexTable(index.id)} (key BLOB NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) STRICT, WITHOUT ROWID`,
    );
    for (let last = -1; ; ) {
      const page = this.pageOfRows(last, 500, false);
      for (const stored of page) {
        const entries = this.#entriesOf(index, stored.bytes);
        this.#refuseTaken(index, entries, stored.row);
        this.#addEntries(index, entries, stored.row);
      }
      const end = page.at(-1);
      if (!end) return;
      last = end.row;
    }
  }

  /** Whether an index has this entry, for the check of the store. */
  hasEntry(index: Index, key: Buffer, row: number): boolean {
    const sql = `SELECT 1 FROM ${indexTable(index.id)} WHERE key = ? AND row = ?`;
    return this.#prepare(sql).get(key, row) !== undefined;
  }

  countEntries(index: Index): number {
    const sql = `SELECT count(*) AS total FROM ${indexTable(index.id)}`;
    return Number(this.#prepare(sql).get()?.total ?? 0);
  }

  /** Keys that more than one document has in an index. */
  countRepeatedKeys(index: Index): number {
    const repeated = `SELECT 1 FROM ${indexTable(index.id)} GROUP BY key HAVING count(*) > 1`;
    return Number(this.#prepare(`SELECT count(*) AS total FROM (${repeated})`).get()?.total ?? 0);
  }

  #entriesOf(index: Index, bytes: Buffer): IndexEntries {
    const document = index.reads ? decodeFields(bytes, index.reads) : decodeDocument(bytes);
    return indexEntries(document, index);
  }

  #refuseTaken(index: Index, planned: IndexEntries, own: number | null): void {
    if (!index.unique) return;
    const find = this.#prepare(`SELECT row FROM ${indexTable(index.id)} WHERE key = ? LIMIT 2`);
    for (const entry of planned.entries) {
      const taken = find.all(entry.key).some((found) => Number(found.row) !== own);
      if (!taken) continue;
      const values = index.fields.map((field, at): [string, Value] => [
        field.name,
        entry.values[at],
      ]);
      throw this.#duplicate(index.name, index.key, new Map(values));
    }
  }

  #duplicate(name: string, pattern: Document, values: Document): CommandError {
    return new CommandError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${name} dup key: ${shellText(values)}`,
      new Map([
        ['keyPattern', pattern],
        ['keyValue', values],
      ]),
    );
  }

  #addEntries(index: Index, planned: IndexEntries, row: number): void {
    const add = this.#prepare(`INSERT INTO ${indexTable(index.id)} (key, row) VALUES (?, ?)`);
    for (const entry of planned.entries) add.run(entry.key, row);
    if ((index.arrays | planned.arrays) !== index.arrays) {
      index.arrays |= planned.arrays;
      this.#prepare('UPDATE catalog_indexes SET arrays = ? WHERE id = ?').run(
        index.arrays,
        index.id,
      );
      this.#catalogChanged();
    }
  }

  #removeEntry(index: Index, key: Buffer, row: number): void {
    this.#prepare(`DELETE FROM ${indexTable(index.id)} WHERE key = ? AND row = ?`).run(key, row);
  }
}

/** An index as the catalog knows it. */
export const indexOf = (id: number, definition: IndexDefinition, arrays: number): Index => ({
  ...definition,
  id,
  reads: fieldsOfIndex(definition),
  arrays,
});
