import { mergeAuthors } from '#server/platform/collab/author-ranges.ts';
import {
  type AppendOutcome,
  type AuthorRanges,
  type DocumentLog,
  documentOf,
  type LoadedDocument,
  type LogEntry,
} from '#server/platform/collab/document-log.ts';
import { foldUpdates } from '#server/platform/collab/fold-updates.ts';

interface StoredDocument {
  /** Of the rows that the snapshot covers. */
  authors: AuthorRanges[];
  snapshot: Uint8Array | null;
  rows: LogEntry[];
  sequence: number;
}

/** A log that lives as long as its process, for tests. `refuse` makes it fail like a store away. */
export class MemoryDocumentLog implements DocumentLog {
  /** While set, every call rejects with this error. */
  refuse: Error | null = null;
  readonly #documents = new Map<string, StoredDocument>();
  readonly #claims = new Map<string, Map<number, string>>();
  readonly #keys = new Set<string>();

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
    if (this.#keys.has(entry.key)) return 'durable';
    const claims = this.#claimsOf(entry.name);
    const foreign = entry.inserted.some(
      ({ client }) => (claims.get(client) ?? entry.account) !== entry.account,
    );
    if (foreign) return 'foreign_client';
    for (const { client } of entry.inserted) claims.set(client, entry.account);
    const stored = this.#documents.get(entry.name) ?? {
      authors: [],
      snapshot: null,
      rows: [],
      sequence: 0,
    };
    this.#documents.set(entry.name, stored);
    stored.rows.push(entry);
    stored.sequence += 1;
    this.#keys.add(entry.key);
    return 'durable';
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
