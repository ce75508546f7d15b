import { randomBytes } from 'node:crypto';
import { type Binary, MongoClient, type ObjectId } from 'mongodb';
import type { DocumentLog, LogEntry } from '#server/platform/collab/document-log.ts';
import { foldUpdates } from '#server/platform/collab/fold-updates.mjs';
import type { Fold } from '#server/platform/collab/folding.ts';
import { MemoryDocumentLog } from '#server/platform/collab/memory-document-log.ts';
import { MongoDocumentLog } from '#server/platform/persistence/mongo-document-log.ts';
import type { LedgerRow } from '#server/test/fuzz/ledger-sum.ts';
import { openTestStore } from '#server/test/test-store.ts';
import { decodeRanges } from '#shared/realtime/clock-ranges.ts';
import type { ClockRange } from '#shared/realtime/update-reader.ts';

/** Where one scenario keeps its document. */
export interface FuzzStore {
  /** The log as one server has it; each call is another server on the same store. */
  connect(): DocumentLog;
  /** What the store holds at this moment of who wrote what, each row under a name of its own. */
  rows(): Promise<ReadonlyMap<string, LedgerRow>>;
}

export function memoryStore(): FuzzStore {
  const log = new RowsInMemory();
  return { connect: () => log, rows: async () => log.rows };
}

/** Keeps what the log of tests does not show. */
class RowsInMemory extends MemoryDocumentLog {
  readonly rows = new Map<string, LedgerRow>();

  override async append(entries: readonly LogEntry[]) {
    const outcomes = await super.append(entries);
    entries.forEach((entry, index) => {
      if (outcomes[index]?.kind === 'durable') this.rows.set(entry.key, entry);
    });
    return outcomes;
  }
}

const fold: Fold = async (snapshot, updates) => foldUpdates(snapshot, updates);

interface StoredRow {
  _id: ObjectId;
  account: string;
  inserted: Binary;
  deleted: Binary;
}

/** Real stores for many scenarios, one after the other. */
export interface MongoStores {
  open(): Promise<FuzzStore>;
  close(): Promise<void>;
}

/** On the server that tests were given, else an embedded engine of its own. */
export async function openMongoStores(): Promise<MongoStores> {
  const store = await openTestStore();
  const client = await MongoClient.connect(store.url);
  let last = client.db(store.database);
  return {
    async open() {
      await last.dropDatabase();
      last = client.db(`${store.database}_${randomBytes(4).toString('hex')}`);
      const database = last;
      await new MongoDocumentLog(database, fold).prepare();
      return {
        connect: () => new MongoDocumentLog(database, fold),
        async rows() {
          const rows = await database.collection<StoredRow>('document_updates').find().toArray();
          // Stored, compacted and stored again by an attempt that knew of neither, it is one row.
          return new Map(rows.map((row) => [row._id.toHexString(), ledgerRow(row)]));
        },
      };
    },
    async close() {
      await last.dropDatabase();
      await client.close();
      await store.close();
    },
  };
}

const ledgerRow = ({ account, inserted, deleted }: StoredRow): LedgerRow => ({
  account,
  inserted: rangesOf(inserted),
  deleted: rangesOf(deleted),
});

const rangesOf = ({ buffer, position }: Binary): readonly ClockRange[] =>
  decodeRanges(buffer.subarray(0, position));
