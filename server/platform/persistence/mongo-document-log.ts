import { Binary, type Collection, type Db, ObjectId } from 'mongodb';
import { mergeAuthors } from '#server/platform/collab/author-ranges.ts';
import {
  type AppendOutcome,
  type AuthorRanges,
  type DocumentLog,
  documentOf,
  type LoadedDocument,
  type LogEntry,
  type LogRow,
  type NewerState,
} from '#server/platform/collab/document-log.ts';
import type { Fold } from '#server/platform/collab/folding.ts';
import { DocumentAuthors } from '#server/platform/persistence/document-authors.ts';
import { DocumentClaims } from '#server/platform/persistence/document-claims.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { decodeRanges, encodeRanges } from '#shared/realtime/clock-ranges.ts';

interface UpdateRow {
  _id: ObjectId;
  name: string;
  /** Grows within a name, with holes where an attempt failed. */
  sequence: number;
  update: Binary;
  account: string;
  /** The update's ranges, as `encodeRanges` writes them. */
  inserted: Binary;
  deleted: Binary;
  at: Date;
}

interface SnapshotRow {
  name: string;
  /** The last update that `state` covers. */
  sequence: number;
  state: Binary | null;
  /** The state outgrew one record: nothing more is taken. */
  full: boolean;
  at: Date;
}

interface Tail {
  next: number;
  full: boolean;
}

/** A record holds 16 MB, of which names and dates take little. */
const MAX_STATE_BYTES = 15 * 2 ** 20;
const MAX_ATTEMPTS = 8;
/** Nodes that write to one document at once take numbers from each other; one of them always gets on. */
const MAX_NUMBERINGS = 100;
/** Names in one question about what is newer. */
const NAMES_AT_ONCE = 100;
const MAX_TAILS = 10_000;
const FORGOTTEN_AT_ONCE = 500;

/**
 * Documents in any MongoDB-compatible store. One row an update, numbered within its name; a
 * snapshot names the last row that it covers, and rows are deleted only after it is written, so
 * that a crash leaves rows twice and never once too few.
 */
export class MongoDocumentLog implements DocumentLog {
  readonly #updates: Collection<UpdateRow>;
  readonly #snapshots: Collection<SnapshotRow>;
  readonly #claims: DocumentClaims;
  readonly #authors: DocumentAuthors;
  readonly #tails = new Map<string, Tail>();
  readonly #fold: Fold;
  readonly #maxStateBytes: number;

  constructor(database: Db, fold: Fold, maxStateBytes = MAX_STATE_BYTES) {
    this.#updates = database.collection('document_updates');
    this.#snapshots = database.collection('document_snapshots');
    this.#claims = new DocumentClaims(database);
    this.#fold = fold;
    this.#authors = new DocumentAuthors(database);
    this.#maxStateBytes = maxStateBytes;
  }

  /** Creates the unique indexes that every promise of the log rests on. */
  async prepare(): Promise<void> {
    await this.#updates.createIndex({ name: 1, sequence: 1 }, { unique: true });
    await this.#snapshots.createIndex({ name: 1 }, { unique: true });
    await this.#claims.prepare();
    await this.#authors.prepare();
  }

  async load(name: string): Promise<LoadedDocument> {
    const { snapshot, rows } = await this.#read(name);
    return {
      snapshot: snapshot?.state ? bytesOf(snapshot.state) : null,
      updates: rows.map(({ update }) => bytesOf(update)),
      sequence: rows.at(-1)?.sequence ?? snapshot?.sequence ?? 0,
      claims: await this.#claims.of(documentOf(name)),
    };
  }

