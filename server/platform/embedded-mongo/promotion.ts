import { Binary, BSONRegExp, Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import { toRegExp } from './filter-operators.ts';
import { fromNumber, MAX_VALUE_DEPTH, OpaqueValue, toNumber, type Value } from './values.ts';

/** What mingo computes with: plain objects and numbers, and BSON's own classes for the rest. */
export function promote(value: Value): unknown {
  if (value instanceof Map) {
    const entries = [...value].map(([name, field]): [string, unknown] => [name, promote(field)]);
    return Object.fromEntries(entries);
  }
  if (Array.isArray(value)) return value.map(promote);
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, value.options);
  if (value instanceof Timestamp) return value;
  if (value instanceof Double || value instanceof Long || value instanceof Decimal128) {
    return toNumber(value);
  }
  return value;
}

/** The way back: whole numbers become int32 where they fit, other numbers doubles. */
export function demote(value: unknown, depth = 0): Value {
  if (depth > MAX_VALUE_DEPTH) throw new RangeError('expression result nested too deeply');
  if (typeof value === 'number') return fromNumber(value);
  if (value === null || value === undefined) return value;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Long.fromBigInt(value);
  if (Array.isArray(value)) return value.map((element) => demote(element, depth + 1));
  if (value instanceof RegExp)
    return new BSONRegExp(value.source, value.flags.replace(/[^ims]/g, ''));
  if (isKept(value)) return value;
  if (value instanceof Uint8Array) return new Binary(value);
  return new Map(
    Object.entries(value).map(([name, field]): [string, Value] => [name, demote(field, depth + 1)]),
  );
}

const isKept = (
  value: unknown,
): value is Date | ObjectId | Binary | Timestamp | Decimal128 | Long | OpaqueValue =>
  value instanceof Date ||
  value instanceof ObjectId ||
  value instanceof Binary ||
  value instanceof Timestamp ||
  value instanceof Decimal128 ||
  value instanceof Long ||
  value instanceof OpaqueValue;
