import { EJSON } from 'bson';
import { decodeDocument } from './bson-decode.ts';
import { encodeDocument } from './bson-encode.ts';
import { readExtended } from './extended-json-reader.ts';
import { type Document, OpaqueValue, TYPE, type Value } from './values.ts';

/** A value of a type that nothing here computes with, from its bytes. */
function writeOpaque({ type, bytes }: OpaqueValue): string {
  const text = (end: number): string => JSON.stringify(bytes.toString('utf8', 4, end));
  switch (type) {
    case TYPE.date:
      return `{"$date":{"$numberLong":"${bytes.readBigInt64LE(0)}"}}`;
    case TYPE.code:
      return `{"$code":${text(bytes.length - 1)}}`;
    case TYPE.symbol:
      return `{"$symbol":${text(bytes.length - 1)}}`;
    case TYPE.dbPointer: {
      const id = bytes.toString('hex', bytes.length - 12);
      return `{"$dbPointer":{"$ref":${text(bytes.length - 13)},"$id":{"$oid":"${id}"}}}`;
    }
    default: {
      // Code with scope: its size, the code with its own size, a document.
      const end = 8 + bytes.readInt32LE(4);
      const code = JSON.stringify(bytes.toString('utf8', 8, end - 1));
      return `{"$code":${code},"$scope":${writeDocument(decodeDocument(bytes.subarray(end)))}}`;
    }
  }
}

function writeValue(value: Value): string {
  if (value instanceof Map) return writeDocument(value);
  if (Array.isArray(value)) return `[${value.map(writeValue).join(',')}]`;
  if (value === undefined) return '{"$undefined":true}';
  if (typeof value === 'number') return `{"$numberInt":"${value}"}`;
  if (value instanceof OpaqueValue) return writeOpaque(value);
  return EJSON.stringify(value, { relaxed: false });
}

function writeDocument(document: Document): string {
  const fields = [...document].map(
    ([name, value]) => `${JSON.stringify(name)}:${writeValue(value)}`,
  );
  return `{${fields.join(',')}}`;
}

/**
 * A document as one line of canonical Extended JSON v2, as mongoexport writes it. Its own code and not the
 * `bson` package's, which goes through JavaScript objects: they move fields whose names look like numbers.
 * Throws a RangeError when the line would not read back as the same bytes, as where a field of the document is
 * named like a type.
 */
export function toExtendedJson(bytes: Buffer): string {
  const line = writeDocument(decodeDocument(bytes));
  if (!fromExtendedJson(line).equals(bytes)) {
    throw new RangeError('Extended JSON cannot tell this document without loss');
  }
  return line;
}

/** The bytes of a document from its line. Throws a SyntaxError that says what is wrong with it. */
export const fromExtendedJson = (line: string): Buffer => encodeDocument(readExtended(line));
