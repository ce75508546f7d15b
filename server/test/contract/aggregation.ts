import { Decimal128, Double, Int32, Long } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

/** The stages that Trame uses, with the results that the manual gives them. */
export function aggregationContract(connect: Connect): void {
  describe('aggregation', () => {
    const store = useStore(connect);
    const sales = [
      { _id: 1, item: 'a', price: 10, quantity: 2, tags: ['x', 'y'] },
      { _id: 2, item: 'b', price: 20, quantity: 1, tags: [] },
      { _id: 3, item: 'a', price: 5, quantity: 5 },
      { _id: 4, item: null, price: 1, quantity: 1, tags: 'z' },
    ];
    const cases: [string, object[], object[]][] = [
      [
        '$match, $group, $sort',
        [
          { $match: { item: { $ne: null } } },
          { $group: { _id: '$item', sum: { $sum: '$price' }, n: { $sum: 1 } } },
          { $sort: { _id: 1 } },
        ],
        [
          { _id: 'a', sum: 15, n: 2 },
          { _id: 'b', sum: 20, n: 1 },
        ],
      ],
      [
        '$group with an expression',
        [{ $group: { _id: null, sum: { $sum: { $multiply: ['$price', '$quantity'] } } } }],
        [{ _id: null, sum: 66 }],
      ],
      [
        '$min of a group',
        [{ $group: { _id: null, v: { $min: '$price' } } }],
        [{ _id: null, v: 1 }],
      ],
      [
        '$max of a group',
        [{ $group: { _id: null, v: { $max: '$price' } } }],
        [{ _id: null, v: 20 }],
      ],
      [
        '$avg of a group',
        [{ $group: { _id: null, v: { $avg: '$price' } } }],
        [{ _id: null, v: 9 }],
      ],
      [
        '$first of a group',
        [{ $sort: { _id: 1 } }, { $group: { _id: null, v: { $first: '$_id' } } }],
        [{ _id: null, v: 1 }],
      ],
      [
        '$last of a group',
        [{ $sort: { _id: 1 } }, { $group: { _id: null, v: { $last: '$_id' } } }],
        [{ _id: null, v: 4 }],
      ],
      [
        '$push of a group',
        [{ $sort: { _id: 1 } }, { $group: { _id: null, v: { $push: '$_id' } } }],
        [{ _id: null, v: [1, 2, 3, 4] }],
      ],
      [
        '$unwind',
        [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
        [
          { _id: 1, tags: 'x' },
          { _id: 1, tags: 'y' },
          { _id: 4, tags: 'z' },
        ],
      ],
      [
        '$unwind keeping the empty',
        [
          { $match: { _id: { $lte: 2 } } },
          { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' } },
          { $project: { tags: 1, at: 1 } },
        ],
        [
          { _id: 1, tags: 'x', at: 0 },
          { _id: 1, tags: 'y', at: 1 },
          { _id: 2, at: null },
        ],
      ],
      ['$count', [{ $match: { price: { $gte: 5 } } }, { $count: 'total' }], [{ total: 3 }]],
      ['$count of nothing', [{ $match: { price: 99 } }, { $count: 'total' }], []],
      [
        '$skip before $limit',
        [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
        [{ _id: 2 }, { _id: 3 }],
      ],
      [
        '$limit before $skip',
        [{ $sort: { _id: 1 } }, { $limit: 2 }, { $skip: 1 }, { $project: { _id: 1 } }],
        [{ _id: 2 }],
      ],
      [
        '$project with $multiply',
        [
          { $match: { _id: 1 } },
          { $project: { _id: 0, v: { $multiply: ['$price', '$quantity'] } } },
        ],
        [{ v: 20 }],
      ],
      [
        '$project with $concat',
        [{ $match: { _id: 1 } }, { $project: { _id: 0, v: { $concat: ['$item', '!'] } } }],
        [{ v: 'a!' }],
      ],
      [
        '$project with $size',
        [{ $match: { _id: 1 } }, { $project: { _id: 0, v: { $size: '$tags' } } }],
        [{ v: 2 }],
      ],
      [
        '$addFields',
        [{ $match: { _id: 2 } }, { $addFields: { more: '$price' } }, { $project: { more: 1 } }],
        [{ _id: 2, more: 20 }],
      ],
      [
        '$addFields below a new field',
        [{ $match: { _id: 2 } }, { $addFields: { 'more.deep': 1 } }, { $project: { more: 1 } }],
        [{ _id: 2, more: { deep: 1 } }],
      ],
      [
        '$unset',
        [{ $match: { _id: 2 } }, { $unset: ['tags', 'quantity'] }],
        [{ _id: 2, item: 'b', price: 20 }],
      ],
      [
        '$replaceRoot',
        [{ $match: { _id: 2 } }, { $replaceRoot: { newRoot: { was: '$_id' } } }],
        [{ was: 2 }],
      ],
      [
        '$cond',
        [
          { $match: { _id: 4 } },
          { $project: { v: { $cond: [{ $gt: ['$price', 5] }, 'yes', 'no'] } } },
        ],
        [{ _id: 4, v: 'no' }],
      ],
      [
        '$ifNull',
        [{ $match: { _id: 4 } }, { $project: { v: { $ifNull: ['$item', 'none'] } } }],
        [{ _id: 4, v: 'none' }],
      ],
    ];

    test.each(cases)('[EM13] %s', async (_, pipeline, expected) => {
      const things = store.db().collection<{ _id: number }>('sales');
      if ((await things.estimatedDocumentCount()) === 0) await things.insertMany(sales);
      expect(await things.aggregate(pipeline).toArray()).toEqual(expected);
    });

    test('[EM13] sums and averages keep the widest type', async () => {
      const things = store.fresh();
      const of = async (...values: unknown[]) => {
        await things.deleteMany({});
        await things.insertMany(values.map((v) => ({ v })));
        const fields = { sum: { $sum: '$v' }, mean: { $avg: '$v' } };
        const stages = [{ $group: { _id: null, ...fields } }, { $project: { _id: 0 } }];
        return things.aggregate(stages, { promoteValues: false }).next();
      };
      const decimal = (text: string) => Decimal128.fromString(text);
      const [third, most] = ['0.3333333333333333333333333333333333', Long.MAX_VALUE];
      expect(await of(1, 'text', null, 2)).toEqual({ sum: new Int32(3), mean: new Double(1.5) });
      expect(await of(2 ** 31 - 1, 1)).toMatchObject({ sum: Long.fromNumber(2 ** 31) });
      expect(await of(1, Long.fromNumber(2))).toMatchObject({ sum: Long.fromNumber(3) });
      // What 64 bits do not hold on the way may come back; what they do not hold at the end is a double.
      expect(await of(most, 1, -1)).toMatchObject({ sum: most });
      expect(await of(most, 1)).toMatchObject({ sum: new Double(2 ** 63) });
      expect(await of(1, new Double(0.5))).toEqual({
        sum: new Double(1.5),
        mean: new Double(0.75),
      });
      expect(await of(decimal('0.1'), decimal('0.2'))).toEqual({
        sum: decimal('0.3'),
        mean: decimal('0.15'),
      });
      expect(await of(decimal('1'), 0, 0)).toEqual({ sum: decimal('1'), mean: decimal(third) });
    });

    test('[EM13] $sample takes as many as asked', async () => {
      const things = store.fresh();
      await things.insertMany(Array.from({ length: 20 }, (_, n) => ({ n })));
      const taken = await things.aggregate([{ $sample: { size: 5 } }]).toArray();
      expect(new Set(taken.map(({ n }) => n)).size).toBe(5);
    });

    const refusals: [string, object, number][] = [
      ['an unknown stage', { $foo: 1 }, 40324],
      ['an unknown accumulator', { $group: { _id: null, a: { $foo: 1 } } }, 15952],
      ['a group without its key', { $group: { a: { $sum: 1 } } }, 15955],
      ['a change stream without a replica set', { $changeStream: {} }, 40573],
    ];

    test.each(refusals)('[EM8] refused: %s', async (_, stage, code) => {
      const things = store.fresh();
      await things.insertOne({ a: 1 });
      expect(await codeOf(things.aggregate([stage]).toArray())).toBe(code);
    });

    test('[EM8] refused: an unknown expression', async () => {
      const things = store.fresh();
      await things.insertOne({ a: 1 });
      const found = things.aggregate([{ $project: { b: { $foo: 1 } } }]);
      expect(await codeOf(found.toArray())).toBeGreaterThan(0);
    });
  });
}
