import fc from 'fast-check';
import { Binary, BSONRegExp, Int32, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';
import type { Fields, Maybe, Value } from '../model/values.ts';
import { anyNumber, decimal, double, int, long, plainNumber } from './numbers.ts';

/*
 * Few names and few values, so that they meet often. Left out, because servers may differ: binary
 * subtype 2 in comparisons (its length is written twice), text with NUL in a regex, the timestamp (0, 0),
 * which an insert replaces at the top of a document, and types that drivers no longer write (undefined,
 * symbol, DBPointer; bson-types.ts has those that can be stored).
 */

export const someText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', 'a', 'A', 'ab', 'abc', 'b', 'é', '$a', 'a.b') },
  // Beyond the basic plane, and just below it: UTF-16 would order them the other way round.
  { weight: 2, arbitrary: fc.constantFrom('𝄞', 'a𝄞b', '￿', 'a￿') },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 5 }).filter((text) => !text.includes('\0')),
  },
);

export const someRegex = fc.constantFrom(
  new BSONRegExp('^a', ''),
  new BSONRegExp('b$', ''),
  new BSONRegExp('a', 'i'),
  new BSONRegExp('^.$', ''),
);

const binary = fc
  .tuple(
    fc.constantFrom(0, 0, 3, 5, 6, 0x80, 0xff),
    fc.constantFrom('', 'a', 'b', 'ab', '\xff', 'abc'),
  )
  .map(([subtype, text]) => new Binary(Buffer.from(text, 'latin1'), subtype));

const uuid = fc.constantFrom('a', 'b').map((letter) => new Binary(Buffer.alloc(16, letter), 4));

const objectId = fc
  .constantFrom('0'.repeat(24), `${'0'.repeat(23)}1`, 'f'.repeat(24), '65a000000000000000000000')
  .map((hexadecimal) => new ObjectId(hexadecimal));

const date = fc.constantFrom(0, 1, -1, 8.64e15, -8.64e15).map((at) => new Date(at));

const timestamp = fc
  .constantFrom([1, 0], [1, 2], [2 ** 31, 0], [2 ** 32 - 1, 2 ** 32 - 1])
  .map(([t = 1, i = 0]) => new Timestamp({ t, i }));

const scalarOtherThanNumber: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: someText },
  { weight: 3, arbitrary: fc.constantFrom<Value>(null, true, false) },
  { weight: 1, arbitrary: fc.constantFrom<Value>(new MinKey(), new MaxKey()) },
  { weight: 1, arbitrary: objectId },
  { weight: 1, arbitrary: date },
  { weight: 1, arbitrary: fc.oneof(binary, binary, uuid) },
  { weight: 1, arbitrary: timestamp },
  { weight: 1, arbitrary: someRegex },
);

export const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 1, arbitrary: anyNumber },
  { weight: 1, arbitrary: scalarOtherThanNumber },
);

const fieldsOf = (value: fc.Arbitrary<Value>, names: readonly string[]): fc.Arbitrary<Fields> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), value), {
      maxLength: 3,
      selector: ([name]) => name,
    })
    .map((entries) => new Map(entries));

/** Scalars, arrays and documents, in one another, empty ones among them. */
const valuesWith = (names: readonly string[]): fc.Arbitrary<Value> =>
  fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: scalar },
      { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
      { weight: 2, arbitrary: fieldsOf(tie('value'), names) },
    ),
  })).value;

export const anyValue = valuesWith(['x', 'y', '0', '1']);

/** Mostly plain: an index on each of many odd values would hold but one document. */
const mostlyPlain = (value: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 3, arbitrary: plainNumber },
    { weight: 1, arbitrary: fc.array(plainNumber, { maxLength: 3 }) },
    { weight: 3, arbitrary: value },
  );

