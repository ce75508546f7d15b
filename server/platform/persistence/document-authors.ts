import { Binary, type Collection, type Db } from 'mongodb';
import { mergeAuthors } from '#server/platform/collab/author-ranges.ts';
import type { AuthorRanges } from '#server/platform/collab/document-log.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { decodeRanges, encodeRanges } from '#shared/realtime/clock-ranges.ts';

interface LedgerRow {
  name: string;
  /** Raised by each change: one is written only over the ledger that it was made from. */
  revision: number;
  authors: StoredAuthor[];
}

/** Ranges as `encodeRanges` writes them. */
interface StoredAuthor {
  account: string;
  inserted: Binary;
  deleted: Binary;
}

const MAX_ATTEMPTS = 8;

/** [CO43] Who wrote what in the rows that compaction has deleted. One record a text. */
export class DocumentAuthors {
  readonly #ledgers: Collection<LedgerRow>;

  constructor(database: Db) {
    this.#ledgers = database.collection('document_authors');
  }

  async prepare(): Promise<void> {
    await this.#ledgers.createIndex({ name: 1 }, { unique: true });
  }

  async of(name: string): Promise<AuthorRanges[]> {
    return rangesOf(await this.#ledgers.findOne({ name }));
  }

  /** Durable when it resolves. Two compactions at once both hold, and so does one that is repeated. */
  async record(name: string, rows: readonly AuthorRanges[]): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const known = await this.#ledgers.findOne({ name });
      const authors = mergeAuthors([...rangesOf(known), ...rows]).map(toStored);
      if (await this.#write(name, known?.revision ?? 0, authors)) return;
    }
    throw new Error('the ledger of authors kept changing while it was written');
  }

  async forget(names: readonly string[]): Promise<void> {
    await this.#ledgers.deleteMany({ name: { $in: [...names] } });
  }

  /** False when another change came first. */
  async #write(name: string, revision: number, authors: StoredAuthor[]): Promise<boolean> {
    try {
      const { matchedCount, upsertedCount } = await this.#ledgers.updateOne(
        { name, revision },
        { $set: { revision: revision + 1, authors } },
        { upsert: revision === 0 },
      );
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }
}

const rangesOf = (ledger: LedgerRow | null): AuthorRanges[] =>
  (ledger?.authors ?? []).map(({ account, inserted, deleted }) => ({
    account,
    inserted: decodeRanges(inserted.buffer.subarray(0, inserted.position)),
    deleted: decodeRanges(deleted.buffer.subarray(0, deleted.position)),
  }));

const toStored = ({ account, inserted, deleted }: AuthorRanges): StoredAuthor => ({
  account,
  inserted: new Binary(encodeRanges(inserted)),
  deleted: new Binary(encodeRanges(deleted)),
});
