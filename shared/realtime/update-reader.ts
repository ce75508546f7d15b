import { ByteReader, MalformedBytesError } from '#shared/realtime/byte-reader.ts';
import { type ItemReferences, skipItem } from '#shared/realtime/update-item.ts';

/** Clocks of one Yjs client: from `from`, up to but without `to`. */
export interface ClockRange {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

export interface UpdateReading {
  /** New text and nodes, by the client that wrote them; contiguous clocks are one range. */
  readonly inserted: readonly ClockRange[];
  readonly deleted: readonly ClockRange[];
  /** The newest clock of other clients that the inserted items lean on. */
  readonly dependencies: ReadonlyMap<number, number>;
  /** Where the delete set starts, in bytes. */
  readonly deletionsOffset: number;
  /** Neither inserts nor deletes. */
  readonly isEmpty: boolean;
}

export interface UpdateLimits {
  readonly maxBytes: number;
  /** Clients, structs and deleted ranges that one update may name, each. */
  readonly maxEntries: number;
  /** Clocks that one struct without content (collected, deleted, skipped) or deletion may cover. */
  readonly maxRun: number;
}

export const UPDATE_LIMITS: UpdateLimits = {
  maxBytes: 4 * 2 ** 20,
  maxEntries: 2 ** 20,
  maxRun: 2 ** 24,
};

const LARGEST_CLIENT = 2 ** 32 - 1;
const LARGEST_CLOCK = 2 ** 31 - 1;
const KIND = 0x1f;
const COLLECTED = 0;
const SKIPPED = 10;
/** A client section or a deletion takes two bytes at least. */
const SMALLEST_ENTRY = 2;

/**
 * Reads an update in Yjs's format V1 (structs by client, then the delete set) without integrating
 * it. Throws `MalformedBytesError` on anything that Yjs 13.6 does not write: truncated or trailing
 * bytes, format V2, counts that the input cannot hold, runs over the limit, unknown content,
 * sub-documents, an item that leans on a later item of its own client.
 *
 * The format is the one of Yjs: `src/utils/encoding.js` and `src/utils/UpdateDecoder.js`.
 */
export function readUpdate(
  update: Uint8Array,
  limits: UpdateLimits = UPDATE_LIMITS,
): UpdateReading {
  if (update.length > limits.maxBytes) throw new MalformedBytesError('the update is too large');
  const reader = new ByteReader(update);
  const dependencies = new Map<number, number>();
  const inserted = readStructs(reader, limits, dependencies);
  const deletionsOffset = reader.position;
  const deleted = readDeletions(reader, limits);
  reader.end();
  return {
    inserted,
    deleted,
    dependencies,
    deletionsOffset,
    isEmpty: inserted.length === 0 && deleted.length === 0,
  };
}

function readStructs(
  reader: ByteReader,
  limits: UpdateLimits,
  dependencies: Map<number, number>,
): ClockRange[] {
  const ranges: ClockRange[] = [];
  const clients = new Set<number>();
  const sections = readCount(reader, limits, 'the number of clients');
  let structs = 0;
  for (let section = 0; section < sections; section += 1) {
    const count = readCount(reader, limits, 'the number of structs');
    structs += count;
    if (count === 0 || structs > limits.maxEntries) {
      throw new MalformedBytesError('the number of structs is out of bounds');
    }
    const client = readClient(reader, clients);
    const start = reader.unsignedUpTo(LARGEST_CLOCK, 'a clock');
    readClientStructs(reader, limits, { client, start, count, dependencies }, ranges);
  }
  return ranges;
}

interface ClientSection {
  readonly client: number;
  readonly start: number;
  readonly count: number;
  readonly dependencies: Map<number, number>;
}

function readClientStructs(
  reader: ByteReader,
  limits: UpdateLimits,
  section: ClientSection,
  ranges: ClockRange[],
): void {
  const { client } = section;
  let clock = section.start;
  let from = clock;
  for (let index = 0; index < section.count; index += 1) {
    const info = reader.byte();
    const kind = info & KIND;
    if ((kind === COLLECTED || kind === SKIPPED) && info !== kind) {
      throw new MalformedBytesError('a struct without content carries flags');
    }
    if (kind === SKIPPED && clock > from) ranges.push({ client, from, to: clock });
    const length =
      kind === COLLECTED || kind === SKIPPED
        ? reader.unsignedUpTo(limits.maxRun, 'a run')
        : skipItem(reader, info, limits.maxRun, references(section, clock));
    clock += length;
    if (length === 0 || clock > LARGEST_CLOCK) {
      throw new MalformedBytesError('the length of a struct is out of bounds');
    }
    if (kind === SKIPPED) from = clock;
  }
  if (clock > from) ranges.push({ client, from, to: clock });
}

/** Notes what an item leans on. Yjs cannot integrate an item that leans on itself or later. */
function references(section: ClientSection, ownClock: number): ItemReferences {
  return (client, clock) => {
    if (client > LARGEST_CLIENT || clock > LARGEST_CLOCK) {
      throw new MalformedBytesError('a reference is out of bounds');
    }
    if (client === section.client) {
      if (clock >= ownClock) throw new MalformedBytesError('an item leans on a later one');
      return;
    }
    const known = section.dependencies.get(client) ?? -1;
    if (clock > known) section.dependencies.set(client, clock);
  };
}

function readDeletions(reader: ByteReader, limits: UpdateLimits): ClockRange[] {
  const ranges: ClockRange[] = [];
  const clients = new Set<number>();
  const sections = readCount(reader, limits, 'the number of deleting clients');
  for (let section = 0; section < sections; section += 1) {
    const client = readClient(reader, clients);
    const count = readCount(reader, limits, 'the number of deletions');
    for (let index = 0; index < count; index += 1) {
      const from = reader.unsignedUpTo(LARGEST_CLOCK, 'a clock');
      const length = reader.unsignedUpTo(limits.maxRun, 'a deletion');
      if (length === 0 || ranges.length >= limits.maxEntries) {
        throw new MalformedBytesError('the deletions are out of bounds');
      }
      ranges.push({ client, from, to: from + length });
    }
  }
  return ranges;
}

function readClient(reader: ByteReader, seen: Set<number>): number {
  const client = reader.unsignedUpTo(LARGEST_CLIENT, 'a client');
  if (seen.has(client)) throw new MalformedBytesError('a client is named twice');
  seen.add(client);
  return client;
}

function readCount(reader: ByteReader, limits: UpdateLimits, what: string): number {
  const count = reader.unsignedUpTo(limits.maxEntries, what);
  if (count * SMALLEST_ENTRY > reader.remaining) {
    throw new MalformedBytesError(`${what} is more than the input holds`);
  }
  return count;
}
