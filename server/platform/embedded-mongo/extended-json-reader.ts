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
import { encodeDocument } from './bson-encode.ts';
import { type Json, type JsonObject, parseOrdered } from './ordered-json.ts';
import { type Document, MAX_VALUE_DEPTH, OpaqueValue, TYPE, type Value } from './values.ts';

const wrong = (what: string): SyntaxError => new SyntaxError(what);

/** The text of a field that must hold one matching the pattern. */
function textOf(fields: JsonObject, name: string, pattern = /^/): string {
  const value = fields.get(name);
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw wrong(`"${name}" does not hold what it should`);
}

/** The object below a field, which must have exactly these fields. */
function objectOf(value: Json | undefined, names: readonly string[], place: string): JsonObject {
  const fits =
    value instanceof Map && value.size === names.length && names.every((name) => value.has(name));
  if (fits) return value;
  throw wrong(`"${place}" does not hold what it should`);
}

function wholeOf(fields: JsonObject, name: string): bigint {
  const number = BigInt(textOf(fields, name, /^-?\d{1,20}$/));
  if (BigInt.asIntN(64, number) !== number) throw wrong(`"${name}" is out of bounds`);
  return number;
}

function readInt(fields: JsonObject): number {
  const number = Number(wholeOf(fields, '$numberInt'));
  if (Math.trunc(number) !== (number | 0)) throw wrong('"$numberInt" is out of bounds');
  return number | 0;
}

function readDouble(fields: JsonObject): Double {
  const form = /^(-?\d+(\.\d+)?([eE][+-]?\d+)?|NaN|-?Infinity)$/;
  return new Double(Number(textOf(fields, '$numberDouble', form)));
}

function readDecimal(fields: JsonObject): Decimal128 {
  const text = textOf(fields, '$numberDecimal', /^[\w.+-]{1,60}$/);
  try {
    return Decimal128.fromString(text);
  } catch {
    throw wrong('"$numberDecimal" does not hold what it should');
  }
}

function readBinary(fields: JsonObject): Binary {
  const inner = objectOf(fields.get('$binary'), ['base64', 'subType'], '$binary');
  const text = textOf(inner, 'base64');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw wrong('"base64" does not hold what it should');
  return new Binary(bytes, Number.parseInt(textOf(inner, 'subType', /^[\da-fA-F]{1,2}$/), 16));
}

const DATE_LIMIT = 8_640_000_000_000_000n;

function readDate(fields: JsonObject): Value {
  const milliseconds = wholeOf(
    objectOf(fields.get('$date'), ['$numberLong'], '$date'),
    '$numberLong',
  );
  if (milliseconds <= DATE_LIMIT && milliseconds >= -DATE_LIMIT)
    return new Date(Number(milliseconds));
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(milliseconds);
  return new OpaqueValue(TYPE.date, bytes);
}

function readRegex(fields: JsonObject): BSONRegExp {
  const place = '$regularExpression';
  const inner = objectOf(fields.get(place), ['pattern', 'options'], place);
  return new BSONRegExp(textOf(inner, 'pattern', /^[^\0]*$/), textOf(inner, 'options', /^\w*$/));
}

function readTimestamp(fields: JsonObject): Timestamp {
  const inner = objectOf(fields.get('$timestamp'), ['t', 'i'], '$timestamp');
  const [t, i] = [inner.get('t'), inner.get('i')];
  if (typeof t === 'number' && typeof i === 'number' && t >>> 0 === t && i >>> 0 === i) {
    return new Timestamp({ t, i });
  }
  throw wrong('"$timestamp" does not hold what it should');
}

/** The value, once the one field of a marker holds what it must. */
function marker<Marked extends Value>(name: string, mark: Json, value: Marked) {
  return (fields: JsonObject): Marked => {
    if (fields.get(name) !== mark) throw wrong(`"${name}" does not hold what it should`);
    return value;
  };
}

