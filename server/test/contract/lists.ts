import type { IndexDescription } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

interface Entry {
  _id: number;
  space: string;
  kind: string;
  pinned: boolean;
  at: number;
  state?: { by: string; seen: number } | null;
}

const ENTRIES: readonly Entry[] = [
  { _id: 1, space: 'nord', kind: 'idea', pinned: false, at: 40 },
  { _id: 2, space: 'nord', kind: 'project', pinned: true, at: 10, state: { by: 'ann', seen: 1 } },
  { _id: 3, space: 'nord', kind: 'idea', pinned: false, at: 30, state: { by: 'bob', seen: 2 } },
  { _id: 4, space: 'sud', kind: 'idea', pinned: false, at: 20, state: null },
  { _id: 5, space: 'nord', kind: 'project', pinned: false, at: 30 },
];

const KEYS: readonly IndexDescription[] = [
  { key: { at: -1 } },
  { key: { space: 1, at: -1 } },
  { key: { space: 1, pinned: -1, at: -1 } },
  { key: { space: 1, kind: 1, pinned: -1, at: -1 } },
  { key: { space: 1, kind: 1, at: 1 } },
  { key: { space: 1, kind: 1, pinned: 1, at: 1 } },
  { key: { space: 1, kind: 1, pinned: -1, at: 1, _id: 1 } },
  { key: { space: 1, kind: 1, _id: 1 }, unique: true },
];

/** Pages of what a reader may see: one filter, one order, one index that fits them, or none. */
export function listsContract(connect: Connect): void {
  describe('lists', () => {
    const store = useStore(connect);

    const cases: [string, object, Record<string, 1 | -1>, number[]][] = [
      ['the newest of one space', { space: 'nord' }, { at: -1, _id: 1 }, [1, 3, 5, 2]],
      ['the pinned first', { space: 'nord' }, { pinned: -1, at: -1 }, [2, 1, 3, 5]],
      ['of one kind', { space: 'nord', kind: 'idea' }, { pinned: -1, at: -1 }, [1, 3]],
      [
        'in the order of two fields',
        { space: { $in: ['nord', 'sud'] } },
        { at: 1, _id: 1 },
        [2, 4, 3, 5, 1],
      ],
      [
        'after a place in the order',
        { space: 'nord', at: { $lte: 30, $ne: 10 } },
        { at: -1, _id: -1 },
        [5, 3],
      ],
      [
        'after one of several',
        { space: 'nord', $or: [{ at: { $lt: 30 } }, { at: 30, _id: { $gt: 3 } }] },
        { at: -1, _id: 1 },
        [5, 2],
      ],
      ['before an identifier', { _id: { $lt: 3 } }, { _id: -1 }, [2, 1]],
      ['all but one', { _id: { $ne: 1 }, space: 'nord' }, { _id: 1 }, [2, 3, 5]],
      ['by a field of a part', { 'state.by': { $in: ['ann', 'bob'] } }, { _id: 1 }, [2, 3]],
      ['by a field of a part that equals', { 'state.by': 'bob' }, { _id: 1 }, [3]],
      ['by a part that is null or missing', { state: null }, { _id: 1 }, [1, 4, 5]],
      ['by a bound on a field of a part', { 'state.seen': { $gte: 2 } }, { _id: 1 }, [3]],
    ];

    for (const indexed of [false, true]) {
      const how = indexed ? 'with indexes' : 'without an index';
      test.each(cases)(`[EM12] ${how}: %s`, async (_, filter, sort, expected) => {
        const entries = store.db().collection<Entry>(indexed ? 'indexed' : 'plain');
        if ((await entries.countDocuments({})) === 0) {
          if (indexed) await entries.createIndexes([...KEYS]);
          await entries.insertMany([...ENTRIES]);
        }
        const page = await entries.find(filter, { sort, limit: 10 }).toArray();
        expect(page.map(({ _id }) => _id)).toEqual(expected);
        const ids = await entries
          .find(filter, { sort, limit: 2, projection: { _id: 1 } })
          .toArray();
        expect(ids).toEqual(expected.slice(0, 2).map((_id) => ({ _id })));
        const first = await entries.findOne(filter, { sort, projection: { at: 1 } });
        expect(first?._id).toBe(expected[0]);
        expect(Object.keys(first ?? {})).toEqual(['_id', 'at']);
        expect((await entries.findOne(filter, { sort }))?._id).toBe(expected[0]);
        expect(await entries.find(filter, { projection: { _id: 1 } }).toArray()).toHaveLength(
          expected.length,
        );
        expect(await entries.find(filter, { limit: 2 }).toArray()).toHaveLength(ids.length);
      });
    }

    test('[EM10] each kind of key is listed as it was made, and a unique one is kept', async () => {
      const entries = store.fresh<Entry>();
      await entries.createIndexes([...KEYS]);
      const made = await entries.indexes();
      const texts = made.map(({ key }) => JSON.stringify(key)).sort();
      expect(texts).toEqual(['{"_id":1}', ...KEYS.map(({ key }) => JSON.stringify(key))].sort());
      expect(made.filter(({ unique }) => unique)).toHaveLength(1);
    });

    test('[EM10] a unique key of three fields refuses the whole key alone', async () => {
      const pairs = store.fresh();
      await pairs.createIndex({ person: 1, space: 1, role: 1 }, { unique: true });
      await pairs.insertOne({ person: 1, space: 1, role: 'a' });
      await pairs.insertOne({ person: 1, space: 1, role: 'b' });
      expect(await codeOf(pairs.insertOne({ person: 1, space: 1, role: 'a' }))).toBe(11000);
    });

    test('[EM13] the newest of a group is counted', async () => {
      const entries = store.fresh<Entry>();
      await entries.insertMany([...ENTRIES]);
      const stages = [{ $match: { space: 'nord' } }, { $sort: { at: -1 } }, { $limit: 3 }];
      const counted = await entries
        .aggregate([...stages, { $group: { _id: null, n: { $sum: 1 } } }])
        .toArray();
      expect(counted).toEqual([{ _id: null, n: 3 }]);
    });
  });
}
