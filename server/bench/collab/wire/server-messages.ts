import { MESSAGE, SYNC } from '#shared/realtime/protocol.ts';
import { readUpdate } from '#shared/realtime/update-reader.ts';

/** What a server says, as far as a load wants to know. */
export interface ServerMessageEvents {
  /** Content of a client: its clocks from `from` up to but without `to`. */
  content(client: number, from: number, to: number): void;
  /** The document, as asked for at the opening. */
  state(update: Uint8Array): void;
  /** Updates up to this sequence are durable; 0 where a server acknowledges one update after the other. */
  acknowledged(sequence: number): void;
}

/** Hocuspocus's own kinds of messages. */
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;

const CONTENT_STRING = 4;
const KIND = 0x1f;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_KEY = 0x20;

let bytes: Buffer = Buffer.alloc(0);
let at = 0;

function unsigned(): number {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 0x80;
  }
}

/** Reads the message of `frame` from `start` to `end`, which stands after a prefix of known length. */
export function readServerMessage(
  frame: Buffer,
  start: number,
  end: number,
  events: ServerMessageEvents,
): void {
  bytes = frame;
  at = start;
  const type = unsigned();
  if (type === MESSAGE.acknowledged) events.acknowledged(unsigned());
  else if (type === SYNC_STATUS) events.acknowledged(0);
  else if (type === MESSAGE.sync || type === SYNC_REPLY) readSync(end, events);
}

function readSync(end: number, events: ServerMessageEvents): void {
  const kind = unsigned();
  if (kind === SYNC.step1) return;
  const size = unsigned();
  const begin = at;
  if (kind === SYNC.update && readSingle(end, events)) return;
  const update = bytes.subarray(begin, begin + size);
  if (kind === SYNC.step2) events.state(update);
  for (const { client, from, to } of readUpdate(update).inserted) events.content(client, from, to);
}

/** Most updates are one string of one client, which is read here without making an object. */
function readSingle(end: number, events: ServerMessageEvents): boolean {
  if (unsigned() !== 1 || unsigned() !== 1) return false;
  const client = unsigned();
  const clock = unsigned();
  const info = bytes[at++] ?? 0;
  if ((info & KIND) !== CONTENT_STRING || (info & HAS_KEY) !== 0) return false;
  if ((info & HAS_ORIGIN) !== 0) skipId();
  if ((info & HAS_RIGHT_ORIGIN) !== 0) skipId();
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) skipParent();
  const length = unsigned();
  if (at + length > end) throw new Error('an update is cut short');
  // Letters of the load are one byte each.
  events.content(client, clock, clock + length);
  return true;
}

function skipId(): void {
  unsigned();
  unsigned();
}

function skipParent(): void {
  if (unsigned() === 1) {
    const length = unsigned();
    at += length;
  } else skipId();
}
