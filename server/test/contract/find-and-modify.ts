import { describe, expect, test } from 'vitest';
import { type Connect, codeOf, useStore } from './store.ts';

interface Task {
  _id: number;
  state: string;
  due: number;
  tries?: number;
}

const JOURNALED = { writeConcern: { w: 'majority', j: true } } as const;

/** One document taken, changed and given back by one command, from the manual's page on findAndModify. */
export function findAndModifyContract(connect: Connect): void {
  describe('findAndModify', () => {
    const store = useStore(connect);

    async function tasks() {
      const collection = store.fresh<Task>();
      await collection.insertMany([
        { _id: 1, state: 'waiting', due: 30 },
        { _id: 2, state: 'waiting', due: 10 },
        { _id: 3, state: 'done', due: 5 },
      ]);
      return collection;
    }

    test('[EM3] the order decides which one is taken', async () => {
      const collection = await tasks();
      const taken = await collection.findOneAndUpdate(
        { state: { $in: ['waiting', 'late'] }, due: { $lte: 100 } },
        { $set: { state: 'taken' }, $inc: { tries: 1 } },
        { sort: { due: 1 }, returnDocument: 'after', ...JOURNALED },
      );
      expect(taken).toEqual({ _id: 2, state: 'taken', due: 10, tries: 1 });
      expect(await collection.countDocuments({ state: 'taken' })).toBe(1);
    });

    test('[EM3] the document after the change holds it', async () => {
      const collection = await tasks();
      const options = { returnDocument: 'after', ...JOURNALED } as const;
      const seen = await collection.findOneAndUpdate(
        { _id: 1, due: 30 },
        { $set: { state: 'seen' } },
        options,
      );
      expect(seen).toEqual({ _id: 1, state: 'seen', due: 30 });
    });

    test('[EM3] a projection is of the document that is given', async () => {
      const collection = await tasks();
      const change = { $set: { due: 31 } };
      const only = { projection: { due: 1, _id: 0 } } as const;
      expect(await collection.findOneAndUpdate({ _id: 1 }, change, only)).toEqual({ due: 30 });
      const after = { ...only, returnDocument: 'after' } as const;
      expect(await collection.findOneAndUpdate({ _id: 1 }, { $inc: { due: 1 } }, after)).toEqual({
        due: 32,
      });
    });

    test('[EM3] nothing found gives null, an upsert gives null before and the document after', async () => {
      const collection = await tasks();
      const change = { $set: { state: 'new' }, $setOnInsert: { due: 1 } };
      expect(await collection.findOneAndUpdate({ _id: 9 }, change)).toBeNull();
      expect(await collection.countDocuments({})).toBe(3);
      const before = { upsert: true, returnDocument: 'before', ...JOURNALED } as const;
      expect(await collection.findOneAndUpdate({ _id: 9 }, change, before)).toBeNull();
      const after = { upsert: true, returnDocument: 'after', ...JOURNALED } as const;
      expect(await collection.findOneAndUpdate({ _id: 10 }, change, after)).toEqual({
        _id: 10,
        state: 'new',
        due: 1,
      });
    });

    test('[EM3] what happened is told beside the document', async () => {
      const collection = await tasks();
      const told = { includeResultMetadata: true } as const;
      const change = { $set: { state: 'seen' } };
      expect(await collection.findOneAndUpdate({ _id: 1 }, change, told)).toMatchObject({
        lastErrorObject: { n: 1, updatedExisting: true },
        value: { _id: 1, state: 'waiting' },
      });
      const upsert = { ...told, upsert: true } as const;
      expect(await collection.findOneAndUpdate({ _id: 8 }, change, upsert)).toMatchObject({
        lastErrorObject: { n: 1, updatedExisting: false, upserted: 8 },
        value: null,
      });
      expect(await collection.findOneAndUpdate({ _id: 7 }, change, told)).toMatchObject({
        lastErrorObject: { n: 0, updatedExisting: false },
        value: null,
      });
    });

    test('[EM3] removing gives what was there, in the order asked for', async () => {
      const collection = await tasks();
      const last = { sort: { due: -1 }, ...JOURNALED } as const;
      expect(await collection.findOneAndDelete({}, last)).toMatchObject({ _id: 1, due: 30 });
      expect(await collection.findOneAndDelete({ _id: 2 }, JOURNALED)).toEqual({
        _id: 2,
        state: 'waiting',
        due: 10,
      });
      expect(await collection.findOneAndDelete({ _id: 2 })).toBeNull();
      expect(await collection.countDocuments({})).toBe(1);
    });

    test('[EM10] a taken key refuses the change and leaves the document', async () => {
      const collection = await tasks();
      await collection.createIndex({ due: 1 }, { unique: true });
      const taken = collection.findOneAndUpdate({ _id: 1 }, { $set: { due: 10 } });
      expect(await codeOf(taken)).toBe(11000);
      const upserted = collection.findOneAndUpdate(
        { _id: 4 },
        { $set: { due: 10 } },
        { upsert: true },
      );
      expect(await codeOf(upserted)).toBe(11000);
      expect(await collection.find({}, { sort: { _id: 1 } }).toArray()).toMatchObject([
        { _id: 1, due: 30 },
        { _id: 2, due: 10 },
        { _id: 3, due: 5 },
      ]);
    });

    test('[EM8] removing and updating at once is refused', async () => {
      const collection = await tasks();
      const both = { findAndModify: collection.collectionName, remove: true, update: { $set: {} } };
      expect(await codeOf(store.db().command({ ...both, query: { _id: 1 } }))).toBe(9);
      expect(await collection.countDocuments({})).toBe(3);
    });
  });
}
