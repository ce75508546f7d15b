import fc from 'fast-check';
import {
  type AnyBulkWriteOperation,
  type Collection,
  type Document,
  Int32,
  MongoBulkWriteError,
} from 'mongodb';
import { expect, test } from 'vitest';
import type { StoreUnderTest } from '../store.ts';
import { anyUpdate, updateFamilies } from './arbitraries/updates.ts';
import { anyValue, someFields } from './arbitraries/values.ts';
import { bytesOf, textsOf } from './bytes.ts';
import { checkProperty, LIMIT } from './check.ts';
import { ModelCollection } from './model/collection.ts';
import { updated } from './model/update.ts';
import { decided, type Fields, Refusal, type Value } from './model/values.ts';
import { renderUpdate } from './render.ts';
import { insertAll, textsIn } from './stored.ts';

interface Outcome {
  readonly modified: number;
  readonly upserted: number;
  /** The codes of what was refused, by the place in the batch. */
  readonly codes: Readonly<Record<number, number>>;
}

/** Independent writes in one unordered batch. */
async function writeAll(things: Collection, operations: AnyBulkWriteOperation[]): Promise<Outcome> {
  if (operations.length === 0) return { modified: 0, upserted: 0, codes: {} };
  try {
    const result = await things.bulkWrite(operations, { ordered: false });
    return { modified: result.modifiedCount, upserted: result.upsertedCount, codes: {} };
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const errors = [error.writeErrors].flat();
    const codes = Object.fromEntries(errors.map(({ index, code }) => [index, code]));
    return { modified: error.modifiedCount, upserted: error.upsertedCount, codes };
  }
}

/** Gathers what the model expects of a batch, case by case. */
class Expectation {
  readonly operations: AnyBulkWriteOperation[] = [];
  readonly codes: Record<number, number> = {};
  modified = 0;
  upserted = 0;

  refuse(code: number): void {
    this.codes[this.operations.length - 1] = code;
  }

  get outcome(): Outcome {
    return { modified: this.modified, upserted: this.upserted, codes: this.codes };
  }
}

export function generatedUpdatesContract(store: StoreUnderTest): void {
  test.each(updateFamilies)('[EM9] generated updates: %s', { timeout: LIMIT }, (_, update) =>
    checkProperty(
      fc.array(fc.tuple(someFields, update), { minLength: 1, maxLength: 15 }),
      40,
      async (cases) => {
        const things = store.fresh();
        const documents = cases.map(
          ([fields], at): Fields => new Map([['_id', new Int32(at)], ...fields]),
        );
        await insertAll(things, documents);
        const expected = new Expectation();
        const after = documents.map((document, at) => {
          const changes = cases[at]?.[1] ?? [];
          const next = decided(() => updated(document, changes, false));
          if (!next) return document;
          const filter: Document = { _id: at };
          expected.operations.push({ updateOne: { filter, update: renderUpdate(changes) } });
          if (next instanceof Refusal) {
            expected.refuse(next.code);
            return document;
          }
          if (!bytesOf(next).equals(bytesOf(document))) expected.modified += 1;
          return next;
        });
        expect(await writeAll(things, expected.operations)).toEqual(expected.outcome);
        expect(await textsIn(things)).toEqual(textsOf(after));
        await things.drop();
      },
    ),
  );

  const isEquality = (value: Value): boolean =>
    !(typeof value === 'object' && value !== null && '_bsontype' in value) ||
    value._bsontype !== 'BSONRegExp';

  const upsert = fc.record({
    path: fc.constantFrom('a', 'b', 'd', 'd.x', 'd.x.y', 'e.0'),
    value: anyValue.filter(isEquality),
    operator: fc.boolean(),
    update: anyUpdate,
  });

  test('[EM3] generated upserts', { timeout: LIMIT }, () =>
    checkProperty(fc.array(upsert, { minLength: 1, maxLength: 12 }), 40, async (cases) => {
      const things = store.fresh();
      const model = new ModelCollection(bytesOf);
      const expected = new Expectation();
      for (const [at, { path, value, operator, update }] of cases.entries()) {
        const id = new Int32(at);
        const equalities = [['_id', id] as const, [path, value] as const];
        const made = decided(() => model.upsert(equalities, update, id));
        if (!made) continue;
        const filter: Document = {
          _id: at,
          [path]: operator ? { $eq: value } : value,
          z: { $exists: false },
        };
        expected.operations.push({
          updateOne: { filter, update: renderUpdate(update), upsert: true },
        });
        if (made instanceof Refusal) expected.refuse(made.code);
        else expected.upserted += 1;
      }
      expect(await writeAll(things, expected.operations)).toEqual(expected.outcome);
      expect(await textsIn(things)).toEqual(textsOf(model.documents));
      await things.drop();
    }),
  );
}