/** A string as BSON has it: its size, its bytes, zero. */
function stringBytes(text: string): Buffer {
  const bytes = Buffer.alloc(5 + Buffer.byteLength(text));
  bytes.writeInt32LE(bytes.length - 4);
  bytes.write(text, 4, 'utf8');
  return bytes;
}

function readCode(fields: JsonObject, depth: number): OpaqueValue {
  const code = stringBytes(textOf(fields, '$code'));
  const scope = fields.get('$scope');
  if (scope === undefined) return new OpaqueValue(TYPE.code, code);
  if (!(scope instanceof Map)) throw wrong('"$scope" does not hold what it should');
  const parts = [code, encodeDocument(readDocument(scope, depth + 1))];
  const size = Buffer.alloc(4);
  size.writeInt32LE(4 + Buffer.concat(parts).length);
  return new OpaqueValue(TYPE.codeWithScope, Buffer.concat([size, ...parts]));
}

function readPointer(fields: JsonObject): OpaqueValue {
  const inner = objectOf(fields.get('$dbPointer'), ['$ref', '$id'], '$dbPointer');
  const id = textOf(objectOf(inner.get('$id'), ['$oid'], '$id'), '$oid', /^[\da-fA-F]{24}$/);
  const bytes = Buffer.concat([stringBytes(textOf(inner, '$ref')), Buffer.from(id, 'hex')]);
  return new OpaqueValue(TYPE.dbPointer, bytes);
}

/** How the object whose first field has one of these names is read. */
const TYPED = new Map<string, (fields: JsonObject, depth: number) => Value>([
  ['$oid', (fields) => new ObjectId(textOf(fields, '$oid', /^[\da-fA-F]{24}$/))],
  ['$numberInt', readInt],
  ['$numberLong', (fields) => Long.fromBigInt(wholeOf(fields, '$numberLong'))],
  ['$numberDouble', readDouble],
  ['$numberDecimal', readDecimal],
  ['$binary', readBinary],
  ['$date', readDate],
  ['$regularExpression', readRegex],
  ['$timestamp', readTimestamp],
  ['$minKey', marker('$minKey', 1, new MinKey())],
  ['$maxKey', marker('$maxKey', 1, new MaxKey())],
  ['$undefined', marker('$undefined', true, undefined)],
  ['$symbol', (fields) => new OpaqueValue(TYPE.symbol, stringBytes(textOf(fields, '$symbol')))],
  ['$code', readCode],
  ['$dbPointer', readPointer],
]);

function readValue(json: Json, depth: number): Value {
  if (typeof json === 'number') {
    throw wrong('a number without its type (mongoexport writes types with --jsonFormat=canonical)');
  }
  if (Array.isArray(json)) {
    if (depth > MAX_VALUE_DEPTH) throw wrong('nested too deep');
    return json.map((element) => readValue(element, depth + 1));
  }
  if (typeof json === 'string' && !json.isWellFormed()) throw wrong('a text that is not Unicode');
  if (!(json instanceof Map)) return json;
  const [first = ''] = json.keys();
  const read = TYPED.get(first);
  if (!read) return readDocument(json, depth);
  const most = first === '$code' && json.has('$scope') ? 2 : 1;
  if (json.size !== most) throw wrong(`"${first}" has fields beside it`);
  return read(json, depth);
}

function readDocument(json: JsonObject, depth: number): Document {
  if (depth > MAX_VALUE_DEPTH) throw wrong('nested too deep');
  const document: Document = new Map();
  for (const [name, value] of json) {
    if (name.includes('\0') || !name.isWellFormed()) throw wrong('no name for a field');
    document.set(name, readValue(value, depth + 1));
  }
  return document;
}

/** A document from a line of canonical Extended JSON v2. Throws a SyntaxError that says what is wrong. */
export function readExtended(line: string): Document {
  const json = parseOrdered(line);
  if (!(json instanceof Map)) throw wrong('not a document');
  return readDocument(json, 1);
}
