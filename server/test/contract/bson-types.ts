import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  type Collection,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

interface Thing {
  readonly _id: number;
  readonly v?: unknown;
}

/** A type with its alias and number in `$type`, and values in the order in which they sort. */
interface TypeRow {
  readonly alias: string;
  readonly number: number;
  readonly values: readonly unknown[];
}

const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
const long = (text: string): Long => Long.fromString(text);

const zero = new Int32(0);
const one = new Int32(1);

const ROWS: readonly TypeRow[] = [
  { alias: 'minKey', number: -1, values: [new MinKey()] },
  { alias: 'null', number: 10, values: [null] },
  {
    alias: 'double',
    number: 1,
    values: [Number.NaN, -Infinity, -1.5, -0, 5e-324, 0.1, 2 ** 53, 1.7e308, Infinity].map(
      (value) => new Double(value),
    ),
  },
  {
    alias: 'decimal',
    number: 19,
    values: ['NaN', '-Infinity', '-9E+6144', '-0.10', '0', '1E-6176', '0.1', '1.0', 'Infinity'].map(
      decimal,
    ),
  },
  {
    alias: 'int',
    number: 16,
    values: [-(2 ** 31), -1, 0, 1, 2 ** 31 - 1].map((value) => new Int32(value)),
  },
  {
    alias: 'long',
    number: 18,
    values: ['-9223372036854775808', '0', '9007199254740993', '9223372036854775807'].map(long),
  },
  { alias: 'string', number: 2, values: ['', 'A', 'a', 'a\u0000', 'ab', 'é', '\uffff', '𝄞'] },
  {
    alias: 'object',
    number: 3,
    // The type of a field counts before its name, the name before its value.
    values: [
      {},
      { b: zero },
      { b: zero, c: zero },
      { b: one },
      { c: zero },
      { a: 'text' },
      { a: {} },
    ],
  },
  {
    alias: 'binData',
    number: 5,
    // The length counts first, then the subtype.
    values: [
      new Binary(Buffer.from(''), 5),
      new Binary(Buffer.from('b'), 0),
      new Binary(Buffer.from('a'), 5),
      new Binary(Buffer.from('b'), 5),
      new Binary(Buffer.from('a'), 0x80),
      new Binary(Buffer.from('aa'), 0),
      new Binary(Buffer.alloc(16, 7), 4),
    ],
  },
  {
    alias: 'objectId',
    number: 7,
    values: [
      new ObjectId('0'.repeat(24)),
      new ObjectId('a'.repeat(24)),
      new ObjectId('f'.repeat(24)),
    ],
  },
  { alias: 'bool', number: 8, values: [false, true] },
  { alias: 'date', number: 9, values: [-8.64e15, -1, 0, 1, 8.64e15].map((at) => new Date(at)) },
  {
    alias: 'timestamp',
    number: 17,
    values: [
      new Timestamp({ t: 1, i: 2 }),
      new Timestamp({ t: 2, i: 1 }),
      new Timestamp({ t: 2 ** 32 - 1, i: 0 }),
    ],
  },
  {
    alias: 'regex',
    number: 11,
    values: [new BSONRegExp('a', ''), new BSONRegExp('a', 'i'), new BSONRegExp('b', '')],
  },
  { alias: 'maxKey', number: 127, values: [new MaxKey()] },
];

const RAW = { promoteValues: false, bsonRegExp: true } as const;

const NUMBERS = new Set(['double', 'decimal', 'int', 'long']);

const idsOf = (found: readonly { _id: unknown }[]): number[] => found.map(({ _id }) => Number(_id));

