import * as encoding from 'lib0/encoding';
import { ByteReader, MalformedBytesError } from '#shared/realtime/byte-reader.ts';
import { jsonDepth } from '#shared/realtime/update-item.ts';

/** What one client shows of itself (name, cursor); `state` is JSON, 'null' when it leaves. */
export interface AwarenessEntry {
  readonly client: number;
  readonly clock: number;
  readonly state: string;
}

export interface AwarenessLimits {
  readonly maxEntries: number;
  /** Bytes of one state. */
  readonly maxStateBytes: number;
}

/** An update without entries: nothing changes, yet it shows that the line is alive. */
export const EMPTY_AWARENESS = Uint8Array.of(0);

/** States hold a name and two positions; deeper ones only serve to exhaust a stack. */
const MAX_DEPTH = 32;
const LARGEST_CLIENT = 2 ** 32 - 1;
const LARGEST_CLOCK = 2 ** 31 - 1;

/** Reads an awareness update of y-protocols; throws `MalformedBytesError`, also past a limit. */
export function readAwareness(bytes: Uint8Array, limits: AwarenessLimits): AwarenessEntry[] {
  const reader = new ByteReader(bytes);
  const count = reader.unsignedUpTo(limits.maxEntries, 'the number of states');
  const entries: AwarenessEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const client = reader.unsignedUpTo(LARGEST_CLIENT, 'a client');
    const clock = reader.unsignedUpTo(LARGEST_CLOCK, 'a clock');
    entries.push({ client, clock, state: readState(reader, limits) });
  }
  reader.end();
  return entries;
}

function readState(reader: ByteReader, limits: AwarenessLimits): string {
  const start = reader.position;
  const state = reader.string();
  if (reader.position - start > limits.maxStateBytes) {
    throw new MalformedBytesError('a state is too large');
  }
  if (jsonDepth(state) > MAX_DEPTH) throw new MalformedBytesError('a state is too deep');
  let value: unknown;
  try {
    value = JSON.parse(state);
  } catch {
    throw new MalformedBytesError('a state is not JSON');
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new MalformedBytesError('a state is neither an object nor null');
  }
  return state;
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}
