import * as Y from 'yjs';
import type { ClockRange } from '#shared/realtime/update-reader.ts';

/** What one row of a log says about authors. */
export interface LedgerRow {
  readonly account: string;
  readonly inserted: readonly ClockRange[];
  readonly deleted: readonly ClockRange[];
}

/** Who did something to each clock of each client. */
class Marks {
  readonly #accounts = new Map<number, string[][]>();

  add({ client, from, to }: ClockRange, account: string): void {
    const clocks = this.#accounts.get(client) ?? [];
    this.#accounts.set(client, clocks);
    for (let clock = from; clock < to; clock += 1) {
      const accounts = clocks[clock] ?? [];
      accounts.push(account);
      clocks[clock] = accounts;
    }
  }

  of(client: number, clock: number): readonly string[] {
    return this.#accounts.get(client)?.[clock] ?? [];
  }
}

export interface LedgerQuestion {
  /** All that the rows hold, integrated without collecting what is erased. */
  readonly doc: Y.Doc;
  readonly rows: Iterable<LedgerRow>;
  /** Who writes with a clientID. */
  readonly ownerOf: (client: number) => string | undefined;
  /** What people erased themselves, as `Transaction.deleteSet` of their pages tells. */
  readonly erased: Iterable<{ readonly account: string; readonly range: ClockRange }>;
}

/**
 * Whether the rows of a log sum to its text: each character was inserted once, by the account that
 * wrote it; what is erased was deleted by somebody who did erase it, and nothing else was. Tells
 * the first fault. Without a row of their own go: marks of formats, what stood inside of something
 * erased, and values that another value replaced, since integrating alone erases them.
 */
export function ledgerFault({ doc, rows, ownerOf, erased }: LedgerQuestion): string | null {
  const inserted = new Marks();
  const deleted = new Marks();
  const hands = new Marks();
  for (const row of rows) {
    for (const range of row.inserted) inserted.add(range, row.account);
    for (const range of row.deleted) deleted.add(range, row.account);
  }
  for (const { account, range } of erased) hands.add(range, account);
  for (const [client, structs] of doc.store.clients) {
    for (const struct of structs) {
      for (let clock = struct.id.clock; clock < struct.id.clock + struct.length; clock += 1) {
        const at = `${client}:${clock}`;
        const writers = inserted.of(client, clock);
        if (writers.length !== 1 || writers[0] !== ownerOf(client)) {
          return `${at} of ${ownerOf(client)} was inserted by ${writers.join(', ') || 'nobody'}`;
        }
        const fault = deletionFault(struct, clock, deleted, hands);
        if (fault) return `${at} ${fault}`;
      }
    }
  }
  return null;
}

function deletionFault(
  struct: Y.Item | Y.GC,
  clock: number,
  deleted: Marks,
  hands: Marks,
): string | null {
  const { client } = struct.id;
  const deleters = deleted.of(client, clock);
  if (!struct.deleted) {
    return deleters.length === 0 ? null : `is there, and was deleted by ${deleters.join(', ')}`;
  }
  if (goesByItself(struct, deleted)) return null;
  // Its page collected it before it sent it: no log ever saw what it was.
  if (struct instanceof Y.GC) return null;
  const erasers = hands.of(client, clock);
  const isTrue = deleters.length > 0 && deleters.every((account) => erasers.includes(account));
  if (isTrue) return null;
  const [names, hand] = [deleters, erasers].map((each) => each.join(', ') || 'nobody');
  return `is gone; deleted by ${names}, erased by ${hand}`;
}

function goesByItself(struct: Y.Item | Y.GC, deleted: Marks): boolean {
  if (!(struct instanceof Y.Item)) return false;
  if (struct.content instanceof Y.ContentFormat) return true;
  const isReplaced = struct.parentSub !== null && struct.right !== null;
  if (isReplaced) return true;
  const parent = struct.parent instanceof Y.AbstractType ? struct.parent._item : null;
  if (!parent) return false;
  return deleted.of(parent.id.client, parent.id.clock).length > 0 || goesByItself(parent, deleted);
}
