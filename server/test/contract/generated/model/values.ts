import {
  type Binary,
  type BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  type MaxKey,
  type MinKey,
  type ObjectId,
  Timestamp,
} from 'mongodb';

/** A Map, because an object would put fields whose names look like numbers first. */
export type Fields = Map<string, Value>;

export type NumberValue = Int32 | Double | Long | Decimal128;

/** A BSON value as the driver gives it with `promoteValues: false`; numbers keep their type. */
export type Value =
  | null
  | boolean
  | string
  | NumberValue
  | ObjectId
  | Date
  | Binary
  | BSONRegExp
  | Timestamp
  | MinKey
  | MaxKey
  | Value[]
  | Fields;

/** A value, or nothing. */
export type Maybe = Value | undefined;

export const isFields = (value: Maybe): value is Fields => value instanceof Map;

export const isLong = (value: Maybe): value is Long =>
  value instanceof Long && !(value instanceof Timestamp);

export const isNumber = (value: Maybe): value is NumberValue =>
  value instanceof Int32 || value instanceof Double || value instanceof Decimal128 || isLong(value);

export function copyOf(value: Value): Value {
  if (isFields(value)) return copyOfFields(value);
  return Array.isArray(value) ? value.map(copyOf) : value;
}

export const copyOfFields = (fields: Fields): Fields =>
  new Map([...fields].map(([name, value]) => [name, copyOf(value)]));

/** The code that MongoDB refuses an operation with. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** What the documentation leaves to the server: such a case is left out of the comparison. */
export class Unspecified extends Error {}

/** What the model answers, or its refusal; null where MongoDB's documentation does not decide. */
export function decided<Result>(compute: () => Result): Result | Refusal | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Unspecified) return null;
    if (error instanceof Refusal) return error;
    throw error;
  }
}
