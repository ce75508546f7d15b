import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoreUnderTest } from '../store.ts';
import { pipelineFamilies } from './arbitraries/pipelines.ts';
import { numbered, someDecodableFields } from './arbitraries/values.ts';
import { checkProperty, LIMIT } from './check.ts';
import { aggregated, type Stage, sameResult } from './model/aggregate.ts';
import { compareValues } from './model/order.ts';
import { decided, type Fields, Refusal, type Value } from './model/values.ts';
import { renderPipeline } from './render.ts';
import { answerOrCode, fieldsFromDriver, insertAll } from './stored.ts';

/** Groups come in no order, and neither do the values of `$addToSet`: both are put in one. */
function inOrder(documents: readonly Fields[], stages: readonly Stage[]): Fields[] {
  const group = stages.find((stage) => stage.kind === '$group');
  if (!group) return [...documents];
  const sets = group.fields.filter(({ accumulator }) => accumulator === '$addToSet');
  const isSet = (name: string): boolean => sets.some((field) => field.name === name);
  const settled = (name: string, value: Value): Value =>
    isSet(name) && Array.isArray(value) ? value.toSorted(compareValues) : value;
  return documents
    .toSorted((left, right) => compareValues(left.get('_id'), right.get('_id')))
    .map((document) => new Map([...document].map(([name, value]) => [name, settled(name, value)])));
}

/** Field by field: sums have a type, but the same decimal may be written in several ways. */
const sameDocument = (left: Fields, right: Fields): boolean => {
  const others = [...right];
  return (
    left.size === right.size &&
    [...left].every(([name, value], at) => {
      const [otherName, other] = others[at] ?? [];
      return name === otherName && other !== undefined && sameResult(value, other);
    })
  );
};

const show = (value: unknown): string => inspect(value, { depth: null });

export function generatedPipelinesContract(store: StoreUnderTest): void {
  test.each(pipelineFamilies)('[EM13] generated pipelines: %s', { timeout: LIMIT }, (_, pipeline) =>
    checkProperty(
      fc.tuple(
        numbered(someDecodableFields, 12),
        fc.array(pipeline, { minLength: 1, maxLength: 6 }),
      ),
      25,
      async ([documents, pipelines]) => {
        const things = store.fresh();
        await insertAll(things, documents);
        for (const stages of pipelines) {
          const expected = decided(() => inOrder(aggregated(documents, stages), stages));
          if (!expected) continue;
          const options = { promoteValues: false, bsonRegExp: true };
          const cursor = things.aggregate(renderPipeline(stages), options);
          const found = await answerOrCode(cursor.toArray());
          if (expected instanceof Refusal || typeof found === 'number') {
            expect(found).toBe(expected instanceof Refusal ? expected.code : expected);
            continue;
          }
          const answer = inOrder(found.map(fieldsFromDriver), stages);
          const same =
            answer.length === expected.length &&
            answer.every((document, at) => sameDocument(document, expected[at] ?? new Map()));
          if (!same) expect(show(answer)).toBe(show(expected));
        }
        await things.drop();
      },
    ),
  );
}
