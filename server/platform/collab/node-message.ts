import * as encoding from 'lib0/encoding';
import type { LogRow } from '#server/platform/collab/document-log.ts';
import type { AwarenessEntry } from '#shared/realtime/awareness-update.ts';
import { ByteReader, MalformedBytesError } from '#shared/realtime/byte-reader.ts';

/** What one client shows of itself, and whose it is. */
export interface OwnedEntry {
  readonly account: string;
  readonly entry: AwarenessEntry;
}

/** What a node tells the others about one document. */
export type NodeMessage =
  /** Rows that it made durable, in order. */
  | { readonly kind: 'rows'; readonly node: string; readonly rows: readonly LogRow[] }
  | { readonly kind: 'presence'; readonly node: string; readonly entries: readonly OwnedEntry[] }
  /** It has just opened the document: who is here? */
  | { readonly kind: 'who'; readonly node: string };

const KINDS = ['rows', 'presence', 'who'] as const;

export function encodeNodeMessage(message: NodeMessage): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, KINDS.indexOf(message.kind));
  encoding.writeVarString(encoder, message.node);
  if (message.kind === 'rows') writeRows(encoder, message.rows);
  if (message.kind === 'presence') writeEntries(encoder, message.entries);
  return encoding.toUint8Array(encoder);
}

function writeRows(encoder: encoding.Encoder, rows: readonly LogRow[]): void {
  encoding.writeVarUint(encoder, rows.length);
  for (const { sequence, account, update } of rows) {
    encoding.writeVarUint(encoder, sequence);
    encoding.writeVarString(encoder, account);
    encoding.writeVarUint8Array(encoder, update);
  }
}

function writeEntries(encoder: encoding.Encoder, entries: readonly OwnedEntry[]): void {
  encoding.writeVarUint(encoder, entries.length);
  for (const { account, entry } of entries) {
    encoding.writeVarString(encoder, account);
    encoding.writeVarUint(encoder, entry.client);
    encoding.writeVarUint(encoder, entry.clock);
    encoding.writeVarString(encoder, entry.state);
  }
}

/** Throws `MalformedBytesError` for bytes of another version of the program. */
export function decodeNodeMessage(bytes: Uint8Array): NodeMessage {
  const reader = new ByteReader(bytes);
  const kind = KINDS[reader.unsigned()];
  if (!kind) throw new MalformedBytesError('an unknown kind of message');
  const node = reader.string();
  switch (kind) {
    case 'rows':
      return { kind, node, rows: readMany(reader, readRow) };
    case 'presence':
      return { kind, node, entries: readMany(reader, readEntry) };
    case 'who':
      return { kind, node };
  }
}

function readMany<Value>(reader: ByteReader, readOne: (reader: ByteReader) => Value): Value[] {
  const count = reader.unsigned();
  const values: Value[] = [];
  for (let index = 0; index < count; index += 1) values.push(readOne(reader));
  return values;
}

function readRow(reader: ByteReader): LogRow {
  const sequence = reader.unsigned();
  const account = reader.string();
  return { sequence, account, update: Uint8Array.from(reader.bytes()) };
}

function readEntry(reader: ByteReader): OwnedEntry {
  const account = reader.string();
  const client = reader.unsigned();
  const clock = reader.unsigned();
  return { account, entry: { client, clock, state: reader.string() } };
}
