import type { ClockRange } from '#shared/realtime/update-reader.ts';

/** One update of one document, ready to be made durable. */
export interface LogEntry {
  /** 24 hexadecimal digits, drawn once: appending the same entry again stores it once. */
  readonly key: string;
  /** A `DocumentName`, formatted. */
  readonly name: string;
  readonly update: Uint8Array;
  /** Who wrote it. */
  readonly account: string;
  readonly inserted: readonly ClockRange[];
  readonly deleted: readonly ClockRange[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * What became of an entry. `sequence` is its number within its name. `foreign_client`: another account has
 * claimed a clientID that the entry writes with; `too_large`: the document has reached its largest size.
 * Neither stored anything.
 */
export type AppendOutcome =
  | { readonly kind: 'durable'; readonly sequence: number }
  | { readonly kind: 'foreign_client' | 'too_large' };

/** A durable update, as a node that did not write it reads it. */
export interface LogRow {
  readonly sequence: number;
  readonly update: Uint8Array;
  readonly account: string;
}

/** What a document gained since some number. */
export interface NewerState {
  /** The state up to `sequence`, when rows up to it were folded and are gone. */
  readonly snapshot: { readonly sequence: number; readonly state: Uint8Array } | null;
  /** The rows after that, in order. */
  readonly rows: readonly LogRow[];
}

export interface LoadedDocument {
  /** The state up to `snapshotSequence`, in update format V1; null before the first snapshot. */
  readonly snapshot: Uint8Array | null;
  /** The updates after the snapshot, in order. */
  readonly updates: readonly Uint8Array[];
  /** The number of the last update; 0 for a document without any. */
  readonly sequence: number;
  /** Which account brought each clientID, over all sections of the document. */
  readonly claims: ReadonlyMap<number, string>;
}

/** What one account wrote in one text, over all its time. */
export interface AuthorRanges {
  readonly account: string;
  readonly inserted: readonly ClockRange[];
  readonly deleted: readonly ClockRange[];
}

/**
 * Where documents are kept. Every method rejects while the store is away; a caller repeats.
 * A clientID belongs, over all sections of a document, to the account whose entry first wrote with
 * it, and the claim is durable before the entry is.
 */
export interface DocumentLog {
  load(name: string): Promise<LoadedDocument>;
  /** What came after a number of each name; names without anything newer are left out. */
  readNewer(positions: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, NewerState>>;
  /**
   * Resolves once every entry is durable or refused, with one outcome for each, in order. After a
   * rejection any part may be durable: appending the same entries again completes them.
   */
  append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]>;
  /** Folds the tail of a document into its snapshot. Idempotent; safe to lose half way. */
  compact(name: string): Promise<void>;
  /** [CO43] Who inserted and deleted what, one entry for each account. */
  authors(name: string): Promise<readonly AuthorRanges[]>;
  /** Deletes all that it holds of these names; whose the clientIDs of their document are stays. Idempotent. */
  forget(names: readonly string[]): Promise<void>;
}

/** The document that a name belongs to, whose sections share their clientIDs. */
export function documentOf(name: string): string {
  const end = name.indexOf('/');
  return end < 0 ? name : name.slice(0, end);
}