  async append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    const foreign = await this.#claims.claim(entries);
    const refused = new Map<LogEntry, AppendOutcome>();
    for (const entry of entries) {
      if (foreign.has(entry)) refused.set(entry, { kind: 'foreign_client' });
      else if ((await this.#tailOf(entry.name)).full) refused.set(entry, { kind: 'too_large' });
    }
    const numbers = await this.#insert(entries.filter((entry) => !refused.has(entry)));
    return entries.map(
      (entry) => refused.get(entry) ?? { kind: 'durable', sequence: numbers.get(entry.key) ?? 0 },
    );
  }

  async readNewer(
    positions: ReadonlyMap<string, number>,
  ): Promise<ReadonlyMap<string, NewerState>> {
    const newer = new Map<string, NewerState>();
    const all = [...positions];
    for (let start = 0; start < all.length; start += NAMES_AT_ONCE) {
      await this.#readNewerOf(all.slice(start, start + NAMES_AT_ONCE), newer);
    }
    return newer;
  }

  /** The rows are read first: what a compaction takes away meanwhile is in the snapshot that is looked at then. */
  async #readNewerOf(
    positions: readonly (readonly [string, number])[],
    into: Map<string, NewerState>,
  ): Promise<void> {
    const after = positions.map(([name, sequence]) => ({ name, sequence: { $gt: sequence } }));
    const found = await this.#updates.find({ $or: after }).sort({ name: 1, sequence: 1 }).toArray();
    const rows = Map.groupBy(found, ({ name }) => name);
    const snapshots = await this.#snapshots
      .find({ $or: after }, { projection: { name: 1, sequence: 1 } })
      .toArray();
    const covered = new Map(snapshots.map(({ name, sequence }) => [name, sequence]));
    for (const [name, position] of positions) {
      const own = rows.get(name) ?? [];
      const last = covered.get(name) ?? position;
      if (last > position && !reaches(own, position, last))
        into.set(name, await this.#newest(name));
      else if (own.length > 0) into.set(name, { snapshot: null, rows: own.map(toLogRow) });
    }
  }

  async #newest(name: string): Promise<NewerState> {
    const { snapshot, rows } = await this.#read(name);
    const state = snapshot?.state;
    return {
      snapshot: state ? { sequence: snapshot.sequence, state: bytesOf(state) } : null,
      rows: rows.map(toLogRow),
    };
  }

