import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

/** Documents in and out, bulk writes and cursors. */
export function crudContract(connect: Connect): void {
  describe('documents', () => {
    const store = useStore(connect);

    test('[EM1] each BSON type comes back as it was stored', async () => {
      const things = store.fresh();
      const document = {
        _id: new ObjectId(),
        int: new Int32(7),
        double: new Double(7),
        long: Long.fromString('9007199254740993'),
        text: 'é𝄞',
        date: new Date(0),
        bytes: new Binary(Buffer.from([1, 2]), 5),
        pattern: new BSONRegExp('a.b', 'i'),
        stamp: new Timestamp({ t: 5, i: 6 }),
        nothing: null,
        nested: { '10': new Int32(1), '2': new Int32(2), list: [{}, new Int32(1), 'x', null] },
      };
      await things.insertOne(document);
      const options = { promoteValues: false, bsonRegExp: true } as const;
      expect(await things.findOne({ _id: document._id }, options)).toEqual(document);
    });

    test('[EM1] an array in an array comes back', async () => {
      const things = store.fresh();
      await things.insertOne({ grid: [[], [1, [2]], {}] });
      expect(await things.findOne({})).toMatchObject({ grid: [[], [1, [2]], {}] });
    });

    test('[EM1] a text may hold the character zero', async () => {
      const things = store.fresh();
      await things.insertOne({ text: 'a\u0000b' });
      expect(await things.findOne({ text: 'a\u0000b' })).toMatchObject({ text: 'a\u0000b' });
    });

    test('[EM1] a decimal comes back with its digits', async () => {
      const things = store.fresh();
      await things.insertOne({ price: Decimal128.fromString('1.10') });
      expect(await things.findOne({})).toMatchObject({ price: Decimal128.fromString('1.10') });
    });

    test('[EM2] an update leaves the types of other fields alone', async () => {
      const things = store.fresh();
      await things.insertOne({ long: Long.fromNumber(5), double: new Double(2), int: 1 });
      await things.updateOne({}, { $inc: { long: 1, double: 1, int: 1 }, $set: { other: true } });
      const after = await things.findOne({}, { promoteValues: false, projection: { _id: 0 } });
      expect(after).toEqual({
        long: Long.fromNumber(6),
        double: new Double(3),
        int: new Int32(2),
        other: true,
      });
    });

    test('[EM1] _id is given by the store when missing, and put first', async () => {
      const things = store.fresh();
      await things.insertOne({ a: 1, _id: new ObjectId() });
      expect(Object.keys((await things.findOne({})) ?? {})).toEqual(['_id', 'a']);
      await store.db().command({ insert: things.collectionName, documents: [{ a: 2 }] });
      expect((await things.findOne({ a: 2 }))?._id).toBeInstanceOf(ObjectId);
    });

    test('[EM1] sort, skip, limit and projections', async () => {
      const things = store.fresh<{ _id: number; a?: number; b?: { c: number; d: number }[] }>();
      await things.insertMany([{ _id: 1, a: 3 }, { _id: 2, a: 1 }, { _id: 3 }, { _id: 4, a: 2 }]);
      const sorted = await things.find({}, { sort: { a: 1 }, skip: 1, limit: 2 }).toArray();
      expect(sorted.map(({ _id }) => _id)).toEqual([2, 4]);
      await things.insertOne({
        _id: 5,
        b: [
          { c: 1, d: 2 },
          { c: 3, d: 4 },
        ],
      });
      expect(await things.findOne({ _id: 5 }, { projection: { 'b.c': 1 } })).toEqual({
        _id: 5,
        b: [{ c: 1 }, { c: 3 }],
      });
      expect(await things.findOne({ _id: 5 }, { projection: { 'b.c': 0, _id: 0 } })).toEqual({
        b: [{ d: 2 }, { d: 4 }],
      });
      expect(await things.findOne({ a: 3 }, { projection: { _id: 1 } })).toEqual({ _id: 1 });
    });

    test('[EM1] a projection takes a part of an array', async () => {
      const things = store.fresh<{ _id: number; b: number[] }>();
      await things.insertOne({ _id: 5, b: [1, 2, 3] });
      expect(await things.findOne({}, { projection: { b: { $slice: -2 } } })).toEqual({
        _id: 5,
        b: [2, 3],
      });
    });

    test('[EM8] a projection that takes and leaves is refused', async () => {
      const things = store.fresh();
      expect(await codeOf(things.findOne({}, { projection: { a: 1, b: 0 } }))).toBe(31254);
    });

    test('[EM3] findAndModify answers before or after, inserts and removes', async () => {
      const things = store.fresh<{ _id: number; n: number; born?: boolean }>();
      const upserted = await things.findOneAndUpdate(
        { _id: 1 },
        { $inc: { n: 1 }, $setOnInsert: { born: true } },
        { upsert: true, returnDocument: 'after' },
      );
      expect(upserted).toEqual({ _id: 1, n: 1, born: true });
      expect(await things.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } })).toEqual({
        _id: 1,
        n: 1,
        born: true,
      });
      await things.insertOne({ _id: 2, n: 9 });
      expect(await things.findOneAndDelete({}, { sort: { n: -1 } })).toEqual({ _id: 2, n: 9 });
      expect(
        await things.findOneAndReplace({ _id: 1 }, { n: 0 }, { returnDocument: 'after' }),
      ).toEqual({ _id: 1, n: 0 });
      expect(await things.findOneAndUpdate({ _id: 3 }, { $set: { n: 1 } })).toBeNull();
    });

    test('[EM3] an upsert starts from the equalities of its query', async () => {
      const things = store.fresh();
      const result = await things.updateOne(
        { 'a.b': 1, c: { $eq: 2 }, d: { $gt: 3 } },
        { $set: { f: 6 } },
        { upsert: true },
      );
      expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
      expect(await things.findOne({}, { projection: { _id: 0 } })).toEqual({
        a: { b: 1 },
        c: 2,
        f: 6,
      });
    });

    test('[EM3] an upsert starts from the equalities inside $and too', async () => {
      const things = store.fresh();
      const asked = { $and: [{ e: { $in: [5] } }, { g: 7 }] };
      await things.updateOne(asked, { $set: { f: 6 } }, { upsert: true });
      expect(await things.findOne({}, { projection: { _id: 0 } })).toEqual({ e: 5, g: 7, f: 6 });
    });

    test('[EM4] bulk writes, ordered and not', async () => {
      const things = store.fresh<{ _id: number; n?: number }>();
      await things.insertOne({ _id: 2 });
      const three = [{ _id: 1 }, { _id: 2 }, { _id: 3 }];
      expect(await codeOf(things.insertMany(three))).toBe(11000);
      expect(await things.countDocuments()).toBe(2);
      expect(await codeOf(things.insertMany([{ _id: 1 }, { _id: 3 }], { ordered: false }))).toBe(
        11000,
      );
      expect(await things.countDocuments()).toBe(3);
      const result = await things.bulkWrite([
        { updateMany: { filter: {}, update: { $set: { n: 1 } } } },
        { updateOne: { filter: { _id: 9 }, update: { $set: { n: 2 } }, upsert: true } },
        { deleteOne: { filter: { _id: 1 } } },
        { replaceOne: { filter: { _id: 2 }, replacement: { n: 5 } } },
      ]);
      expect(result).toMatchObject({
        matchedCount: 4,
        modifiedCount: 4,
        upsertedCount: 1,
        deletedCount: 1,
      });
      expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
        { _id: 2, n: 5 },
        { _id: 3, n: 1 },
        { _id: 9, n: 2 },
      ]);
    });

    test('[EM5] a cursor goes on where it stopped, and ends when killed', async () => {
      const things = store.fresh<{ _id: number }>();
      await things.insertMany(Array.from({ length: 1000 }, (_, at) => ({ _id: at })));
      const all = await things.find({}, { batchSize: 7, sort: { _id: 1 } }).toArray();
      expect(all.map(({ _id }) => _id)).toEqual(Array.from({ length: 1000 }, (_, at) => at));
      const find = { find: things.collectionName, batchSize: 1 };
      const opened = await store.db().command(find, { promoteLongs: false });
      const { id } = opened.cursor;
      await store.db().command({ killCursors: things.collectionName, cursors: [id] });
      expect(
        await codeOf(store.db().command({ getMore: id, collection: things.collectionName })),
      ).toBe(43);
    });

    test('[EM6] large documents pass', async () => {
      const things = store.fresh();
      await things.insertOne({ text: 'x'.repeat(15_000_000) });
      expect((await things.findOne({}))?.text).toHaveLength(15_000_000);
    });

    test('[EM6] an update that makes a document too large is refused', async () => {
      const things = store.fresh();
      await things.insertOne({ text: 'x'.repeat(15_000_000) });
      expect(await codeOf(things.updateOne({}, { $set: { more: 'y'.repeat(3_000_000) } }))).toBe(
        10334,
      );
    });
  });
}
