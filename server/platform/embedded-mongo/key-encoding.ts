import { Binary, BSONRegExp, Double, Long, ObjectId, Timestamp } from 'bson';
import { aligned, type ExactDecimal, exactDouble, exactOf } from './numbers.ts';
import {
  isNumeric,
  type NumericValue,
  OpaqueValue,
  TYPE,
  toNumber,
  typeByte,
  type Value,
} from './values.ts';

/**
 * Bytes whose order (memcmp) is MongoDB's comparison order of BSON values. No encoding is the
 * beginning of another, so encodings put one after the other order as tuples do.
 * https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */

/** The first byte of each class of comparable types; 0 ends containers, 0xff is above all. */
export const CLASS = {
  minKey: 0x01,
  undefined: 0x02,
  null: 0x03,
  number: 0x04,
  string: 0x05,
  object: 0x06,
  array: 0x07,
  binary: 0x08,
  objectId: 0x09,
  boolean: 0x0a,
  date: 0x0b,
  timestamp: 0x0c,
  regex: 0x0d,
  dbPointer: 0x0e,
  code: 0x0f,
  codeWithScope: 0x10,
  maxKey: 0xfe,
} as const;

const CLASS_OF_TYPE = new Map<number, number>([
  [TYPE.double, CLASS.number],
  [TYPE.string, CLASS.string],
  [TYPE.object, CLASS.object],
  [TYPE.array, CLASS.array],
  [TYPE.binary, CLASS.binary],
  [TYPE.undefined, CLASS.undefined],
  [TYPE.objectId, CLASS.objectId],
  [TYPE.boolean, CLASS.boolean],
  [TYPE.date, CLASS.date],
  [TYPE.null, CLASS.null],
  [TYPE.regex, CLASS.regex],
  [TYPE.dbPointer, CLASS.dbPointer],
  [TYPE.code, CLASS.code],
  [TYPE.symbol, CLASS.string],
  [TYPE.codeWithScope, CLASS.codeWithScope],
  [TYPE.int, CLASS.number],
  [TYPE.timestamp, CLASS.timestamp],
  [TYPE.long, CLASS.number],
  [TYPE.decimal, CLASS.number],
  [TYPE.minKey, CLASS.minKey],
  [TYPE.maxKey, CLASS.maxKey],
]);

export const classOf = (value: Value): number => CLASS_OF_TYPE.get(typeByte(value)) ?? CLASS.maxKey;

/** Signs and infinities within the class of numbers, in order. */
const NUMBER = { nan: 1, negativeInfinity: 2, negative: 3, zero: 4, positive: 5, infinity: 6 };

class KeyWriter {
  #buffer = Buffer.allocUnsafe(64);
  #length = 0;

  #reserve(size: number): number {
    const start = this.#length;
    if (start + size > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(start + size, this.#buffer.length * 2));
      this.#buffer.copy(larger, 0, 0, start);
      this.#buffer = larger;
    }
    this.#length += size;
    return start;
  }

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    const start = this.#reserve(1);
    this.#buffer[start] = value;
  }

  unsigned16(value: number): void {
    const start = this.#reserve(2);
    this.#buffer.writeUInt16BE(value, start);
  }

  unsigned32(value: number): void {
    const start = this.#reserve(4);
    this.#buffer.writeUInt32BE(value >>> 0, start);
  }

  double(value: number): void {
    const start = this.#reserve(8);
    this.#buffer.writeDoubleBE(value, start);
  }

  bytes(value: Uint8Array): void {
    const start = this.#reserve(value.length);
    this.#buffer.set(value, start);
  }

  /** UTF-8 with 0 written as 00 FF, ended by 00 00. */
  string(value: string): void {
    for (let begin = 0; ; ) {
      const zero = value.indexOf('\0', begin);
      const part = zero < 0 ? value.slice(begin) : value.slice(begin, zero);
      const size = Buffer.byteLength(part);
      const start = this.#reserve(size + 2);
      this.#buffer.write(part, start, size, 'utf8');
      this.#buffer[start + size] = 0;
      this.#buffer[start + size + 1] = zero < 0 ? 0 : 0xff;
      if (zero < 0) return;
      begin = zero + 1;
    }
  }

  invertFrom(start: number): void {
    for (let at = start; at < this.#length; at += 1) {
      this.#buffer[at] = 0xff ^ this.#buffer.readUInt8(at);
    }
  }

  result(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#length));
  }
}

/** The neighbour of a positive double towards zero. */
function nextTowardsZero(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setBigUint64(0, bits.getBigUint64(0) - 1n);
  return bits.getFloat64(0);
}

/** The greatest double that is not above `magnitude`, and what is left of it. */
function truncated(magnitude: ExactDecimal, rough: number): [number, ExactDecimal | null] {
  let double = Number.isFinite(rough) ? rough : Number.MAX_VALUE;
  let [whole, part, exponent] = aligned(magnitude, exactDouble(double));
  if (part > whole) {
    double = nextTowardsZero(double);
    [whole, part, exponent] = aligned(magnitude, exactDouble(double));
  }
  return whole === part ? [double, null] : [double, { coefficient: whole - part, exponent }];
}

