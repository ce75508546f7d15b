import { decodeDocument } from './bson-decode.ts';
import { type Answer, encodeDocument } from './bson-encode.ts';
import { crc32c } from './checksum.ts';
import type { Document } from './values.ts';

/** The MongoDB wire protocol. https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export const MAX_MESSAGE_BYTES = 48_000_000;
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
export const MAX_WRITE_BATCH = 100_000;

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const MAX_SECTIONS = 64;

/** The bytes are not the protocol: the connection that sent them is closed, nothing is answered. */
export class ProtocolError extends Error {}

export interface Request {
  readonly id: number;
  readonly command: Document;
  /** The documents of sections of kind 1, by the name of the field they stand for. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** False when the client told that it does not wait for an answer. */
  readonly answered: boolean;
  /** Asked with OP_QUERY, as a driver greets a server that it does not know yet. */
  readonly legacy: boolean;
  readonly database: string;
}

/** Cuts a stream of bytes into messages. Throws ProtocolError for a size out of bounds. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #length = 0;
  #needed = HEADER_BYTES;

  /** The messages that `chunk` completes. */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return [];
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#length);
    const messages: Buffer[] = [];
    let at = 0;
    this.#needed = HEADER_BYTES;
    while (bytes.length - at >= HEADER_BYTES) {
      const size = bytes.readInt32LE(at);
      if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES)
        throw new ProtocolError('message size out of bounds');
      if (bytes.length - at < size) {
        this.#needed = size;
        break;
      }
      messages.push(bytes.subarray(at, at + size));
      at += size;
    }
    const rest = bytes.subarray(at);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return messages;
  }
}

/** Reads one message. Throws ProtocolError, or a CommandError where a document is not BSON. */
export function readMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === OP_MSG) return readOpMsg(message, id);
  if (operation === OP_QUERY) return readOpQuery(message, id);
  throw new ProtocolError(`unsupported operation ${operation}`);
}

function readOpMsg(message: Buffer, id: number): Request {
  if (message.length < HEADER_BYTES + 4) throw new ProtocolError('truncated message');
  const flags = message.readUInt32LE(HEADER_BYTES);
  if ((flags & 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) {
    throw new ProtocolError('unknown required flag');
  }
  const end = (flags & CHECKSUM_PRESENT) !== 0 ? checkedEnd(message) : message.length;
  const sequences = new Map<string, Buffer[]>();
  let command: Document | null = null;
  let at = HEADER_BYTES + 4;
  for (let section = 0; at < end; section += 1) {
    if (section >= MAX_SECTIONS) throw new ProtocolError('too many sections');
    const kind = message[at];
    const size = at + 5 <= end ? message.readInt32LE(at + 1) : 0;
    if (size < 5 || at + 1 + size > end) throw new ProtocolError('section size out of bounds');
    const bytes = message.subarray(at + 1, at + 1 + size);
    if (kind === 0 && !command) command = readBody(bytes);
    else if (kind === 1) readSequence(bytes, sequences);
    else throw new ProtocolError('unknown or repeated section');
    at += 1 + size;
  }
  if (!command) throw new ProtocolError('no body');
  const database = command.get('$db');
  if (typeof database !== 'string' || database === '') throw new ProtocolError('no $db');
  return {
    id,
    command,
    sequences,
    answered: (flags & MORE_TO_COME) === 0,
    legacy: false,
    database,
  };
}

function checkedEnd(message: Buffer): number {
  const end = message.length - 4;
  if (end < HEADER_BYTES + 4) throw new ProtocolError('truncated message');
  if (message.readUInt32LE(end) !== crc32c(message.subarray(0, end))) {
    throw new ProtocolError('checksum mismatch');
  }
  return end;
}

function readBody(bytes: Buffer): Document {
  try {
    return decodeDocument(bytes);
  } catch (error) {
    throw new ProtocolError('malformed body', { cause: error });
  }
}

function readSequence(bytes: Buffer, into: Map<string, Buffer[]>): void {
  const nameEnd = bytes.indexOf(0, 4);
  if (nameEnd < 0) throw new ProtocolError('sequence without a name');
  const name = bytes.toString('utf8', 4, nameEnd);
  if (into.has(name)) throw new ProtocolError('repeated sequence');
  const documents: Buffer[] = [];
  let at = nameEnd + 1;
  while (at < bytes.length) {
    const size = at + 5 <= bytes.length ? bytes.readInt32LE(at) : 0;
    if (size < 5 || at + size > bytes.length)
      throw new ProtocolError('document size out of bounds');
    if (documents.length > MAX_WRITE_BATCH) throw new ProtocolError('too many documents');
    documents.push(bytes.subarray(at, at + size));
    at += size;
  }
  into.set(name, documents);
}

function readOpQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  const bodyStart = nameEnd + 9;
  if (nameEnd < 0 || bodyStart + 5 > message.length) throw new ProtocolError('truncated query');
  const namespace = message.toString('utf8', HEADER_BYTES + 4, nameEnd);
  if (!namespace.endsWith('.$cmd'))
    throw new ProtocolError('only commands are supported in OP_QUERY');
  const size = message.readInt32LE(bodyStart);
  if (size < 5 || bodyStart + size > message.length) throw new ProtocolError('truncated query');
  const command = readBody(message.subarray(bodyStart, bodyStart + size));
  const database = namespace.slice(0, -'.$cmd'.length);
  return { id, command, sequences: new Map(), answered: true, legacy: true, database };
}

/** The message that answers a request. */
export function writeAnswer(request: Request, answer: ReadonlyMap<string, Answer>): Buffer {
  const body = encodeDocument(answer);
  const prefix = request.legacy ? HEADER_BYTES + 20 : HEADER_BYTES + 5;
  const message = Buffer.alloc(prefix + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(0, 4);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    // responseFlags (AwaitCapable), cursorId, startingFrom, numberReturned.
    message.writeInt32LE(8, HEADER_BYTES);
    message.writeInt32LE(1, HEADER_BYTES + 16);
  }
  body.copy(message, prefix);
  return message;
}