function nestedOf(value: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  const inner: fc.Arbitrary<Value> = fieldsOf(mostlyPlain(value), ['x', 'y']);
  const element = fc.oneof({ weight: 4, arbitrary: inner }, { weight: 1, arbitrary: value });
  return fc.oneof(
    { weight: 2, arbitrary: inner },
    { weight: 3, arbitrary: fc.array(element, { maxLength: 3 }) },
    { weight: 1, arbitrary: value },
  );
}

const perhaps = (value: fc.Arbitrary<Value>): fc.Arbitrary<Maybe> =>
  fc.option(value, { nil: undefined });

function documentsOf(value: fc.Arbitrary<Value>): fc.Arbitrary<Fields> {
  const field = mostlyPlain(value);
  return fc
    .tuple(perhaps(field), perhaps(field), perhaps(nestedOf(value)), fc.boolean())
    .map(([a, b, d, turned]) => {
      const entries: [string, Maybe][] = [
        ['a', a],
        ['b', b],
        ['d', d],
      ];
      return withoutMissing(turned ? entries.toReversed() : entries);
    });
}

const withoutMissing = (entries: readonly (readonly [string, Maybe])[]): Fields =>
  new Map(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** A document without `_id`: scalars and lists under a and b, documents under d; any may be missing. */
export const someFields = documentsOf(anyValue);

const someNumbers = fc.array(plainNumber, { maxLength: 3 });
/** Only x may be an array, lest an index of both met two arrays side by side in most documents. */
const numbersBelow: fc.Arbitrary<Value> = fc
  .tuple(perhaps(fc.oneof(plainNumber, plainNumber, someNumbers)), perhaps(plainNumber))
  .map(([x, y]) =>
    withoutMissing([
      ['x', x],
      ['y', y],
    ]),
  );

/** The same with numbers alone, of which many stand in arrays: what ranges and indexes are made for. */
export const numberFields: fc.Arbitrary<Fields> = fc
  .tuple(
    fc.oneof(plainNumber, someNumbers, someNumbers),
    perhaps(plainNumber),
    perhaps(fc.oneof(numbersBelow, fc.array(numbersBelow, { maxLength: 3 }))),
  )
  .map(([a, b, d]) =>
    withoutMissing([
      ['a', a],
      ['b', b],
      ['d', d],
    ]),
  );

/** The same without names that look like numbers, whose order a driver that decodes does not keep. */
export const someDecodableFields = documentsOf(valuesWith(['x', 'y']));

/** As many documents as `maximum` at most, with the identifiers 0, 1, 2, … */
export const numbered = (fields: fc.Arbitrary<Fields>, maximum: number): fc.Arbitrary<Fields[]> =>
  fc
    .array(fields, { maxLength: maximum })
    .map((all) => all.map((one, at): Fields => new Map([['_id', new Int32(at)], ...one])));

/** Identifiers, of which several are equal across types. */
export const someId: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 4 }).map(int) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Value>(long('1'), double(2), decimal('3'), decimal('3.0')),
  },
  { weight: 1, arbitrary: fc.oneof(objectId, fc.constantFrom<Value>('a', '', true, new Date(0))) },
  { weight: 1, arbitrary: fieldsOf(plainNumber, ['x', 'y']) },
);

const small: fc.Arbitrary<Value> = fc.oneof(plainNumber, fc.constantFrom<Value>('a', 'b', null));

/** Values of one type, close together: what is between two of them is found, or missed. */
export const valueKinds: readonly (readonly [string, fc.Arbitrary<Value>])[] = [
  ['text', fc.constantFrom('', 'a', 'ab', 'b', 'A', 'é', '𝄞', '￿', 'a𝄞', 'a￿')],
  ['bytes', fc.oneof(binary, binary, uuid)],
  ['identifiers, dates and timestamps', fc.oneof(objectId, date, timestamp)],
  ['documents', fieldsOf(small, ['x', 'y'])],
  ['arrays', fc.array(fc.oneof(small, fieldsOf(small, ['x'])), { maxLength: 3 })],
];
