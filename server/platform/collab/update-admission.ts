import * as Y from 'yjs';
import { encodeRanges } from '#shared/realtime/clock-ranges.ts';
import {
  type ClockRange,
  readUpdate,
  type UpdateLimits,
  type UpdateReading,
} from '#shared/realtime/update-reader.ts';

/** What a document has taken so far, durable or on its way to the log. */
export interface KnownState {
  /** The first clock of a client that is not known. */
  clockOf(client: number): number;
  /** The account that a clientID belongs to, if any. */
  ownerOf(client: number): string | undefined;
  /** The parts of a range that are not known to be deleted. */
  undeletedIn(range: ClockRange): readonly ClockRange[];
}

export type Admission =
  /** Everything in it is known. */
  | { readonly kind: 'nothing' }
  /** What is new in it, with its ranges. */
  | { readonly kind: 'new'; readonly update: Uint8Array; readonly reading: UpdateReading }
  /** It leans on content that is not here: the sender's whole state is needed. */
  | { readonly kind: 'incomplete' }
  /** Its authors lean on each other inside of it: only integrating it tells whether it holds. */
  | { readonly kind: 'entangled' }
  /** It brings new content under the clientID of another account. */
  | { readonly kind: 'foreign'; readonly client: number };

/** An update of `account`, as it was read. */
export interface OfferedUpdate {
  readonly update: Uint8Array;
  readonly reading: UpdateReading;
  readonly account: string;
  /** It was integrated once already, so that no circle is left in it. */
  readonly isIntegrable: boolean;
}

/** Decides what an update brings to a document, without changing anything. */
export function admitUpdate(
  { update, reading, account, isIntegrable }: OfferedUpdate,
  known: KnownState,
  limits: UpdateLimits,
): Admission {
  const ends = endsAfter(reading.inserted, known);
  if (!ends || !isComplete(reading, ends, known)) return { kind: 'incomplete' };
  const fresh = reading.inserted.filter(({ client, to }) => to > known.clockOf(client));
  const foreign = fresh.find(({ client }) => (known.ownerOf(client) ?? account) !== account);
  if (foreign) return { kind: 'foreign', client: foreign.client };
  const deleted = reading.deleted.flatMap((range) => known.undeletedIn(range));
  if (fresh.length === 0 && deleted.length === 0) return { kind: 'nothing' };
  if (!isIntegrable && isEntangled(reading, ends, known)) return { kind: 'entangled' };
  return trim(update, reading, deleted, known, limits);
}

/** The first unknown clock of each client once the ranges are in; null when one leaves a gap. */
function endsAfter(inserted: readonly ClockRange[], known: KnownState): Map<number, number> | null {
  const ends = new Map<number, number>();
  for (const { client, from, to } of inserted) {
    const end = ends.get(client) ?? known.clockOf(client);
    if (from > end) return null;
    ends.set(client, Math.max(end, to));
  }
  return ends;
}

function isComplete(
  reading: UpdateReading,
  ends: ReadonlyMap<number, number>,
  known: KnownState,
): boolean {
  const endOf = (client: number) => ends.get(client) ?? known.clockOf(client);
  for (const [client, clock] of reading.dependencies) {
    if (clock >= endOf(client)) return false;
  }
  return reading.deleted.every(({ client, to }) => to <= endOf(client));
}

/** Items of two clients that lean on each other in a circle can never be integrated. */
function isEntangled(
  reading: UpdateReading,
  ends: ReadonlyMap<number, number>,
  known: KnownState,
): boolean {
  if (ends.size < 2) return false;
  for (const [client, clock] of reading.dependencies) {
    if (clock >= known.clockOf(client)) return true;
  }
  return false;
}

/**
 * Keeps only what is new. Two writings of one known range must never meet in a merge, where the
 * false one could win; and each return of a reader would log all deletions again.
 */
function trim(
  update: Uint8Array,
  reading: UpdateReading,
  deleted: readonly ClockRange[],
  known: KnownState,
  limits: UpdateLimits,
): Admission {
  const overlaps = reading.inserted.some(({ client, from }) => from < known.clockOf(client));
  if (!overlaps && clocksIn(deleted) === clocksIn(reading.deleted)) {
    return { kind: 'new', update, reading };
  }
  const structs = overlaps ? withoutKnown(update, reading, known) : update;
  const offset = overlaps ? readUpdate(structs, limits).deletionsOffset : reading.deletionsOffset;
  const trimmed = concatenate(structs.subarray(0, offset), encodeRanges(deleted));
  return { kind: 'new', update: trimmed, reading: readUpdate(trimmed, limits) };
}

const clocksIn = (ranges: readonly ClockRange[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from, 0);

function withoutKnown(update: Uint8Array, reading: UpdateReading, known: KnownState): Uint8Array {
  const clocks = new Map(reading.inserted.map(({ client }) => [client, known.clockOf(client)]));
  return Y.diffUpdate(update, Y.encodeStateVector(clocks));
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

/** An update in format V1 that says nothing. */
const NOTHING = Uint8Array.of(0, 0);

/**
 * What `update` changes in `state`, as far as it can be integrated, as an update on its own. Throws
 * when Yjs cannot read it. Costs a copy of the document: only for senders with gaps of their own.
 */
export function integrable(update: Uint8Array, state: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  const changes: Uint8Array[] = [];
  try {
    for (const part of state) Y.applyUpdate(doc, part);
    doc.on('update', (change) => void changes.push(change));
    Y.applyUpdate(doc, update);
    return changes.length > 0 ? Y.mergeUpdates(changes) : NOTHING;
  } finally {
    doc.destroy();
  }
}

/** The parts of a range that are there in `doc`, or that it has not yet. */
export function undeletedIn(doc: Y.Doc, { client, from, to }: ClockRange): ClockRange[] {
  const structs = doc.store.clients.get(client) ?? [];
  const parts: ClockRange[] = [];
  const first = from < Y.getState(doc.store, client) ? Y.findIndexSS(structs, from) : Infinity;
  let start = from;
  for (let index = first; index < structs.length; index += 1) {
    const struct = structs[index];
    if (!struct || struct.id.clock >= to) break;
    if (!struct.deleted) continue;
    if (struct.id.clock > start) parts.push({ client, from: start, to: struct.id.clock });
    start = struct.id.clock + struct.length;
  }
  if (start < to) parts.push({ client, from: start, to });
  return parts;
}
