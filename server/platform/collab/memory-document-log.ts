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
import { foldUpdates } from '#server/platform/collab/fold-updates.mjs';

interface StoredDocument {
  /** Of the rows that the snapshot covers. */
  authors: AuthorRanges[];
  snapshot: Uint8Array | null;
  /** The number that the snapshot covers. */
  covered: number;
  rows: (LogRow & AuthorRanges)[];
  sequence: number;
}

/** A log that lives as long as its process, for tests. `refuse` makes it fail like a store away. */
export class MemoryDocumentLog implements DocumentLog {
  /** While set, every call rejects with this error. */
  refuse: Error | null = null;
  readonly #documents = new Map<string, StoredDocument>();
  readonly #claims = new Map<string, Map<number, string>>();
  /** The number of each entry that was stored, by its key. */
  readonly #keys = new Map<string, number>();

  async load(name: string): Promise<LoadedDocument> {
    this.#check();
    const stored = this.#documents.get(name);
    return {
      snapshot: stored?.snapshot ?? null,
      updates: stored?.rows.map((row) => row.update) ?? [],
      sequence: stored?.sequence ?? 0,
      claims: new Map(this.#claimsOf(name)),
    };
  }

  async readNewer(
    positions: ReadonlyMap<string, number>,
  ): Promise<ReadonlyMap<string, NewerState>> {
    this.#check();
    const newer = new Map<string, NewerState>();
    for (const [name, position] of positions) {
      const stored = this.#documents.get(name);
      if (!stored || stored.sequence <= position) continue;
      const { snapshot, covered, rows } = stored;
      newer.set(name, {
        snapshot: snapshot && covered > position ? { sequence: covered, state: snapshot } : null,
        rows: rows.filter(({ sequence }) => sequence > position),
      });
    }
    return newer;
  }

  async append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    this.#check();
    return entries.map((entry) => this.#appendOne(entry));
  }

  async compact(name: string): Promise<void> {
    this.#check();
    const stored = this.#documents.get(name);
    if (!stored || stored.rows.length === 0) return;
    const updates = stored.rows.map((row) => row.update);
    stored.authors = mergeAuthors([...stored.authors, ...stored.rows]);
    stored.snapshot = foldUpdates(stored.snapshot, updates);
    stored.covered = stored.sequence;
    stored.rows = [];
  }

  async authors(name: string): Promise<readonly AuthorRanges[]> {
    this.#check();
    const stored = this.#documents.get(name);
    return mergeAuthors([...(stored?.authors ?? []), ...(stored?.rows ?? [])]);
  }

  async forget(names: readonly string[]): Promise<void> {
    this.#check();
    for (const name of names) this.#documents.delete(name);
  }

  #appendOne(entry: LogEntry): AppendOutcome {
    const known = this.#keys.get(entry.key);
    if (known !== undefined) return { kind: 'durable', sequence: known };
    const claims = this.#claimsOf(entry.name);
    const foreign = entry.inserted.some(
      ({ client }) => (claims.get(client) ?? entry.account) !== entry.account,
    );
    if (foreign) return { kind: 'foreign_client' };
    for (const { client } of entry.inserted) claims.set(client, entry.account);
    const empty = { authors: [], snapshot: null, covered: 0, rows: [], sequence: 0 };
    const stored: StoredDocument = this.#documents.get(entry.name) ?? empty;
    this.#documents.set(entry.name, stored);
    stored.sequence += 1;
    const { sequence } = stored;
    stored.rows.push({ ...entry, sequence });
    this.#keys.set(entry.key, sequence);
    return { kind: 'durable', sequence };
  }

  #claimsOf(name: string): Map<number, string> {
    const document = documentOf(name);
    const claims = this.#claims.get(document) ?? new Map<number, string>();
    this.#claims.set(document, claims);
    return claims;
  }

  #check(): void {
    if (this.refuse) throw this.refuse;
  }
}
