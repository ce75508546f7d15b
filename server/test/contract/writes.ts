import { MongoBulkWriteError, MongoServerError } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

const JOURNALED = { writeConcern: { w: 'majority', j: true } } as const;

/** Writes as Trame makes them on every store: waited for by a majority, in the journal. */
export function writesContract(connect: Connect): void {
  describe('writes', () => {
    const store = useStore(connect);

    test('[EM4] each write takes a write concern', async () => {
      interface Thing {
        _id: number;
        n?: number;
        m?: number;
      }
      const { collectionName } = store.fresh();
      const things = store.db().collection<Thing>(collectionName, JOURNALED);
      expect(await things.createIndex({ n: 1 })).toBe('n_1');
      expect((await things.insertOne({ _id: 1 })).insertedId).toBe(1);
      await things.insertMany([{ _id: 2 }, { _id: 3 }], { ordered: false });
      const one = await things.updateOne({ _id: 1 }, { $set: { n: 1 } });
      expect(one).toMatchObject({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0 });
      const many = await things.updateMany({}, { $set: { m: 1 } });
      expect(many).toMatchObject({ matchedCount: 3, modifiedCount: 3 });
      const upserted = await things.updateOne({ _id: 4 }, { $set: { n: 4 } }, { upsert: true });
      expect(upserted).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 4 });
      expect((await things.replaceOne({ _id: 2 }, { n: 9 })).modifiedCount).toBe(1);
      expect((await things.deleteOne({ _id: 3 })).deletedCount).toBe(1);
      expect((await things.deleteMany({ n: { $gte: 4 } })).deletedCount).toBe(2);
      expect(await things.find().toArray()).toEqual([{ _id: 1, n: 1, m: 1 }]);
    });

    test('[EM4] an ordered batch tells where it stopped, and what was made', async () => {
      const things = store.fresh<{ _id: number }>();
      const error = await things
        .insertMany([{ _id: 1 }, { _id: 2 }, { _id: 1 }, { _id: 3 }], JOURNALED)
        .catch((reason: unknown) => reason);
      if (!(error instanceof MongoBulkWriteError)) throw new Error('expected a refusal');
      expect(error.insertedCount).toBe(2);
      expect(error.writeErrors).toMatchObject([{ index: 2, code: 11000 }]);
      expect(await things.countDocuments({})).toBe(2);
    });

    test('[EM4] an unordered batch tells each refusal', async () => {
      const things = store.fresh<{ _id: number }>();
      const batch = [{ _id: 1 }, { _id: 1 }, { _id: 2 }, { _id: 2 }, { _id: 3 }];
      const error = await things
        .insertMany(batch, { ordered: false, ...JOURNALED })
        .catch((reason: unknown) => reason);
      if (!(error instanceof MongoBulkWriteError)) throw new Error('expected refusals');
      expect(error.insertedCount).toBe(3);
      expect([error.writeErrors].flat().map(({ index }) => index)).toEqual([1, 3]);
      expect(await things.countDocuments({})).toBe(3);
    });

    test('[EM4] a mixed batch goes on after a refusal when it has no order', async () => {
      const things = store.fresh<{ _id: number; n: number }>();
      await things.createIndex({ n: 1 }, { unique: true });
      await things.insertMany([
        { _id: 1, n: 1 },
        { _id: 2, n: 2 },
      ]);
      const operations = [
        { updateOne: { filter: { _id: 1 }, update: { $set: { n: 2 } } } },
        { updateOne: { filter: { _id: 3 }, update: { $set: { n: 3 } }, upsert: true } },
        { deleteOne: { filter: { _id: 2 } } },
      ];
      expect(await codeOf(things.bulkWrite(operations))).toBe(11000);
      expect(await things.countDocuments({})).toBe(2);
      expect(await codeOf(things.bulkWrite(operations, { ordered: false }))).toBe(11000);
      expect(await things.find({}, { sort: { _id: 1 } }).toArray()).toEqual([
        { _id: 1, n: 1 },
        { _id: 3, n: 3 },
      ]);
    });

    test('[EM10] an upsert that meets a taken key tells which', async () => {
      const things = store.fresh();
      await things.createIndex({ name: 1, sequence: 1 }, { unique: true });
      await things.insertOne({ name: 'a', sequence: 5 });
      const older = { name: 'a', sequence: { $lt: 5 } };
      const error = await things
        .updateOne(older, { $set: { sequence: 5 } }, { upsert: true })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(MongoServerError);
      expect(error).toMatchObject({ code: 11000 });
      expect(await things.countDocuments({})).toBe(1);
    });

    test('[EM3] a replacement keeps the identifier and nothing else', async () => {
      const things = store.fresh<{ _id: number; a?: number; b?: number }>();
      await things.insertOne({ _id: 1, a: 1 });
      await things.replaceOne({ a: 1 }, { b: 2 });
      expect(await things.findOne({})).toEqual({ _id: 1, b: 2 });
      const other = { update: things.collectionName, updates: [{ q: { _id: 1 }, u: { _id: 2 } }] };
      expect((await store.db().command(other)).writeErrors).toMatchObject([{ code: 66 }]);
      await things.replaceOne({ _id: 5 }, { b: 5 }, { upsert: true });
      expect(await things.findOne({ b: 5 })).toEqual({ _id: 5, b: 5 });
    });
  });
}