/** Each BSON type alone and among the others, from the manual's pages on types and their order. */
export function bsonTypesContract(connect: Connect): void {
  describe('BSON types', () => {
    const store = useStore(connect);

    async function withValues(values: readonly unknown[]): Promise<Collection<Thing>> {
      const things = store.fresh<Thing>();
      await things.insertMany(values.map((v, _id) => ({ _id, v })));
      return things;
    }

    test.each(ROWS)('[EM1] $alias comes back as it was stored', async ({ values }) => {
      const things = await withValues(values);
      const found = await things.find({}, { ...RAW, sort: { _id: 1 } }).toArray();
      expect(found.map(({ v }) => v)).toEqual(values);
      for (const [_id, v] of values.entries()) {
        expect(await things.findOne({ _id }, RAW)).toEqual({ _id: new Int32(_id), v });
      }
    });

    test.each(ROWS)('[EM7] values of type $alias in order, up and down', async ({ values }) => {
      // Stored the wrong way round, so that an order that is none is seen.
      const turned = values.toReversed();
      const things = await withValues(turned);
      const ascending = turned.map((_, at) => turned.length - 1 - at);
      for (const indexed of [false, true]) {
        if (indexed) await things.createIndex({ v: 1 });
        const up = await things.find({}, { sort: { v: 1 } }).toArray();
        expect(idsOf(up)).toEqual(ascending);
        const down = await things.find({}, { sort: { v: -1 } }).toArray();
        expect(idsOf(down)).toEqual(ascending.toReversed());
      }
    });

    test.each(ROWS)(
      '[EM7] $alias is found by the name and the number of its type',
      async ({ alias, number }) => {
        const things = await withValues(ROWS.map(({ values }) => values[0]));
        const expected = [ROWS.findIndex((row) => row.alias === alias)];
        for (const wanted of [alias, number]) {
          expect(idsOf(await things.find({ v: { $type: wanted } }).toArray())).toEqual(expected);
        }
      },
    );

    test('[EM7] $type number, array, and types of elements', async () => {
      const things = await withValues([...ROWS.map(({ values }) => values[0]), [], ['x'], [[1]]]);
      const by = async ($type: string | string[]) =>
        idsOf(await things.find({ v: { $type } }, { sort: { _id: 1 } }).toArray());
      const numbers = ROWS.flatMap(({ alias }, at) => (NUMBERS.has(alias) ? [at] : []));
      expect(await by('number')).toEqual(numbers);
      const first = ROWS.length;
      expect(await by('array')).toEqual([first, first + 1, first + 2]);
      const text = ROWS.findIndex(({ alias }) => alias === 'string');
      expect(await by(['string'])).toEqual([text, first + 1]);
    });

    test('[EM7] a type that does not exist is refused', async () => {
      const things = await withValues([1]);
      expect(await codeOf(things.find({ v: { $type: 'integer' } }).toArray())).toBe(2);
      expect(await codeOf(things.find({ v: { $type: 30 } }).toArray())).toBe(2);
    });

    test('[EM7] all types sort one after the other, with and without an index', async () => {
      const classes = ROWS.filter(({ alias }) => !NUMBERS.has(alias) || alias === 'int');
      const values = classes.flatMap((row) => [...row.values]).toReversed();
      const things = await withValues(values);
      const ascending = values.map((_, at) => values.length - 1 - at);
      for (const index of [null, { v: 1 }, { v: -1 }] as const) {
        if (index) await things.createIndex(index);
        const hint = index ?? { $natural: 1 };
        const up = await things.find({}, { sort: { v: 1 }, hint }).toArray();
        expect(idsOf(up)).toEqual(ascending);
        const down = await things.find({}, { sort: { v: -1 }, hint }).toArray();
        expect(idsOf(down)).toEqual(ascending.toReversed());
      }
    });

    test('[EM15] numbers of all types sort by their exact value', async () => {
      const values = [
        new Double(Number.NaN),
        decimal('-Infinity'),
        new Double(-1e300),
        Long.MIN_VALUE,
        new Int32(-1),
        new Double(0),
        decimal('0.1'),
        // The double is 0.1000000000000000055…
        new Double(0.1),
        new Int32(1),
        decimal('1.000000000000000000000000000000001'),
        new Double(2 ** 53),
        long('9007199254740993'),
        decimal('9007199254740993.5'),
        new Double(2 ** 53 + 2),
        Long.MAX_VALUE,
        // One more than the greatest long.
        new Double(2 ** 63),
        decimal('9E+6144'),
        new Double(Infinity),
      ].toReversed();
      const things = await withValues(values);
      const ascending = values.map((_, at) => values.length - 1 - at);
      for (const indexed of [false, true]) {
        if (indexed) await things.createIndex({ v: 1 });
        expect(idsOf(await things.find({}, { sort: { v: 1 } }).toArray())).toEqual(ascending);
        const exact = { v: { $gt: new Double(2 ** 53), $lt: new Double(2 ** 53 + 2) } };
        expect(await things.countDocuments(exact)).toBe(2);
      }
    });

    const equals: readonly [string, unknown, unknown][] = [
      ['int and long', new Int32(1), long('1')],
      ['int and double', new Int32(1), new Double(1)],
      ['int and decimal', new Int32(1), decimal('1')],
      ['decimals written in two ways', decimal('1.0'), decimal('1')],
      ['long and decimal beyond 2^53', long('9007199254740993'), decimal('9007199254740993')],
      ['zero and minus zero', new Double(0), new Double(-0)],
      ['zero of two types', decimal('0E+3'), new Int32(0)],
      ['NaN of two types', new Double(Number.NaN), decimal('NaN')],
      ['infinity of two types', new Double(Infinity), decimal('Infinity')],
      ['numbers in documents', { n: new Int32(1) }, { n: new Double(1) }],
      ['string and symbol', 'text', new BSONSymbol('text')],
    ];

    test.each(equals)('[EM10] one unique key: %s', async (_, one, other) => {
      const things = store.fresh<{ v: unknown }>();
      await things.createIndex({ v: 1 }, { unique: true });
      await things.insertOne({ v: one });
      expect(await codeOf(things.insertOne({ v: other }))).toBe(11000);
      expect(await things.countDocuments({ v: other })).toBe(1);
    });

    const differences: readonly [string, unknown, unknown][] = [
      ['long and double that rounds to it', long('9007199254740993'), new Double(2 ** 53)],
      ['decimal 0.1 and double 0.1', decimal('0.1'), new Double(0.1)],
      ['number and text', new Int32(1), '1'],
      ['false and zero', false, new Int32(0)],
      ['null and an array without elements', null, []],
      ['documents in another order of fields', { a: 1, b: 2 }, { b: 2, a: 1 }],
      ['bytes of two subtypes', new Binary(Buffer.from('a'), 0), new Binary(Buffer.from('a'), 5)],
      ['text in two normal forms', 'é', 'e\u0301'],
    ];

    test.each(differences)('[EM10] two unique keys: %s', async (_, one, other) => {
      const things = store.fresh<{ v: unknown }>();
      await things.createIndex({ v: 1 }, { unique: true });
      await things.insertMany([{ v: one }, { v: other }]);
      expect(await things.countDocuments({ v: one })).toBe(1);
      expect(await things.countDocuments({ v: other })).toBe(1);
    });

    test('[EM10] identifiers that are equal numbers are the same', async () => {
      const things = store.fresh<{ _id: unknown }>();
      await things.insertOne({ _id: new Int32(1) });
      for (const _id of [long('1'), new Double(1), decimal('1.0')]) {
        expect(await codeOf(things.insertOne({ _id }))).toBe(11000);
        expect(await things.countDocuments({ _id })).toBe(1);
      }
    });

    test('[EM10] null and a missing field: one unique key, one answer', async () => {
      const missing = store.fresh<{ _id: number; v?: unknown }>();
      await missing.createIndex({ v: 1 }, { unique: true });
      await missing.insertOne({ _id: 1 });
      expect(await codeOf(missing.insertOne({ _id: 2 }))).toBe(11000);
      expect(await codeOf(missing.insertOne({ _id: 3, v: null }))).toBe(11000);
      const things = await withValues([null, undefined, [], [null], 0]);
      await things.updateOne({ _id: 1 }, { $unset: { v: '' } });
      for (const hint of [{ $natural: 1 }, { v: 1 }, { v: -1 }]) {
        if (!('$natural' in hint)) await things.createIndex(hint);
        const ids = async (filter: object) =>
          idsOf(await things.find(filter, { hint, sort: { _id: 1 } }).toArray());
        expect(await ids({ v: null })).toEqual([0, 1, 3]);
        expect(await ids({ v: { $in: [null] } })).toEqual([0, 1, 3]);
        expect(await ids({ v: { $ne: null } })).toEqual([2, 4]);
        expect(await ids({ v: { $exists: false } })).toEqual([1]);
        expect(await ids({ v: { $type: 'null' } })).toEqual([0, 3]);
        expect(await ids({ v: { $gte: null } })).toEqual([0, 1, 3]);
        const up = await things.find({}, { hint, sort: { v: 1, _id: 1 } }).toArray();
        expect(idsOf(up)).toEqual([2, 0, 1, 3, 4]);
      }
    });

    test('[EM1] types that few write come back too', async () => {
      const values = [new BSONSymbol('s'), new Code('1 + 1'), new Code('a', { a: new Int32(1) })];
      const things = await withValues(values);
      const options = { ...RAW, promoteValues: false, sort: { _id: 1 } } as const;
      const found = await things.find({}, options).toArray();
      expect(found.map(({ v }) => v)).toEqual(values);
      const ids = async ($type: string) => idsOf(await things.find({ v: { $type } }).toArray());
      expect(await ids('symbol')).toEqual([0]);
      expect(await ids('javascript')).toEqual([1]);
      expect(await ids('javascriptWithScope')).toEqual([2]);
    });
  });
}
