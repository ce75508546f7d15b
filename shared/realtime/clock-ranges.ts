import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { ClockRange } from '#shared/realtime/update-reader.ts';

/** Ranges grouped by client, as the delete set of an update in format V1. */
export function encodeRanges(ranges: readonly ClockRange[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  const byClient = Map.groupBy(ranges, ({ client }) => client);
  encoding.writeVarUint(encoder, byClient.size);
  for (const [client, own] of byClient) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, own.length);
    for (const { from, to } of own) {
      encoding.writeVarUint(encoder, from);
      encoding.writeVarUint(encoder, to - from);
    }
  }
  return encoding.toUint8Array(encoder);
}

/** What `encodeRanges` wrote, of our own store: nothing else is checked. */
export function decodeRanges(bytes: Uint8Array): ClockRange[] {
  const decoder = decoding.createDecoder(bytes);
  const ranges: ClockRange[] = [];
  const clients = decoding.readVarUint(decoder);
  for (let index = 0; index < clients; index += 1) {
    const client = decoding.readVarUint(decoder);
    const count = decoding.readVarUint(decoder);
    for (let own = 0; own < count; own += 1) {
      const from = decoding.readVarUint(decoder);
      ranges.push({ client, from, to: from + decoding.readVarUint(decoder) });
    }
  }
  return ranges;
}

/** The same clocks in as few ranges as can be, by client, then clock. */
export function mergeRanges(ranges: readonly ClockRange[]): ClockRange[] {
  const merged: ClockRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.client - b.client || a.from - b.from)) {
    const last = merged.at(-1);
    if (last?.client === range.client && range.from <= last.to) {
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, range.to) };
    } else merged.push(range);
  }
  return merged;
}
