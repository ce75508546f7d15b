import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Long,
  type MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

/** A value kept as its bytes: types that nothing here computes with, and dates beyond JavaScript's. */
export class OpaqueValue {
  readonly type: number;
  readonly bytes: Buffer;

  constructor(type: number, bytes: Buffer) {
    this.type = type;
    this.bytes = bytes;
  }
}

/**
 * A BSON value without loss. A plain `number` is always an int32: doubles, longs and decimals keep
 * their own class, so that reading and writing a document never changes a type.
 */
export type Value =
  | null
  | undefined
  | boolean
  | string
  | number
  | Double
  | Long
  | Decimal128
  | ObjectId
  | Date
  | Binary
  | BSONRegExp
  | Timestamp
  | MinKey
  | MaxKey
  | OpaqueValue
  | Document
  | Value[];

/** A Map keeps the order of fields whose names look like numbers, which an object would not. */
export type Document = Map<string, Value>;

export type NumericValue = number | Double | Long | Decimal128;

export const TYPE = {
  double: 0x01,
  string: 0x02,
  object: 0x03,
  array: 0x04,
  binary: 0x05,
  undefined: 0x06,
  objectId: 0x07,
  boolean: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  dbPointer: 0x0c,
  code: 0x0d,
  symbol: 0x0e,
  codeWithScope: 0x0f,
  int: 0x10,
  timestamp: 0x11,
  long: 0x12,
  decimal: 0x13,
  minKey: 0xff,
  maxKey: 0x7f,
} as const;

export const isDocument = (value: Value): value is Document => value instanceof Map;

export const isNumeric = (value: Value): value is NumericValue =>
  typeof value === 'number' ||
  value instanceof Double ||
  (value instanceof Long && !(value instanceof Timestamp)) ||
  value instanceof Decimal128;

/** The BSON type byte of a value. */
export function typeByte(value: Value): number {
  switch (typeof value) {
    case 'string':
      return TYPE.string;
    case 'number':
      return TYPE.int;
    case 'boolean':
      return TYPE.boolean;
    case 'undefined':
      return TYPE.undefined;
  }
  if (value === null) return TYPE.null;
  if (value instanceof Map) return TYPE.object;
  if (Array.isArray(value)) return TYPE.array;
  if (value instanceof ObjectId) return TYPE.objectId;
  if (value instanceof Date) return TYPE.date;
  if (value instanceof Double) return TYPE.double;
  if (value instanceof Timestamp) return TYPE.timestamp;
  if (value instanceof Long) return TYPE.long;
  if (value instanceof Binary) return TYPE.binary;
  if (value instanceof Decimal128) return TYPE.decimal;
  if (value instanceof BSONRegExp) return TYPE.regex;
  if (value instanceof OpaqueValue) return value.type;
  if (value instanceof MinKey) return TYPE.minKey;
  return TYPE.maxKey;
}

const TYPE_NAMES = new Map<number, string>([
  [TYPE.double, 'double'],
  [TYPE.string, 'string'],
  [TYPE.object, 'object'],
  [TYPE.array, 'array'],
  [TYPE.binary, 'binData'],
  [TYPE.undefined, 'undefined'],
  [TYPE.objectId, 'objectId'],
  [TYPE.boolean, 'bool'],
  [TYPE.date, 'date'],
  [TYPE.null, 'null'],
  [TYPE.regex, 'regex'],
  [TYPE.dbPointer, 'dbPointer'],
  [TYPE.code, 'javascript'],
  [TYPE.symbol, 'symbol'],
  [TYPE.codeWithScope, 'javascriptWithScope'],
  [TYPE.int, 'int'],
  [TYPE.timestamp, 'timestamp'],
  [TYPE.long, 'long'],
  [TYPE.decimal, 'decimal'],
  [TYPE.minKey, 'minKey'],
  [TYPE.maxKey, 'maxKey'],
]);

export const typeName = (value: Value): string => TYPE_NAMES.get(typeByte(value)) ?? 'unknown';

/** The type bytes that a `$type` alias or number stands for; null when there is none such. */
export function typeBytesOf(alias: string | number): readonly number[] | null {
  if (alias === 'number') return [TYPE.double, TYPE.int, TYPE.long, TYPE.decimal];
  if (alias === -1) return [TYPE.minKey];
  for (const [byte, name] of TYPE_NAMES) {
    if (name === alias || (byte === alias && byte !== TYPE.minKey)) return [byte];
  }
  return null;
}

/** A double as a JavaScript number; longs and decimals lose what a double cannot hold. */
export function toNumber(value: NumericValue): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  return Number(value.toString());
}

/** A JavaScript number as the narrowest of int32 and double. */
export const fromNumber = (value: number): NumericValue =>
  Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff && !Object.is(value, -0)
    ? value
    : new Double(value);

/** A count or a size: int32, or long where it does not fit. */
export const fromCount = (value: number): NumericValue =>
  value <= 0x7fffffff ? value : Long.fromNumber(value);

/** What MongoDB takes as true in flags: true, and numbers other than zero. */
export function isTruthy(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return false;
  return !isNumeric(value) || toNumber(value) !== 0;
}

/** No value built here nests deeper than what a message may hold. */
export const MAX_VALUE_DEPTH = 200;