/** A positive remainder: biased exponent of its first digit, digits above zero, end. */
function writeRemainder(writer: KeyWriter, remainder: ExactDecimal): void {
  const digits = remainder.coefficient.toString().replace(/0+$/, '');
  const length = remainder.coefficient.toString().length;
  writer.byte(1);
  writer.unsigned16(remainder.exponent + length + 0x4000);
  for (const digit of digits) writer.byte(digit.charCodeAt(0) - 47);
  writer.byte(0);
}

function writeFinite(writer: KeyWriter, value: number, exact: ExactDecimal | null): void {
  const negative = exact ? exact.coefficient < 0n : value < 0;
  writer.byte(negative ? NUMBER.negative : NUMBER.positive);
  const start = writer.length;
  if (!exact) {
    writer.double(Math.abs(value));
    writer.byte(0);
  } else {
    const magnitude = negative ? { ...exact, coefficient: -exact.coefficient } : exact;
    const [double, remainder] = truncated(magnitude, Math.abs(value));
    writer.double(double);
    if (remainder) writeRemainder(writer, remainder);
    else writer.byte(0);
  }
  if (negative) writer.invertFrom(start);
}

/** int32 and double by their double; longs and decimals add what a double cannot hold. */
function writeNumber(writer: KeyWriter, value: NumericValue): void {
  const rough = toNumber(value);
  const plain = typeof value === 'number' || value instanceof Double;
  const exact = plain ? null : exactOf(value);
  if (Number.isNaN(rough)) writer.byte(NUMBER.nan);
  else if (exact ? exact.coefficient === 0n : rough === 0) writer.byte(NUMBER.zero);
  else if (!exact && !Number.isFinite(rough)) {
    writer.byte(rough < 0 ? NUMBER.negativeInfinity : NUMBER.infinity);
  } else {
    const safe = value instanceof Long && Number.isSafeInteger(rough);
    writeFinite(writer, rough, safe ? null : exact);
  }
}

function writeContainer(writer: KeyWriter, value: Value): void {
  if (value instanceof Map) {
    for (const [name, field] of value) {
      writer.byte(classOf(field));
      writer.string(name);
      writePayload(writer, field);
    }
    writer.byte(0);
  } else if (Array.isArray(value)) {
    for (const element of value) {
      writer.byte(classOf(element));
      writePayload(writer, element);
    }
    writer.byte(0);
  }
}

function writeOpaque(writer: KeyWriter, value: OpaqueValue): void {
  if (value.type === TYPE.symbol) {
    writer.string(value.bytes.toString('utf8', 4, value.bytes.length - 1));
  } else if (value.type === TYPE.date) {
    writer.unsigned32(value.bytes.readInt32LE(4) + 0x80000000);
    writer.unsigned32(value.bytes.readUInt32LE(0));
  } else {
    writer.unsigned32(value.bytes.length);
    writer.bytes(value.bytes);
  }
}

function writeDate(writer: KeyWriter, value: Date): void {
  const milliseconds = value.getTime();
  const high = Math.floor(milliseconds / 2 ** 32);
  writer.unsigned32(high + 0x80000000);
  writer.unsigned32(milliseconds - high * 2 ** 32);
}

/** What follows the class byte. */
function writePayload(writer: KeyWriter, value: Value): void {
  if (value === null || value === undefined) return;
  if (typeof value === 'string') writer.string(value);
  else if (typeof value === 'boolean') writer.byte(value ? 2 : 1);
  else if (value instanceof ObjectId) writer.bytes(value.id);
  else if (value instanceof Date) writeDate(writer, value);
  else if (isNumeric(value)) writeNumber(writer, value);
  else if (value instanceof Timestamp) {
    writer.unsigned32(value.high);
    writer.unsigned32(value.low);
  } else if (value instanceof Binary) {
    writer.unsigned32(value.position);
    writer.byte(value.sub_type);
    writer.bytes(value.buffer.subarray(0, value.position));
  } else if (value instanceof BSONRegExp) {
    writer.string(value.pattern);
    writer.string(value.options);
  } else if (value instanceof OpaqueValue) writeOpaque(writer, value);
  else writeContainer(writer, value);
}

/** The key of one value. */
export function encodeKey(value: Value): Buffer {
  const writer = new KeyWriter();
  writer.byte(classOf(value));
  writePayload(writer, value);
  return writer.result();
}

/** The same with the order turned round, for a descending field. */
export function invertKey(key: Buffer): Buffer {
  const result = Buffer.allocUnsafe(key.length);
  for (let at = 0; at < key.length; at += 1) result[at] = 0xff ^ key.readUInt8(at);
  return result;
}

/** The key of the values of an index entry; `descending` says which fields are turned round. */
export function encodeCompoundKey(
  values: readonly Value[],
  descending: readonly boolean[],
): Buffer {
  const writer = new KeyWriter();
  values.forEach((value, index) => {
    const start = writer.length;
    writer.byte(classOf(value));
    writePayload(writer, value);
    if (descending[index]) writer.invertFrom(start);
  });
  return writer.result();
}
