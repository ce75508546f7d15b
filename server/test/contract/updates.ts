import { Decimal128, Double, Long } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

/** Update operators, from the manual's page of each. */
export function updatesContract(connect: Connect): void {
  describe('updates', () => {
    const store = useStore(connect);
    const cases: [string, object, object, object][] = [
      ['$set makes the way', { a: 1 }, { $set: { 'b.c': 2 } }, { a: 1, b: { c: 2 } }],
      ['$set in an array by position', { a: [1] }, { $set: { 'a.2': 3 } }, { a: [1, null, 3] }],
      ['$unset', { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '' } }, { b: { d: 2 } }],
      ['$unset of an element', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
      ['$inc from nothing', {}, { $inc: { n: 3 } }, { n: 3 }],
      ['$mul from nothing', { m: 4 }, { $mul: { n: 3, m: 2 } }, { m: 8, n: 0 }],
      [
        '$min and $max',
        { a: 5, b: 5 },
        { $min: { a: 3, c: 1 }, $max: { b: 3 } },
        { a: 3, b: 5, c: 1 },
      ],
      ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c.d' } }, { b: 2, c: { d: 1 } }],
      ['$push', { a: [1] }, { $push: { a: 2, b: { c: 1 } } }, { a: [1, 2], b: [{ c: 1 }] }],
      [
        '$push with each modifier',
        { a: [{ n: 3 }, { n: 1 }] },
        { $push: { a: { $each: [{ n: 2 }, { n: 5 }], $sort: { n: -1 }, $slice: 3 } } },
        { a: [{ n: 5 }, { n: 3 }, { n: 2 }] },
      ],
      [
        '$push sorts by arrays as a whole',
        { a: [{ n: [1, 9] }, { n: [] }, { n: [2] }] },
        { $push: { a: { $each: [{ n: 5 }], $sort: { n: -1 } } } },
        { a: [{ n: [2] }, { n: [1, 9] }, { n: [] }, { n: 5 }] },
      ],
      [
        '$push at a position',
        { a: [1, 4] },
        { $push: { a: { $each: [2, 3], $position: 1 } } },
        { a: [1, 2, 3, 4] },
      ],
      [
        '$push keeps the last',
        { a: [1, 2] },
        { $push: { a: { $each: [3], $slice: -2 } } },
        { a: [2, 3] },
      ],
      [
        '$addToSet',
        { a: [1, { b: 1 }] },
        { $addToSet: { a: { $each: [1, 2, { b: 1 }] } } },
        { a: [1, { b: 1 }, 2] },
      ],
      ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
      [
        '$pull leaves arrays that hold the value',
        { a: [[1], 1] },
        { $pull: { a: 1 } },
        { a: [[1]] },
      ],
      ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
      [
        '$pull documents',
        { a: [{ b: 1, c: 2 }, { b: 2 }] },
        { $pull: { a: { b: 1 } } },
        { a: [{ b: 2 }] },
      ],
      ['$pullAll', { a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
      ['$pop', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [2] }],
      [
        'every element',
        { a: [{ n: 1 }, { n: 2 }] },
        { $inc: { 'a.$[].n': 1 } },
        { a: [{ n: 2 }, { n: 3 }] },
      ],
    ];

    test.each(cases)('[EM9] %s', async (_, before, update, after) => {
      const things = store.fresh();
      await things.insertOne({ ...before });
      await things.updateOne({}, update);
      expect(await things.findOne({}, { projection: { _id: 0 } })).toEqual(after);
    });

    test('[EM9] new fields come in the order of their names, whatever the operators', async () => {
      const things = store.fresh<{ _id: number }>();
      await things.insertOne({ _id: 1 });
      await things.updateOne({}, { $set: { d: 1, b: 1 }, $inc: { c: 1 }, $push: { a: 1 } });
      expect(Object.keys((await things.findOne({})) ?? {})).toEqual(['_id', 'a', 'b', 'c', 'd']);
    });

    test('[EM9] the element that the query found', async () => {
      const things = store.fresh();
      await things.insertOne({
        a: [
          { k: 1, n: 0 },
          { k: 2, n: 0 },
        ],
      });
      await things.updateOne({ 'a.k': 2 }, { $set: { 'a.$.n': 9 } });
      expect(await things.findOne({}, { projection: { _id: 0 } })).toEqual({
        a: [
          { k: 1, n: 0 },
          { k: 2, n: 9 },
        ],
      });
    });

    test('[EM9] the elements that a filter of their own finds', async () => {
      const things = store.fresh();
      await things.insertOne({
        a: [
          { k: 1, n: 0 },
          { k: 2, n: 0 },
        ],
      });
      await things.updateOne({}, { $inc: { 'a.$[one].n': 1 } }, { arrayFilters: [{ 'one.k': 1 }] });
      expect(await things.findOne({}, { projection: { _id: 0 } })).toEqual({
        a: [
          { k: 1, n: 1 },
          { k: 2, n: 0 },
        ],
      });
    });

    test('[EM9] numbers widen as MongoDB widens them', async () => {
      const things = store.fresh();
      await things.insertOne({ a: 2_147_483_647, b: 1, d: 1 });
      await things.updateOne({}, { $inc: { a: 1, b: 0.5, d: Long.fromNumber(1) } });
      expect(await things.findOne({}, { projection: { _id: 0 }, promoteValues: false })).toEqual({
        a: Long.fromNumber(2_147_483_648),
        b: new Double(1.5),
        d: Long.fromNumber(2),
      });
    });

    test('[EM9] a decimal stays one', async () => {
      const things = store.fresh();
      await things.insertOne({ c: Decimal128.fromString('0.1') });
      await things.updateOne({}, { $inc: { c: 1 } });
      expect(await things.findOne({})).toMatchObject({ c: Decimal128.fromString('1.1') });
    });

    test('[EM9] $currentDate', async () => {
      const things = store.fresh();
      await things.insertOne({ n: 1 });
      await things.updateOne({}, { $currentDate: { at: true } });
      expect(await things.findOne({})).toMatchObject({ n: 1, at: expect.any(Date) });
    });

    test('[EM9] updates by a pipeline', async () => {
      const things = store.fresh();
      await things.insertOne({ n: 1 });
      await things.updateOne({}, [{ $set: { m: { $add: ['$n', 1] } } }, { $unset: 'n' }]);
      expect(await things.findOne({})).toMatchObject({ m: 2 });
      expect(await things.findOne({ n: { $exists: true } })).toBeNull();
    });

    test('[EM9] what changes nothing is matched, not modified', async () => {
      const things = store.fresh();
      await things.insertMany([{ a: 1 }, { a: 2 }]);
      expect(await things.updateMany({}, { $set: { a: 1 } })).toMatchObject({
        matchedCount: 2,
        modifiedCount: 1,
      });
    });

    const wrong: [string, object, number][] = [
      ['$inc by text', { $inc: { a: 'x' } }, 14],
      ['$mul by null', { $mul: { 'a.b': null } }, 14],
      ['$rename to a number', { $rename: { a: 1 } }, 2],
      ['$push of what is no list', { $push: { a: { $each: 1 } } }, 2],
      ['$pull by an unknown operator', { $pull: { a: { $foo: 1 } } }, 2],
    ];

    test.each(wrong)('[EM8] refused where nothing matches: %s', async (_, update, code) => {
      const things = store.fresh<{ _id: number }>();
      await things.insertOne({ _id: 1 });
      expect(await codeOf(things.updateOne({ _id: 2 }, update))).toBe(code);
    });

    const refusals: [string, object, number][] = [
      ['_id cannot change', { $set: { _id: 5 } }, 66],
      ['two changes of one path', { $set: { a: 1 }, $inc: { a: 1 } }, 40],
      ['a path below another', { $set: { a: 1, 'a.b': 1 } }, 40],
      ['$inc of text', { $inc: { text: 1 } }, 14],
      ['$inc by text', { $inc: { a: 'x' } }, 14],
      ['an unknown operator', { $foo: { a: 1 } }, 9],
      ['$push onto a number', { $push: { a: 1 } }, 2],
      ['$pop of a number', { $pop: { a: 1 } }, 14],
      ['a path through a number', { $set: { 'a.b': 1 } }, 28],
      ['$pop through a number', { $pop: { 'a.b': 1 } }, 28],
      ['$pull through a number', { $pull: { 'a.b': 1 } }, 28],
      ['$rename from below a number', { $rename: { 'a.b': 'c' } }, 28],
      ['$rename out of an array', { $rename: { 'list.0.x': 'c' } }, 2],
      ['$rename into an array', { $rename: { text: 'list.0.y' } }, 2],
    ];

    test.each(refusals)('[EM8] refused: %s', async (_, update, code) => {
      const things = store.fresh<{ _id: number; a: number; text: string; list: object[] }>();
      const document = { _id: 1, a: 1, text: 'x', list: [{ x: 1 }] };
      await things.insertOne({ ...document });
      expect(await codeOf(things.updateOne({}, update))).toBe(code);
      expect(await things.findOne({})).toEqual(document);
    });
  });
}
