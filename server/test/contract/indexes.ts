import { type Collection, type Document, MongoServerError } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

async function examined(
  things: Collection<Document>,
  filter: object,
  sort: Record<string, 1 | -1> = {},
) {
  const plan = await things.find(filter).sort(sort).explain('executionStats');
  return { plan: JSON.stringify(plan.queryPlanner.winningPlan), stats: plan.executionStats };
}

/** Unique, compound, sparse, partial and multikey indexes, and what they refuse. */
export function indexesContract(connect: Connect): void {
  describe('indexes', () => {
    const store = useStore(connect);

    test('[EM10] a unique index refuses a second insert', async () => {
      const things = store.fresh();
      await things.createIndex({ email: 1 }, { unique: true });
      await things.insertOne({ email: 'x' });
      expect(await codeOf(things.insertOne({ email: 'x' }))).toBe(11000);
      expect(await things.countDocuments({ email: 'x' })).toBe(1);
    });

    test('[EM10] a unique index refuses an update to a taken key', async () => {
      const things = store.fresh();
      await things.createIndex({ email: 1 }, { unique: true });
      await things.insertMany([{ email: 'x' }, { email: 'y' }]);
      expect(await codeOf(things.updateOne({ email: 'y' }, { $set: { email: 'x' } }))).toBe(11000);
    });

    test('[EM10] a missing field is the key null', async () => {
      const things = store.fresh();
      await things.createIndex({ email: 1 }, { unique: true });
      await things.insertOne({ other: 1 });
      expect(await codeOf(things.insertOne({ other: 2 }))).toBe(11000);
    });

    test('[EM10] a refused key is told with its pattern, its value and a message', async () => {
      const things = store.fresh();
      await things.createIndex({ email: 1 }, { unique: true });
      await things.insertOne({ email: 'x' });
      const refusal = await things.insertOne({ email: 'x' }).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(MongoServerError);
      expect(refusal).toMatchObject({
        code: 11000,
        keyPattern: { email: 1 },
        keyValue: { email: 'x' },
      });
      expect(refusal).toHaveProperty(
        'message',
        `E11000 duplicate key error collection: ${things.namespace} index: email_1 dup key: { email: "x" }`,
      );
    });

    test('[EM10] the same number in another type is the same key', async () => {
      const things = store.fresh();
      await things.createIndex({ n: 1 }, { unique: true });
      await things.insertOne({ n: 1 });
      const { Double, Long } = await import('mongodb');
      expect(await codeOf(things.insertOne({ n: new Double(1) }))).toBe(11000);
      expect(await codeOf(things.insertOne({ n: Long.fromNumber(1) }))).toBe(11000);
    });

    test('[EM10] a sparse index leaves out documents without its field', async () => {
      const things = store.fresh();
      await things.createIndex({ s: 1 }, { unique: true, sparse: true });
      await things.insertMany([{ a: 1 }, { a: 2 }, { s: 1 }]);
      expect(await codeOf(things.insertOne({ s: 1 }))).toBe(11000);
      expect(await things.countDocuments({ s: null })).toBe(2);
    });

    test('[EM10] a partial index leaves out documents that its filter does not find', async () => {
      const things = store.fresh();
      await things.createIndex(
        { p: 1 },
        { unique: true, partialFilterExpression: { p: { $gte: '' } } },
      );
      await things.insertMany([{ a: 1 }, { a: 2, p: null }, { p: 5 }, { p: 5 }, { p: 'x' }]);
      expect(await codeOf(things.insertOne({ p: 'x' }))).toBe(11000);
      expect(await things.countDocuments({ p: null })).toBe(2);
      expect(await things.countDocuments({ p: 'x' })).toBe(1);
      expect(await things.countDocuments({ p: 5 })).toBe(2);
    });

    test('[EM10] a TTL index is kept with its seconds', async () => {
      const things = store.fresh();
      await things.createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
      expect(await things.indexes()).toContainEqual(
        expect.objectContaining({ key: { at: 1 }, expireAfterSeconds: 3600 }),
      );
    });

    test('[EM10] a compound unique index refuses only the whole key', async () => {
      const things = store.fresh();
      await things.createIndex({ a: 1, b: -1 }, { unique: true });
      await things.insertMany([
        { a: 1, b: 1 },
        { a: 1, b: 2 },
      ]);
      expect(await codeOf(things.insertOne({ a: 1, b: 2 }))).toBe(11000);
    });

    test('[EM10] a unique index on an array refuses each of its elements', async () => {
      const things = store.fresh();
      await things.createIndex({ tags: 1 }, { unique: true });
      await things.insertOne({ tags: ['x', 'x', 'y'] });
      expect(await codeOf(things.insertOne({ tags: ['z', 'y'] }))).toBe(11000);
      await things.insertOne({ tags: ['z'] });
    });

    test('[EM10] an index on two arrays side by side is refused', async () => {
      const things = store.fresh();
      await things.createIndex({ l: 1, m: 1 });
      expect(await codeOf(things.insertOne({ l: [1], m: [2] }))).toBe(171);
    });

    test('[EM11] indexes are listed, made once and dropped', async () => {
      const things = store.fresh();
      expect(await things.createIndex({ a: 1 })).toBe('a_1');
      expect(await things.createIndex({ a: 1 })).toBe('a_1');
      await things.createIndex({ b: 1, c: -1 }, { unique: true, name: 'mine' });
      expect(await things.indexes()).toMatchObject([
        { key: { _id: 1 }, name: '_id_' },
        { key: { a: 1 }, name: 'a_1' },
        { key: { b: 1, c: -1 }, name: 'mine', unique: true },
      ]);
      await things.dropIndex('a_1');
      expect(await codeOf(things.dropIndex('a_1'))).toBe(27);
      await things.dropIndexes();
      expect(await things.indexes()).toHaveLength(1);
    });

    test('[EM11] an index that contradicts another is refused', async () => {
      const things = store.fresh();
      await things.createIndex({ a: 1 });
      expect(await codeOf(things.createIndex({ a: 1 }, { name: 'other' }))).toBe(85);
      expect(await codeOf(things.createIndex({ b: 1 }, { name: 'a_1' }))).toBe(86);
    });

    test('[EM10] a unique index is not made over keys that are there twice', async () => {
      const things = store.fresh();
      await things.insertMany([{ u: 1 }, { u: 1 }]);
      expect(await codeOf(things.createIndex({ u: 1 }, { unique: true }))).toBe(11000);
      expect(await things.indexes()).toHaveLength(1);
    });

    test('[EM12] pages by _id give the next ones', async () => {
      const things = store.fresh<{ _id: number }>();
      await things.insertMany(Array.from({ length: 1000 }, (_, at) => ({ _id: (at * 7) % 1000 })));
      const page = things.find({ _id: { $gt: 500 } }, { sort: { _id: 1 }, limit: 3 });
      expect(await page.toArray()).toEqual([{ _id: 501 }, { _id: 502 }, { _id: 503 }]);
      const newest = things.find({}, { sort: { _id: -1 }, limit: 2 });
      expect(await newest.toArray()).toEqual([{ _id: 999 }, { _id: 998 }]);
      expect(await things.countDocuments({ $nor: [{}] })).toBe(0);
      expect(await things.countDocuments({ _id: { $gte: 10, $lt: 20 } })).toBe(10);
    });

    test('[EM12] pages by _id read no more than a page', async () => {
      const things = store.fresh<{ _id: number }>();
      await things.insertMany(Array.from({ length: 1000 }, (_, at) => ({ _id: (at * 7) % 1000 })));
      const page = () =>
        things
          .find({ _id: { $gt: 500 } })
          .sort({ _id: 1 })
          .limit(3);
      expect((await page().explain('executionStats')).executionStats.totalDocsExamined).toBe(3);
      const newest = things.find().sort({ _id: -1 }).limit(2);
      expect((await newest.explain('executionStats')).executionStats.totalDocsExamined).toBe(2);
    });

    test('[EM12] a lookup by index reads one of many', async () => {
      const things = store.fresh();
      await things.createIndex({ key: 1 });
      await things.createIndex({ tags: 1, at: -1 });
      for (let start = 0; start < 100_000; start += 20_000) {
        const batch = Array.from({ length: 20_000 }, (_, at) => ({
          key: `k${start + at}`,
          tags: [`t${(start + at) % 100}`, 'all'],
          at: start + at,
        }));
        await things.insertMany(batch);
      }
      const one = await examined(things, { key: 'k77777' });
      expect(one.plan).toContain('IXSCAN');
      expect(one.stats).toMatchObject({ nReturned: 1, totalDocsExamined: 1, totalKeysExamined: 1 });
      const [first] = await things
        .find({ tags: { $in: ['t5', 't6'] } })
        .sort({ at: -1 })
        .limit(1)
        .toArray();
      expect(first?.at).toBe(99_906);
      const newest = await things
        .find({ tags: 'all' })
        .sort({ at: -1 })
        .limit(3)
        .explain('executionStats');
      expect(JSON.stringify(newest.queryPlanner.winningPlan)).not.toContain('SORT');
      expect(newest.executionStats.totalDocsExamined).toBe(3);
      const scan = await examined(things, { at: 5 });
      expect(scan.plan).toContain('COLLSCAN');
    });
  });
}
