import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

const MANY = 20;

/** Runs the same attempt many times at once. */
const atOnce = <Result>(attempt: (turn: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: MANY }, (_, turn) => attempt(turn)));

const count = <Result>(results: readonly Result[], good: (result: Result) => boolean): number =>
  results.filter(good).length;

/**
 * Writers at the same document at the same moment. MongoDB changes one document atomically, its filter
 * included: the manual's page "Atomicity and Transactions".
 */
export function concurrencyContract(connect: Connect): void {
  describe('concurrency', () => {
    const store = useStore(connect);

    test('[EM4] of updates that ask for the same revision, one is made', async () => {
      const things = store.fresh<{ _id: number; revision: number; by?: number }>();
      await things.insertOne({ _id: 1, revision: 0 });
      const results = await atOnce((by) =>
        things.updateOne({ _id: 1, revision: 0 }, { $set: { by }, $inc: { revision: 1 } }),
      );
      expect(count(results, ({ modifiedCount }) => modifiedCount === 1)).toBe(1);
      expect((await things.findOne({ _id: 1 }))?.revision).toBe(1);
    });

    test('[EM4] a task is taken once', async () => {
      const tasks = store.fresh<{ _id: number; state: string }>();
      await tasks.insertMany(Array.from({ length: 5 }, (_, _id) => ({ _id, state: 'waiting' })));
      const results = await atOnce(() =>
        tasks.findOneAndUpdate(
          { state: 'waiting' },
          { $set: { state: 'taken' } },
          { sort: { _id: 1 }, returnDocument: 'after' },
        ),
      );
      const taken = results.flatMap((task) => (task ? [task._id] : []));
      expect(taken.sort()).toEqual([0, 1, 2, 3, 4]);
    });

    test('[EM4] no increment is lost', async () => {
      const things = store.fresh<{ _id: number; n: number }>();
      await things.insertOne({ _id: 1, n: 0 });
      await atOnce(() => things.updateOne({ _id: 1 }, { $inc: { n: 1 } }));
      expect((await things.findOne({ _id: 1 }))?.n).toBe(MANY);
    });

    test('[EM10] of inserts with the same key, one is made and the others are told', async () => {
      const things = store.fresh();
      await things.createIndex({ key: 1 }, { unique: true });
      const results = await atOnce((by) => outcomeOf(things.insertOne({ key: 'k', by })));
      expect(count(results, (result) => result === 'made')).toBe(1);
      expect(count(results, (result) => result === 11000)).toBe(MANY - 1);
      expect(await things.countDocuments({ key: 'k' })).toBe(1);
    });

    test('[EM10] of upserts with the same key, one inserts', async () => {
      const things = store.fresh();
      await things.createIndex({ key: 1 }, { unique: true });
      const results = await atOnce((by) =>
        outcomeOf(things.updateOne({ key: 'k' }, { $set: { by } }, { upsert: true })),
      );
      expect(count(results, (result) => result !== 'made' && result !== 11000)).toBe(0);
      expect(await things.countDocuments({ key: 'k' })).toBe(1);
    });
  });
}

/** `made`, or the code of the refusal. */
async function outcomeOf(write: Promise<unknown>): Promise<number | undefined | 'made'> {
  const [settled] = await Promise.allSettled([write]);
  return settled.status === 'fulfilled' ? 'made' : codeOf(write);
}
