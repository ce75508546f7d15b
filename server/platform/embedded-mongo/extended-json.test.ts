import { BSON, EJSON } from 'bson';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeDocument } from './bson-encode.ts';
import { fromExtendedJson, toExtendedJson } from './extended-json.ts';
import { OpaqueValue, TYPE } from './values.ts';

const { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId } =
  BSON;

/** Values of every type that the driver can write. */
const leaf = fc.oneof(
  fc.constantFrom(null, true, false, new MinKey(), new MaxKey(), new BSONRegExp('a"\\/', 'im')),
  fc.string({ unit: 'grapheme' }),
  fc.integer().map((value) => new Int32(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.double().map((value) => new Double(value)),
  fc
    .constantFrom('0E+3', '-0', '1.10', '-Infinity', 'NaN', '9.99E+6144')
    .map((text) => Decimal128.fromString(text)),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc
    .tuple(fc.uint8Array(), fc.constantFrom(0, 1, 3, 4, 5, 6, 128))
    .map(([bytes, type]) => new Binary(bytes, type)),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new BSON.Timestamp({ t, i })),
  fc.string({ unit: 'grapheme' }).map((text) => new Code(text)),
  fc.string({ unit: 'grapheme' }).map((text) => new BSON.BSONSymbol(text)),
);

const name = fc.oneof(
  fc.constantFrom('10', '2', '__proto__', 'constructor', 'a:b', '"', '\\', '', '$ref', '_'),
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && !text.startsWith('$')),
);

const { document } = fc.letrec<{ value: unknown; document: Map<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('document'),
  ),
  document: fc
    .array(fc.tuple(name, tie('value')), { maxLength: 6 })
    .map((fields) => new Map(fields)),
}));

const UNPROMOTED = { promoteValues: false, promoteBuffers: false, bsonRegExp: true };

describe('extended JSON', () => {
  test('[EM26] brings back the bytes of any document', () => {
    fc.assert(
      fc.property(document, (given) => {
        const bytes = Buffer.from(BSON.serialize(given));
        const line = toExtendedJson(bytes);
        expect(line).not.toContain('\n');
        expect(fromExtendedJson(line)).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });

  test('[EM26] is what the bson package writes and reads, where that keeps the order', () => {
    const plain = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), leaf, { noNullPrototype: true });
    fc.assert(
      fc.property(plain, (given) => {
        const bytes = Buffer.from(BSON.serialize(given));
        const line = toExtendedJson(bytes);
        const theirs = EJSON.stringify(BSON.deserialize(bytes, UNPROMOTED), { relaxed: false });
        expect(JSON.parse(line)).toEqual(JSON.parse(theirs));
        expect(fromExtendedJson(theirs)).toEqual(bytes);
      }),
    );
  });

  test('[EM26] knows the types that JavaScript has no value for', () => {
    const date = Buffer.alloc(8);
    date.writeBigInt64LE(2n ** 62n);
    const symbol = Buffer.from([3, 0, 0, 0, 0x68, 0x69, 0]);
    const scope = encodeDocument(new Map([['x', 1]]));
    const size = Buffer.alloc(4);
    size.writeInt32LE(4 + symbol.length + scope.length);
    const bytes = encodeDocument(
      new Map([
        ['nothing', undefined],
        ['date', new OpaqueValue(TYPE.date, date)],
        ['pointer', new OpaqueValue(TYPE.dbPointer, Buffer.concat([symbol, Buffer.alloc(12, 7)]))],
        ['scoped', new OpaqueValue(TYPE.codeWithScope, Buffer.concat([size, symbol, scope]))],
      ]),
    );
    expect(toExtendedJson(bytes)).toBe(
      '{"nothing":{"$undefined":true},"date":{"$date":{"$numberLong":"4611686018427387904"}},' +
        '"pointer":{"$dbPointer":{"$ref":"hi","$id":{"$oid":"070707070707070707070707"}}},' +
        '"scoped":{"$code":"hi","$scope":{"x":{"$numberInt":"1"}}}}',
    );
    expect(fromExtendedJson(toExtendedJson(bytes))).toEqual(bytes);
  });

  test('[EM26] refuses to lose anything', () => {
    const looksTyped = encodeDocument(
      new Map([['a', new Map([['$oid', '0123456789abcdef01234567']])]]),
    );
    expect(() => toExtendedJson(looksTyped)).toThrow(RangeError);
    const brokenText = Buffer.from([14, 0, 0, 0, 2, 0x61, 0, 2, 0, 0, 0, 0xff, 0, 0]);
    expect(() => toExtendedJson(brokenText)).toThrow(RangeError);
  });

  test('[EM26] reads long texts, and mixes up none of their quotes', () => {
    const text = '\\"":\\\\'.repeat(300_000);
    const bytes = encodeDocument(
      new Map([
        ['a": ', text],
        ['b', text],
      ]),
    );
    expect(fromExtendedJson(toExtendedJson(bytes)).equals(bytes)).toBe(true);
  });

  test.each([
    ['', 'not JSON'],
    ['{"a":', 'not JSON'],
    ['[]', 'not a document'],
    ['{"a":1}', 'a number without its type'],
    ['{"a":{"$numberInt":"2147483648"}}', '"$numberInt" is out of bounds'],
    ['{"a":{"$numberInt":1}}', '"$numberInt" does not hold'],
    ['{"a":{"$numberLong":"9223372036854775808"}}', 'out of bounds'],
    ['{"a":{"$numberDouble":"0x10"}}', '"$numberDouble" does not hold'],
    ['{"a":{"$numberDecimal":"1.2.3"}}', '"$numberDecimal" does not hold'],
    ['{"a":{"$oid":"12"}}', '"$oid" does not hold'],
    ['{"a":{"$oid":"0123456789abcdef01234567","b":true}}', '"$oid" has fields beside it'],
    ['{"a":{"$binary":{"base64":"a","subType":"00"}}}', '"base64" does not hold'],
    ['{"a":{"$date":"2027-01-01T00:00:00Z"}}', '"$date" does not hold'],
    ['{"a":{"$timestamp":{"t":-1,"i":0}}}', '"$timestamp" does not hold'],
    ['{"a":{"$minKey":2}}', '"$minKey" does not hold'],
    ['{"a":"\\ud800"}', 'not Unicode'],
    ['{"a\\u0000":null}', 'no name for a field'],
    ['{"a":null,"b":null,"a":null}', 'the field "a" twice'],
  ])('[EM26] refuses %s', (line, reason) => {
    expect(() => fromExtendedJson(line)).toThrow(new RegExp(reason.replaceAll('$', '\\$')));
    expect(() => fromExtendedJson(line)).toThrow(SyntaxError);
  });

  test.each([300, 50_000])('[EM26] refuses %d levels', (levels) => {
    const line = `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(() => fromExtendedJson(line)).toThrow(/nested too deep/);
  });

  test('[EM26] keeps apart names that JSON.parse of V8 mixes up', () => {
    for (const name of ['a\\', 'a"', 'a\\', 'a"']) {
      const bytes = encodeDocument(
        new Map([
          ['a', 1],
          [name, 2],
        ]),
      );
      expect(fromExtendedJson(toExtendedJson(bytes))).toEqual(bytes);
    }
  });
});
