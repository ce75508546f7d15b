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
