import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { CommandError } from './errors.ts';
import { type Document, OpaqueValue, TYPE, type Value } from './values.ts';

/** MongoDB's own limit of nesting is 180 levels in stored documents (200 in messages). */
export const MAX_DEPTH = 180;

const malformed = (what: string): CommandError => new CommandError(22, `invalid BSON: ${what}`);

const tooDeep = (): CommandError =>
  new CommandError(15, `document exceeds the maximum nesting depth of ${MAX_DEPTH}`);

/** The end of the document that begins at `start`. Throws when its frame is wrong. */
function documentEnd(bytes: Buffer, start: number, limit: number): number {
  if (start + 5 > limit) throw malformed('truncated document');
  const size = bytes.readInt32LE(start);
  if (size < 5 || start + size > limit) throw malformed('document size out of bounds');
  if (bytes[start + size - 1] !== 0) throw malformed('document not terminated');
  return start + size;
}

function nameEnd(bytes: Buffer, start: number, limit: number): number {
  const end = bytes.indexOf(0, start);
  if (end < 0 || end >= limit) throw malformed('name not terminated');
  return end;
}

/** Bytes of a length-prefixed string with its terminator, the prefix included. */
function stringSize(bytes: Buffer, start: number, limit: number): number {
  if (start + 5 > limit) throw malformed('truncated string');
  const size = bytes.readInt32LE(start);
  if (size < 1 || start + 4 + size > limit || bytes[start + 3 + size] !== 0) {
    throw malformed('string size out of bounds');
  }
  return 4 + size;
}

/** Bytes that the value of `type` at `start` takes. Throws when it runs over `limit`. */
function valueSize(bytes: Buffer, type: number, start: number, limit: number): number {
  const size = unboundedValueSize(bytes, type, start, limit);
  if (start + size > limit) throw malformed('value out of bounds');
  return size;
}

function unboundedValueSize(bytes: Buffer, type: number, start: number, limit: number): number {
  switch (type) {
    case TYPE.null:
    case TYPE.undefined:
    case TYPE.minKey:
    case TYPE.maxKey:
      return 0;
    case TYPE.boolean:
      return 1;
    case TYPE.int:
      return 4;
    case TYPE.double:
    case TYPE.date:
    case TYPE.timestamp:
    case TYPE.long:
      return 8;
    case TYPE.objectId:
      return 12;
    case TYPE.decimal:
      return 16;
    case TYPE.string:
    case TYPE.code:
    case TYPE.symbol:
      return stringSize(bytes, start, limit);
    case TYPE.dbPointer:
      return stringSize(bytes, start, limit) + 12;
    case TYPE.object:
    case TYPE.array:
    case TYPE.codeWithScope:
      if (start + 5 > limit) throw malformed('truncated value');
      return Math.max(bytes.readInt32LE(start), 5);
    case TYPE.binary: {
      if (start + 5 > limit) throw malformed('truncated binary');
      const size = bytes.readInt32LE(start);
      if (size < 0) throw malformed('negative binary size');
      return 5 + size;
    }
    case TYPE.regex: {
      const pattern = nameEnd(bytes, start, limit);
      return nameEnd(bytes, pattern + 1, limit) + 1 - start;
    }
    default:
      throw malformed(`unknown type ${type}`);
  }
}

/** Walks over every element of the document at `start`. Throws where the bytes are not BSON. */
export function validateDocument(
  bytes: Buffer,
  start = 0,
  limit = bytes.length,
  depth = 1,
): number {
  if (depth > MAX_DEPTH) throw tooDeep();
  const end = documentEnd(bytes, start, limit);
  let at = start + 4;
  while (at < end - 1) {
    const type = bytes.readUInt8(at);
    const valueStart = nameEnd(bytes, at + 1, end - 1) + 1;
    const size = valueSize(bytes, type, valueStart, end - 1);
    if (type === TYPE.object || type === TYPE.array) {
      validateDocument(bytes, valueStart, valueStart + size, depth + 1);
    }
    at = valueStart + size;
  }
  return end;
}

/** Dates that a JavaScript `Date` can hold, in milliseconds either side of 1970. */
const DATE_LIMIT = 8.64e15;

function decodeDate(bytes: Buffer, start: number): Value {
  const milliseconds = Number(bytes.readBigInt64LE(start));
  return Math.abs(milliseconds) <= DATE_LIMIT
    ? new Date(milliseconds)
    : new OpaqueValue(TYPE.date, Buffer.from(bytes.subarray(start, start + 8)));
}

function decodeBinary(bytes: Buffer, start: number, end: number): Binary {
  return new Binary(Buffer.from(bytes.subarray(start + 5, end)), bytes.readUInt8(start + 4));
}

