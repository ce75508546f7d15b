import { type Document, deserialize } from 'bson';

const HEADER_BYTES = 16;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;

/** Cuts a stream of MongoDB's wire protocol into its messages. Throws on a size that is none. */
export class MessageCutter {
  #chunks: Buffer[] = [];
  #length = 0;
  /** How much must be there before there is anything to cut. */
  #needed = HEADER_BYTES;

  /** The messages that `chunk` completes. */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return [];
    let rest = Buffer.concat(this.#chunks);
    const messages: Buffer[] = [];
    for (let size = sizeOf(rest); rest.length >= size; size = sizeOf(rest)) {
      messages.push(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
    this.#chunks = [rest];
    this.#length = rest.length;
    this.#needed = sizeOf(rest);
    return messages;
  }
}

/** The size that a message announces; that of a header while the message has none. */
function sizeOf(bytes: Buffer): number {
  if (bytes.length < HEADER_BYTES) return HEADER_BYTES;
  const size = bytes.readInt32LE(0);
  if (size < HEADER_BYTES) throw new Error('not the wire protocol of MongoDB');
  return size;
}

/** The document of an OP_MSG, its sequences in place; null for the greeting that is no OP_MSG. */
export function readCommand(message: Buffer): Document | null {
  if (message.readInt32LE(12) !== OP_MSG) return null;
  const checksum = message.readUInt32LE(HEADER_BYTES) & CHECKSUM_PRESENT;
  const end = message.length - (checksum ? 4 : 0);
  const sequences: Document = {};
  let body: Document = {};
  for (let at = HEADER_BYTES + 4; at < end; ) {
    const section = message.subarray(at + 1, at + 1 + message.readInt32LE(at + 1));
    if (message[at] === 0) body = deserialize(section);
    else Object.assign(sequences, readSequence(section));
    at += 1 + section.length;
  }
  return { ...body, ...sequences };
}

function readSequence(section: Buffer): Document {
  const nameEnd = section.indexOf(0, 4);
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < section.length; at += section.readInt32LE(at)) {
    documents.push(deserialize(section.subarray(at, at + section.readInt32LE(at))));
  }
  return { [section.toString('utf8', 4, nameEnd)]: documents };
}
