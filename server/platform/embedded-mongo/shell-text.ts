import { Binary, BSONRegExp, Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import type { Document, Value } from './values.ts';

/** A value as the messages of MongoDB show it, such as `{ email: "x" }`. */
export function shellText(value: Value): string {
  if (value === null) return 'null';
  if (value === undefined) return 'undefined';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Timestamp) return `Timestamp(${value.high}, ${value.low})`;
  if (value instanceof Double)
    return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (value instanceof Long) return value.toString();
  if (value instanceof Decimal128) return `Decimal128('${value.toString()}')`;
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`;
  if (value instanceof Binary) {
    return value.sub_type === Binary.SUBTYPE_UUID && value.position === 16
      ? `UUID("${value.toUUID().toHexString()}")`
      : `BinData(${value.sub_type}, ${value.toString('hex').toUpperCase()})`;
  }
  if (value instanceof Map) return documentText(value);
  if (Array.isArray(value)) return `[ ${value.map(shellText).join(', ')} ]`;
  return '...';
}

function documentText(document: Document): string {
  const fields = [...document].map(([name, field]) => `${name}: ${shellText(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