  async compact(name: string): Promise<void> {
    const { snapshot, rows } = await this.#read(name);
    const covered = rows.at(-1)?.sequence;
    if (covered === undefined) return;
    const before = snapshot?.state ? bytesOf(snapshot.state) : null;
    const state = await this.#fold(
      before,
      rows.map(({ update }) => bytesOf(update)),
    );
    if (state.length > this.#maxStateBytes) {
      await this.#markFull(name);
      return;
    }
    await this.#authors.record(name, rows.map(rangesOf));
    await this.#writeSnapshot(name, covered, state);
    await this.#updates.deleteMany({ name, sequence: { $lte: covered } });
  }

  /** Rows first: what compaction moves meanwhile is in the ledger before it is gone from them. */
  async authors(name: string): Promise<readonly AuthorRanges[]> {
    const rows = await this.#updates
      .find({ name }, { projection: { account: 1, inserted: 1, deleted: 1 } })
      .toArray();
    return mergeAuthors([...rows.map(rangesOf), ...(await this.#authors.of(name))]);
  }

  async forget(names: readonly string[]): Promise<void> {
    for (let start = 0; start < names.length; start += FORGOTTEN_AT_ONCE) {
      const some = { name: { $in: names.slice(start, start + FORGOTTEN_AT_ONCE) } };
      await this.#updates.deleteMany(some);
      await this.#snapshots.deleteMany(some);
      await this.#authors.forget(some.name.$in);
    }
    for (const name of names) this.#tails.delete(name);
  }

  /** A snapshot that covers more, written meanwhile, stays. */
  async #writeSnapshot(
    name: string,
    sequence: number,
    state: Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    const older = { name, sequence: { $lt: sequence } };
    const change = { sequence, state: new Binary(state), full: false, at: new Date() };
    try {
      await this.#snapshots.updateOne(older, { $set: change }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async #markFull(name: string): Promise<void> {
    const fresh = { sequence: 0, state: null, at: new Date() };
    await this.#snapshots.updateOne(
      { name },
      { $set: { full: true }, $setOnInsert: fresh },
      { upsert: true },
    );
    this.#tails.delete(name);
  }

  /** The snapshot and the rows after it, read again when a compaction came between. */
  async #read(name: string): Promise<{ snapshot: SnapshotRow | null; rows: UpdateRow[] }> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const snapshot = await this.#snapshots.findOne({ name });
      const covered = snapshot?.sequence ?? 0;
      const rows = await this.#updates
        .find({ name, sequence: { $gt: covered } })
        .sort({ sequence: 1 })
        .toArray();
      const now = await this.#snapshots.findOne({ name }, { projection: { sequence: 1 } });
      if ((now?.sequence ?? 0) === covered) return { snapshot, rows };
    }
    throw new Error('the snapshot kept changing while it was read');
  }

  async #tailOf(name: string): Promise<Tail> {
    const known = this.#tails.get(name);
    if (known) return known;
    const last = await this.#updates.findOne(
      { name },
      { sort: { sequence: -1 }, projection: { sequence: 1 } },
    );
    const snapshot = await this.#snapshots.findOne(
      { name },
      { projection: { sequence: 1, full: 1 } },
    );
    const highest = Math.max(last?.sequence ?? 0, snapshot?.sequence ?? 0);
    const tail = { next: highest + 1, full: snapshot?.full ?? false };
    if (this.#tails.size >= MAX_TAILS) this.#tails.clear();
    this.#tails.set(name, tail);
    return tail;
  }

  /**
   * Inserts in order. A duplicate is either a row that an earlier attempt stored after all (its
   * key is there) or a number that another node took: what is missing gets a new number. Answers the numbers,
   * by key.
   */
  async #insert(entries: readonly LogEntry[]): Promise<ReadonlyMap<string, number>> {
    const numbers = new Map<string, number>();
    let missing = entries;
    for (let attempt = 0; missing.length > 0; attempt += 1) {
      if (attempt === MAX_NUMBERINGS) throw new Error('other nodes kept taking the numbers');
      const rows: UpdateRow[] = [];
      for (const entry of missing) rows.push(toRow(entry, await this.#tailOf(entry.name)));
      try {
        await this.#updates.insertMany(rows, { ordered: true });
        for (const { _id, sequence } of rows) numbers.set(_id.toHexString(), sequence);
        return numbers;
      } catch (error) {
        for (const { name } of missing) this.#tails.delete(name);
        if (!isDuplicateKey(error)) throw error;
      }
      await this.#readNumbers(missing, numbers);
      missing = missing.filter(({ key }) => !numbers.has(key));
    }
    return numbers;
  }

  async #readNumbers(entries: readonly LogEntry[], into: Map<string, number>): Promise<void> {
    const keys = entries.map(({ key }) => new ObjectId(key));
    const stored = await this.#updates
      .find({ _id: { $in: keys } }, { projection: { _id: 1, sequence: 1 } })
      .toArray();
    for (const { _id, sequence } of stored) into.set(_id.toHexString(), sequence);
  }
}

function toRow(entry: LogEntry, tail: Tail): UpdateRow {
  const sequence = tail.next;
  tail.next += 1;
  return {
    _id: new ObjectId(entry.key),
    name: entry.name,
    sequence,
    update: new Binary(entry.update),
    account: entry.account,
    inserted: new Binary(encodeRanges(entry.inserted)),
    deleted: new Binary(encodeRanges(entry.deleted)),
    at: new Date(entry.at),
  };
}

const rangesOf = (row: Pick<UpdateRow, 'account' | 'inserted' | 'deleted'>): AuthorRanges => ({
  account: row.account,
  inserted: decodeRanges(bytesOf(row.inserted)),
  deleted: decodeRanges(bytesOf(row.deleted)),
});

const toLogRow = ({ sequence, update, account }: UpdateRow): LogRow => ({
  sequence,
  update: bytesOf(update),
  account,
});

/** Whether rows go on from a number without a gap up to another. */
function reaches(rows: readonly UpdateRow[], from: number, to: number): boolean {
  let reached = from;
  for (const { sequence } of rows) if (sequence === reached + 1) reached = sequence;
  return reached >= to;
}

/** The bytes of a BSON binary, without the room that its buffer may have beyond them. */
const bytesOf = (binary: Binary): Uint8Array => binary.buffer.subarray(0, binary.position);