function decodeRegex(bytes: Buffer, start: number, end: number): BSONRegExp {
  const middle = bytes.indexOf(0, start);
  return new BSONRegExp(
    bytes.toString('utf8', start, middle),
    bytes.toString('utf8', middle + 1, end - 1),
  );
}

function decodeValue(
  bytes: Buffer,
  type: number,
  start: number,
  end: number,
  depth: number,
): Value {
  switch (type) {
    case TYPE.string:
      return bytes.toString('utf8', start + 4, end - 1);
    case TYPE.int:
      return bytes.readInt32LE(start);
    case TYPE.objectId:
      return new ObjectId(Buffer.from(bytes.subarray(start, end)));
    case TYPE.date:
      return decodeDate(bytes, start);
    case TYPE.boolean:
      return bytes[start] === 1;
    case TYPE.null:
      return null;
    case TYPE.undefined:
      return undefined;
    case TYPE.double:
      return new Double(bytes.readDoubleLE(start));
    case TYPE.long:
      return new Long(bytes.readInt32LE(start), bytes.readInt32LE(start + 4));
    case TYPE.object:
      return decodeAt(bytes, start, end, depth + 1);
    case TYPE.array:
      return decodeArray(bytes, start, end, depth + 1);
    case TYPE.binary:
      return decodeBinary(bytes, start, end);
    case TYPE.decimal:
      return new Decimal128(Buffer.from(bytes.subarray(start, end)));
    case TYPE.timestamp:
      return new Timestamp({ t: bytes.readUInt32LE(start + 4), i: bytes.readUInt32LE(start) });
    case TYPE.regex:
      return decodeRegex(bytes, start, end);
    case TYPE.minKey:
      return new MinKey();
    case TYPE.maxKey:
      return new MaxKey();
    default:
      return new OpaqueValue(type, Buffer.from(bytes.subarray(start, end)));
  }
}

function decodeArray(bytes: Buffer, start: number, limit: number, depth: number): Value[] {
  if (depth > MAX_DEPTH + 20) throw tooDeep();
  const end = documentEnd(bytes, start, limit);
  const result: Value[] = [];
  let at = start + 4;
  while (at < end - 1) {
    const type = bytes.readUInt8(at);
    const valueStart = nameEnd(bytes, at + 1, end - 1) + 1;
    const valueEnd = valueStart + valueSize(bytes, type, valueStart, end - 1);
    result.push(decodeValue(bytes, type, valueStart, valueEnd, depth));
    at = valueEnd;
  }
  return result;
}

function decodeAt(
  bytes: Buffer,
  start: number,
  limit: number,
  depth: number,
  wanted?: ReadonlySet<string>,
): Document {
  if (depth > MAX_DEPTH + 20) throw tooDeep();
  const end = documentEnd(bytes, start, limit);
  const result: Document = new Map();
  let at = start + 4;
  while (at < end - 1) {
    const type = bytes.readUInt8(at);
    const valueStart = nameEnd(bytes, at + 1, end - 1) + 1;
    const valueEnd = valueStart + valueSize(bytes, type, valueStart, end - 1);
    const name = bytes.toString('utf8', at + 1, valueStart - 1);
    at = valueEnd;
    if (wanted && !wanted.has(name)) continue;
    result.set(name, decodeValue(bytes, type, valueStart, valueEnd, depth));
    if (wanted && result.size === wanted.size) break;
  }
  return result;
}

/** Reads a whole document. Throws a CommandError (22) when the bytes are not BSON. */
export const decodeDocument = (bytes: Buffer): Document => decodeAt(bytes, 0, bytes.length, 1);

/** Reads only the top-level fields named in `wanted`, and stops once it has them all. */
export const decodeFields = (bytes: Buffer, wanted: ReadonlySet<string>): Document =>
  decodeAt(bytes, 0, bytes.length, 1, wanted);

/** The type byte and the place of a top-level field; null when the document lacks it. */
export function locateField(
  bytes: Buffer,
  wanted: string,
): { elementStart: number; valueEnd: number; type: number } | null {
  const end = documentEnd(bytes, 0, bytes.length);
  let at = 4;
  while (at < end - 1) {
    const type = bytes.readUInt8(at);
    const valueStart = nameEnd(bytes, at + 1, end - 1) + 1;
    const valueEnd = valueStart + valueSize(bytes, type, valueStart, end - 1);
    if (bytes.toString('utf8', at + 1, valueStart - 1) === wanted) {
      return { elementStart: at, valueEnd, type };
    }
    at = valueEnd;
  }
  return null;
}
