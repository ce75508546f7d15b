import fc from 'fast-check';
import type { Collection } from 'mongodb';
import { expect, test } from 'vitest';
import type { StoreUnderTest } from '../store.ts';
import {
  type Operation,
  someDocumentsWithIds,
  someFewIndexes,
  someOperation,
} from './arbitraries/operations.ts';
import { bytesOf, textsOf } from './bytes.ts';
import { checkProperty, LIMIT } from './check.ts';
import { ModelCollection } from './model/collection.ts';
import { sorted } from './model/keys.ts';
import { decided, Refusal } from './model/values.ts';
import { perform } from './perform.ts';
import { predict } from './predict.ts';
import { answerOrCode, createIndex, textsIn } from './stored.ts';

/** One operation on both; what the manual leaves open is not asked. */
async function step(
  things: Collection,
  model: ModelCollection,
  operation: Operation,
): Promise<void> {
  const before = model.documents;
  const expected = decided(() => predict(model, operation));
  if (!expected || expected instanceof Refusal) model.documents = before;
  if (!expected) return;
  const answer = await answerOrCode(perform(things, operation));
  expect(answer).toEqual(expected instanceof Refusal ? expected.code : expected);
}

/** Many operations on one collection: the same answers, and the same documents at the end. */
export function generatedSequencesContract(store: StoreUnderTest): void {
  const sequence = fc.record({
    documents: someDocumentsWithIds,
    indexes: someFewIndexes,
    operations: fc.array(someOperation, { minLength: 1, maxLength: 12 }),
  });

  test('[EM2] generated sequences of operations end alike', { timeout: LIMIT }, () =>
    checkProperty(sequence, 120, async ({ documents, indexes, operations }) => {
      const things = store.fresh();
      const model = new ModelCollection(bytesOf);
      for (const index of indexes) {
        model.createIndex(index);
        await createIndex(things, index);
      }
      await step(things, model, { kind: 'insert', documents, ordered: false });
      for (const operation of operations) await step(things, model, operation);
      expect(await textsIn(things)).toEqual(textsOf(sorted(model.documents, [['_id', 1]])));
      await things.drop();
    }),
  );
}
