import * as encoding from 'lib0/encoding';
import { ByteReader, MalformedBytesError } from '#shared/realtime/byte-reader.ts';
import { MAX_NAME_LENGTH } from '#shared/realtime/document-name.ts';

/** Raised when a frame changes its meaning; both sides refuse another number. */
export const PROTOCOL_VERSION = 1;
/** The WebSocket subprotocol by which a connection asks for the messages beyond y-websocket's. */
export const SUBPROTOCOL = 'trame.1';

/** The messages of y-websocket. */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  // Beyond y-websocket, only on connections that asked.
  acknowledged: 64,
  role: 65,
  state: 66,
  hello: 67,
  closed: 68,
  leave: 69,
  numbered: 70,
  refused: 71,
} as const;

export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

export type SyncKind = keyof typeof SYNC;
export type Role = 'read' | 'write';
export type StoreState = 'storing' | 'store_refuses';
/** Why an update was not taken while the section stays open. */
export type RefusalReason = 'read_only';

/** One message of either side. `bytes` are views on the frame that carried them. */
export type Message =
  | { readonly type: 'sync'; readonly kind: SyncKind; readonly bytes: Uint8Array }
  /** A sync message that asks for an acknowledgement by its sequence. */
  | {
      readonly type: 'numbered';
      readonly sequence: number;
      readonly kind: SyncKind;
      readonly bytes: Uint8Array;
    }
  | { readonly type: 'awareness'; readonly bytes: Uint8Array }
  | { readonly type: 'queryAwareness' }
  /** All numbered messages up to `sequence` are durable. */
  | { readonly type: 'acknowledged'; readonly sequence: number }
  | { readonly type: 'role'; readonly role: Role }
  | { readonly type: 'state'; readonly state: StoreState }
  | { readonly type: 'hello'; readonly version: number; readonly maxUpdateBytes: number }
  | { readonly type: 'closed'; readonly code: number; readonly reason: string }
  | { readonly type: 'leave' }
  | { readonly type: 'refused'; readonly sequence: number; readonly reason: RefusalReason };

/** A message and the channel (section) it belongs to; null on a y-websocket connection. */
export interface Frame {
  readonly channel: string | null;
  readonly message: Message;
}

/** Encodes a frame; with a channel, as the multiplex envelope: the channel, then the message. */
export function encodeFrame({ channel, message }: Frame): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  if (channel !== null) encoding.writeVarString(encoder, channel);
  encoding.writeVarUint(encoder, MESSAGE[message.type]);
  writeBody(encoder, message);
  return encoding.toUint8Array(encoder);
}

function writeBody(encoder: encoding.Encoder, message: Message): void {
  switch (message.type) {
    case 'sync':
      writeSync(encoder, message);
      return;
    case 'numbered':
      encoding.writeVarUint(encoder, message.sequence);
      writeSync(encoder, message);
      return;
    case 'awareness':
      encoding.writeVarUint8Array(encoder, message.bytes);
      return;
    case 'acknowledged':
      encoding.writeVarUint(encoder, message.sequence);
      return;
    case 'role':
      encoding.writeVarString(encoder, message.role);
      return;
    case 'state':
      encoding.writeVarString(encoder, message.state);
      return;
    case 'hello':
      encoding.writeVarUint(encoder, message.version);
      encoding.writeVarUint(encoder, message.maxUpdateBytes);
      return;
    case 'closed':
      encoding.writeVarUint(encoder, message.code);
      encoding.writeVarString(encoder, message.reason);
      return;
    case 'refused':
      encoding.writeVarUint(encoder, message.sequence);
      encoding.writeVarString(encoder, message.reason);
      return;
    case 'queryAwareness':
    case 'leave':
      return;
  }
}

function writeSync(
  encoder: encoding.Encoder,
  { kind, bytes }: { readonly kind: SyncKind; readonly bytes: Uint8Array },
): void {
  encoding.writeVarUint(encoder, SYNC[kind]);
  encoding.writeVarUint8Array(encoder, bytes);
}

/** Reads a frame; throws `MalformedBytesError` when it is not one, trailing bytes included. */
export function decodeFrame(bytes: Uint8Array, multiplexed: boolean): Frame {
  const reader = new ByteReader(bytes);
  const channel = multiplexed ? reader.string() : null;
  if (channel !== null && channel.length > MAX_NAME_LENGTH) {
    throw new MalformedBytesError('the channel is too long');
  }
  const message = readMessage(reader, multiplexed);
  reader.end();
  return { channel, message };
}

function readMessage(reader: ByteReader, beyond: boolean): Message {
  const type = reader.unsigned();
  switch (type) {
    case MESSAGE.sync:
      return { type: 'sync', ...readSync(reader) };
    case MESSAGE.awareness:
      return { type: 'awareness', bytes: reader.bytes() };
    case MESSAGE.queryAwareness:
      return { type: 'queryAwareness' };
  }
  if (!beyond) throw new MalformedBytesError(`unknown message ${type}`);
  return readBeyond(reader, type);
}

function readBeyond(reader: ByteReader, type: number): Message {
  switch (type) {
    case MESSAGE.acknowledged:
      return { type: 'acknowledged', sequence: reader.unsigned() };
    case MESSAGE.role:
      return { type: 'role', role: oneOf(reader.string(), ['read', 'write']) };
    case MESSAGE.state:
      return { type: 'state', state: oneOf(reader.string(), ['storing', 'store_refuses']) };
    case MESSAGE.hello:
      return { type: 'hello', version: reader.unsigned(), maxUpdateBytes: reader.unsigned() };
    case MESSAGE.closed:
      return { type: 'closed', code: reader.unsigned(), reason: reader.string() };
    case MESSAGE.leave:
      return { type: 'leave' };
    case MESSAGE.numbered:
      return { type: 'numbered', sequence: reader.unsigned(), ...readSync(reader) };
    case MESSAGE.refused:
      return {
        type: 'refused',
        sequence: reader.unsigned(),
        reason: oneOf(reader.string(), ['read_only']),
      };
    default:
      throw new MalformedBytesError(`unknown message ${type}`);
  }
}

function readSync(reader: ByteReader): { kind: SyncKind; bytes: Uint8Array } {
  const number = reader.unsigned();
  const kind = (['step1', 'step2', 'update'] as const)[number];
  if (!kind) throw new MalformedBytesError(`unknown sync message ${number}`);
  return { kind, bytes: reader.bytes() };
}

function oneOf<Word extends string>(text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new MalformedBytesError('an unknown word');
  return word;
}
