import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

/** Collections, cursors, sessions: what drivers do around the documents. */
export function administrationContract(connect: Connect): void {
  describe('administration', () => {
    const store = useStore(connect);

    test('[EM14] collections are made once, listed, counted and dropped', async () => {
      const db = store.db();
      const { collectionName: name } = await db.createCollection('made');
      await db.collection(name).insertMany([{ a: 1 }, { a: 2 }]);
      expect(await db.listCollections({ name }).toArray()).toMatchObject([
        { name, type: 'collection' },
      ]);
      const names = await db.listCollections({}, { nameOnly: true }).toArray();
      expect(names.map((each) => each.name)).toContain(name);
      expect(await db.collection(name).estimatedDocumentCount()).toBe(2);
      await db.collection(name).drop();
      expect(await db.listCollections({ name }).toArray()).toEqual([]);
      expect(await db.collection(name).countDocuments({})).toBe(0);
    });

    test('[EM8] the indexes of nothing are refused', async () => {
      const things = store.fresh();
      expect(await codeOf(things.listIndexes().toArray())).toBe(26);
      expect(await codeOf(things.dropIndex('a_1'))).toBe(26);
    });

    test('[EM14] a database is listed, and gone once dropped', async () => {
      const database = store.client().db(`${store.db().databaseName}_other`);
      await database.collection('things').insertOne({ a: 1 });
      const names = async () => {
        const { databases } = await store.db().admin().listDatabases({ nameOnly: true });
        return databases.map(({ name }) => name);
      };
      expect(await names()).toContain(database.databaseName);
      await database.dropDatabase();
      expect(await names()).not.toContain(database.databaseName);
    });

    test('[EM14] a server tells what it is and how it fares', async () => {
      const admin = store.db().admin();
      const { version } = await admin.command({ buildInfo: 1 });
      const status = await admin.command({ serverStatus: 1 });
      expect(status).toMatchObject({
        ok: 1,
        version,
        host: expect.any(String),
        process: expect.any(String),
        uptime: expect.any(Number),
        localTime: expect.any(Date),
      });
    });

    test('[EM5] batches have the size that was asked for', async () => {
      const things = store.fresh<{ _id: number }>();
      await things.insertMany(Array.from({ length: 10 }, (_, _id) => ({ _id })));
      const command = { find: things.collectionName, filter: {}, sort: { _id: 1 }, batchSize: 2 };
      const { cursor } = await store.db().command(command, { promoteLongs: false });
      expect(cursor.firstBatch).toHaveLength(2);
      const more = { getMore: cursor.id, collection: things.collectionName, batchSize: 3 };
      const next = await store.db().command(more, { promoteLongs: false });
      expect(next.cursor.nextBatch.map(({ _id }: { _id: number }) => _id)).toEqual([2, 3, 4]);
      const rest = await store.db().command({ ...more, batchSize: 100 });
      expect(rest.cursor.nextBatch).toHaveLength(5);
      expect(Number(rest.cursor.id)).toBe(0);
    });

    test('[EM5] without a batch size the first answer has 101 documents', async () => {
      const things = store.fresh();
      await things.insertMany(Array.from({ length: 250 }, (_, n) => ({ n })));
      const first = await store.db().command({ find: things.collectionName, filter: {} });
      expect(first.cursor.firstBatch).toHaveLength(101);
      expect(await things.find({}).toArray()).toHaveLength(250);
      expect(await things.aggregate([{ $match: {} }]).toArray()).toHaveLength(250);
    });

    test('[EM5] a batch size of zero answers nothing yet', async () => {
      const things = store.fresh();
      await things.insertMany([{ a: 1 }, { a: 2 }]);
      const opened = await store.db().command({ find: things.collectionName, batchSize: 0 });
      expect(opened.cursor.firstBatch).toEqual([]);
      expect(Number(opened.cursor.id)).not.toBe(0);
      const pipeline = things.aggregate([{ $sort: { a: 1 } }], { batchSize: 0 });
      expect((await pipeline.toArray()).map(({ a }) => a)).toEqual([1, 2]);
    });

    test('[EM5] a cursor that is left is closed', async () => {
      const things = store.fresh<{ _id: number }>();
      await things.insertMany(Array.from({ length: 10 }, (_, _id) => ({ _id })));
      const cursor = things.find({}, { batchSize: 2, sort: { _id: 1 } });
      for await (const { _id } of cursor) if (_id === 3) break;
      expect(cursor.closed).toBe(true);
    });

    test('[EM5] a hint of an index changes the way, not the answer', async () => {
      const things = store.fresh();
      await things.createIndex({ a: 1 });
      await things.insertMany([{ a: 2 }, { a: 1 }, { a: 0 }]);
      const hinted = things.find({ a: { $gte: 1 } }, { hint: { a: 1 }, sort: { a: 1 } });
      expect((await hinted.toArray()).map(({ a }) => a)).toEqual([1, 2]);
    });

    test('[EM8] a hint of an index that is not there is refused', async () => {
      const things = store.fresh();
      await things.insertOne({ a: 1 });
      expect(await codeOf(things.find({}, { hint: { nothing: 1 } }).toArray())).toBe(2);
    });

    test('[EM14] a session carries commands', async () => {
      const session = store.client().startSession();
      const things = store.fresh();
      await things.insertOne({ a: 1 }, { session });
      expect(await things.findOne({ a: 1 }, { session })).toMatchObject({ a: 1 });
      await session.endSession();
    });

    test('[EM14] sessions end when they are told to', async () => {
      const session = store.client().startSession();
      await store.fresh().insertOne({ a: 1 }, { session });
      const sessions = session.id ? [session.id] : [];
      expect(await store.db().admin().command({ endSessions: sessions })).toMatchObject({ ok: 1 });
      await session.endSession();
    });

    test('[EM14] a client comes and goes', async () => {
      const client = await connect();
      expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
      await client.close();
    });
  });
}
