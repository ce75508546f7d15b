import { Binary, BSONRegExp, Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import { type Document, OpaqueValue, typeByte, type Value } from './values.ts';

/** A document already in its bytes, to be put into an answer without reading it. */
export class RawDocument {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** What an answer may hold: values, and documents as stored. */
export type Answer = Value | RawDocument | Answer[] | Map<string, Answer>;

class Writer {
  #buffer: Buffer;
  #length = 0;

  constructor(size: number) {
    this.#buffer = Buffer.allocUnsafe(size);
  }

  /** Makes room for `size` bytes and returns where they begin. */
  #reserve(size: number): number {
    const start = this.#length;
    const needed = start + size;
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
      this.#buffer.copy(larger, 0, 0, start);
      this.#buffer = larger;
    }
    this.#length = needed;
    return start;
  }

  byte(value: number): void {
    const start = this.#reserve(1);
    this.#buffer[start] = value;
  }

  int(value: number): void {
    const start = this.#reserve(4);
    this.#buffer.writeInt32LE(value, start);
  }

  double(value: number): void {
    const start = this.#reserve(8);
    this.#buffer.writeDoubleLE(value, start);
  }

  date(value: number): void {
    const start = this.#reserve(8);
    this.#buffer.writeBigInt64LE(BigInt(value), start);
  }

  bytes(value: Uint8Array): void {
    const start = this.#reserve(value.length);
    this.#buffer.set(value, start);
  }

  name(value: string): void {
    const size = Buffer.byteLength(value);
    const start = this.#reserve(size + 1);
    this.#buffer.write(value, start, size, 'utf8');
    this.#buffer[start + size] = 0;
  }

  string(value: string): void {
    const size = Buffer.byteLength(value);
    const start = this.#reserve(size + 5);
    this.#buffer.writeInt32LE(size + 1, start);
    this.#buffer.write(value, start + 4, size, 'utf8');
    this.#buffer[start + 4 + size] = 0;
  }

  open(): number {
    return this.#reserve(4);
  }

  close(start: number): void {
    this.byte(0);
    this.#buffer.writeInt32LE(this.#length - start, start);
  }

  result(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }
}

function writeElement(writer: Writer, name: string, value: Answer): void {
  if (value instanceof RawDocument) {
    writer.byte(0x03);
    writer.name(name);
    writer.bytes(value.bytes);
    return;
  }
  if (value instanceof Map) {
    writer.byte(0x03);
    writer.name(name);
    writeDocument(writer, value);
    return;
  }
  if (Array.isArray(value)) {
    writer.byte(0x04);
    writer.name(name);
    writeArray(writer, value);
    return;
  }
  writer.byte(typeByte(value));
  writer.name(name);
  writeScalar(writer, value);
}

function writeScalar(writer: Writer, value: Exclude<Value, Document | Value[]>): void {
  if (typeof value === 'string') writer.string(value);
  else if (typeof value === 'number') writer.int(value);
  else if (typeof value === 'boolean') writer.byte(value ? 1 : 0);
  else if (value instanceof Date) writer.date(value.getTime());
  else if (value instanceof ObjectId) writer.bytes(value.id);
  else if (value instanceof Double) writer.double(value.value);
  else if (value instanceof Timestamp || value instanceof Long) {
    writer.int(value.low);
    writer.int(value.high);
  } else if (value instanceof Decimal128) writer.bytes(value.bytes);
  else if (value instanceof Binary) {
    writer.int(value.position);
    writer.byte(value.sub_type);
    writer.bytes(value.buffer.subarray(0, value.position));
  } else if (value instanceof BSONRegExp) {
    writer.name(value.pattern);
    writer.name(value.options);
  } else if (value instanceof OpaqueValue) writer.bytes(value.bytes);
}

function writeArray(writer: Writer, values: readonly Answer[]): void {
  const start = writer.open();
  let index = 0;
  for (const value of values) {
    writeElement(writer, String(index), value);
    index += 1;
  }
  writer.close(start);
}

function writeDocument(writer: Writer, document: ReadonlyMap<string, Answer>): void {
  const start = writer.open();
  for (const [name, value] of document) writeElement(writer, name, value);
  writer.close(start);
}

/** The BSON bytes of a document. */
export function encodeDocument(document: ReadonlyMap<string, Answer>): Buffer {
  const writer = new Writer(512);
  writeDocument(writer, document);
  return writer.result();
}

/** A Map of an answer from a literal: names here are ours, never those of a stored document. */
export const answerOf = (fields: Readonly<Record<string, Answer>>): Map<string, Answer> =>
  new Map(Object.entries(fields));
