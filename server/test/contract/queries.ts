import { Decimal128, Double, Long, ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

/** What a filter finds, from the manual's pages on query operators and arrays. */
export function queriesContract(connect: Connect): void {
  describe('queries', () => {
    const store = useStore(connect);
    const someId = new ObjectId();
    const documents = [
      { _id: 1, a: 1, tags: ['red', 'blue'], at: new Date(1000) },
      { _id: 2, a: new Double(2.5), tags: [], who: someId },
      {
        _id: 3,
        a: 'text',
        deep: [
          { x: 1, y: 1 },
          { x: 2, y: 2 },
        ],
      },
      { _id: 4, a: null, deep: [{ x: 1, y: 2 }] },
      { _id: 5, b: { c: 1, d: 2 } },
      { _id: 6, a: [1, 10], tags: 'red' },
      { _id: 7, a: Long.fromNumber(1), deep: [] },
    ];
    const cases: [string, object, number[]][] = [
      ['equality across number types and in arrays', { a: 1 }, [1, 6, 7]],
      ['null finds null and missing', { a: null }, [4, 5]],
      ['comparison keeps to one type', { a: { $gte: 1 } }, [1, 2, 6, 7]],
      ['each bound may be met by another element', { a: { $gt: 2, $lt: 5 } }, [2, 6]],
      ['$elemMatch binds one element', { a: { $elemMatch: { $gt: 2, $lt: 5 } } }, []],
      ['$ne leaves out arrays that hold the value', { tags: { $ne: 'red' } }, [2, 3, 4, 5, 7]],
      ['$in with null', { who: { $in: [someId, null] } }, [1, 2, 3, 4, 5, 6, 7]],
      ['$nin', { a: { $nin: [1, null] } }, [2, 3]],
      ['$exists', { a: { $exists: false } }, [5]],
      ['$type by name and in arrays', { a: { $type: ['string', 'long'] } }, [3, 7]],
      ['$type number', { a: { $type: 'number' } }, [1, 2, 6, 7]],
      ['$size', { tags: { $size: 0 } }, [2]],
      ['$all', { tags: { $all: ['blue', 'red'] } }, [1]],
      ['an array as a whole, in order', { tags: ['red', 'blue'] }, [1]],
      ['an array in another order', { tags: ['blue', 'red'] }, []],
      ['an embedded document as a whole', { b: { c: 1, d: 2 } }, [5]],
      ['an embedded document in another order', { b: { d: 2, c: 1 } }, []],
      ['a path through an array', { 'deep.x': 2 }, [3]],
      ['a position in an array', { 'deep.0.y': 2 }, [4]],
      ['below a scalar in an array nothing is missing', { 'tags.0.x': null }, [3, 4, 5, 6, 7]],
      ['paths may meet in different elements', { 'deep.x': 1, 'deep.y': 2 }, [3, 4]],
      ['$elemMatch on documents', { deep: { $elemMatch: { x: 1, y: 2 } } }, [4]],
      ['an element that is an array', { grid: [3] }, [5]],
      ['$elemMatch does not enter an array in the array', { grid: { $elemMatch: { $gt: 2 } } }, []],
      [
        'an $elemMatch in an $elemMatch does',
        { grid: { $elemMatch: { $elemMatch: { $gt: 2 } } } },
        [5],
      ],
      ['$not', { a: { $not: { $gte: 2 } } }, [1, 3, 4, 5, 7]],
      ['$or and $nor', { $or: [{ _id: 1 }, { a: 'text' }], $nor: [{ _id: 3 }] }, [1]],
      ['$regex', { a: { $regex: '^TE', $options: 'i' } }, [3]],
      ['$mod', { _id: { $mod: [3, 1] } }, [1, 4, 7]],
      ['dates', { at: { $lte: new Date(1000) } }, [1]],
      ['identifiers', { who: someId }, [2]],
      ['$expr', { $expr: { $gt: ['$_id', 6] } }, [7]],
      ['nothing', { _id: { $in: [] } }, []],
    ];

    test.each(cases)('[EM7] %s', async (_, filter, expected) => {
      const things = store.db().collection<{ _id: number }>('asked');
      if ((await things.countDocuments()) === 0) await things.insertMany(documents);
      // Compatible servers may know no array in an array: only what asks for one depends on it.
      if ('grid' in filter) await things.updateOne({ _id: 5 }, { $set: { grid: [[1, 2], [3]] } });
      const found = await things.find(filter, { sort: { _id: 1 } }).toArray();
      expect(found.map(({ _id }) => _id)).toEqual(expected);
      expect(await things.countDocuments(filter)).toBe(expected.length);
    });

    test('[EM7] values sort in the order of their types', async () => {
      const things = store.fresh<{ _id: number; v?: unknown }>();
      const values = [
        new Date(5),
        true,
        { a: 1 },
        'b',
        3,
        someId,
        null,
        [9],
        Buffer.from('x'),
        /r/,
      ];
      await things.insertMany(values.map((v, at) => ({ _id: at, v })));
      const sorted = await things.find({}, { sort: { v: 1 } }).toArray();
      // Null, numbers (an array sorts by its least element), text, object, bytes, id, bool, date, regex.
      expect(sorted.map(({ _id }) => _id)).toEqual([6, 4, 7, 3, 2, 8, 5, 1, 0, 9]);
    });

    test('[EM7] $mod reckons with whole numbers beyond what a double holds', async () => {
      const things = store.fresh<{ _id: number; n: unknown }>();
      await things.insertMany([
        { _id: 1, n: Long.fromString('9007199254740993') },
        { _id: 2, n: Decimal128.fromString('9007199254740993.9') },
        { _id: 3, n: new Double(9007199254740992) },
        { _id: 4, n: new Double(1e300) },
        { _id: 5, n: Decimal128.fromString('NaN') },
      ]);
      const odd = await things.find({ n: { $mod: [2, 1] } }, { sort: { _id: 1 } }).toArray();
      expect(odd.map(({ _id }) => _id)).toEqual([1, 2]);
      expect(await things.countDocuments({ n: { $mod: [2, 0] } })).toBe(1);
    });

    test('[EM7] in a sort, fields of one element go together, and a scalar has none', async () => {
      const things = store.fresh<{ _id: number; d?: unknown }>();
      await things.insertMany([
        {
          _id: 1,
          d: [
            { x: 1, y: 9 },
            { x: 5, y: 0 },
          ],
        },
        { _id: 2, d: { x: 1, y: 5 } },
        { _id: 3, d: [7, { x: 9 }] },
      ]);
      const sorted = await things.find({}, { sort: { 'd.x': 1, 'd.y': 1 } }).toArray();
      expect(sorted.map(({ _id }) => _id)).toEqual([3, 2, 1]);
    });

    test('[EM8] a sort by two arrays side by side is refused', async () => {
      const things = store.fresh();
      await things.insertOne({ a: [1], b: [2] });
      expect(await codeOf(things.find({}, { sort: { a: 1, b: 1 } }).toArray())).toBe(2);
      expect(await codeOf(things.aggregate([{ $sort: { a: 1, b: 1 } }]).toArray())).toBe(2);
    });

    const refusals: [string, object][] = [
      ['an unknown operator', { a: { $foo: 1 } }],
      ['an unknown operator at the top', { $foo: 1 }],
      ['$in of no array', { a: { $in: 1 } }],
      ['$or of nothing', { $or: [] }],
    ];

    test.each(refusals)('[EM8] refused: %s', async (_, filter) => {
      expect(await codeOf(store.fresh().find(filter).toArray())).toBe(2);
    });

    test('[EM8] refused: a pattern that is none', async () => {
      const found = store.fresh().find({ a: { $regex: '(' } });
      expect(await codeOf(found.toArray())).toBeGreaterThan(0);
    });

    test('[EM8] refused: a command that is none', async () => {
      expect(await codeOf(store.db().command({ thisIsNoCommand: 1 }))).toBe(59);
    });

    test('[EM7] distinct values, those of arrays one by one', async () => {
      const things = store.fresh();
      await things.insertMany([{ a: [1, 2] }, { a: 2 }, { a: Long.fromNumber(1) }, { b: 1 }]);
      expect(await things.distinct('a')).toEqual([1, 2]);
    });
  });
}
