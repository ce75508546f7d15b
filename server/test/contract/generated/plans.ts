import fc from 'fast-check';
import type { Collection, FindOptions } from 'mongodb';
import { expect, test } from 'vitest';
import type { StoreUnderTest } from '../store.ts';
import { filterFamilies, indexOrder, plannedFilter, someOrder } from './arbitraries/filters.ts';
import { numbered, numberFields, someFields } from './arbitraries/values.ts';
import { bytesOf, textsOf } from './bytes.ts';
import { checkProperty, LIMIT } from './check.ts';
import { type IndexModel, ModelCollection } from './model/collection.ts';
import { type Filter, matches } from './model/filter.ts';
import { type Ordered, sorted } from './model/keys.ts';
import { decided, type Fields, Refusal } from './model/values.ts';
import { renderFilter, renderOrder } from './render.ts';
import { answerOrCode, createIndex, insertAll, textOfRaw } from './stored.ts';

const texts = (things: Collection, filter: Filter, options: FindOptions) =>
  answerOrCode(
    things
      .find(renderFilter(filter), { ...options, raw: true })
      .map(textOfRaw)
      .toArray(),
  );

const BY_ID = { sort: { _id: 1 } } as const;

const someIndex: fc.Arbitrary<IndexModel> = fc.record({
  // With _id at the end an index gives the whole order that is asked for below.
  fields: fc
    .tuple(indexOrder, fc.boolean())
    .map(([fields, ends]): Ordered[] => (ends ? [...fields, ['_id', 1]] : fields)),
  unique: fc.boolean(),
});

const keyText = ({ fields }: IndexModel): string => JSON.stringify(fields);

const someIndexes = fc.uniqueArray(someIndex, { minLength: 1, maxLength: 3, selector: keyText });

/** Creates each index that the documents allow, on the server and in the model; answers these. */
async function createIndexes(
  things: Collection,
  documents: readonly Fields[],
  indexes: readonly IndexModel[],
): Promise<IndexModel[]> {
  const model = new ModelCollection(bytesOf);
  model.documents = [...documents];
  const created: IndexModel[] = [];
  for (const index of indexes) {
    const expected = decided(() => model.createIndex(index));
    const answer = await answerOrCode(createIndex(things, index));
    // Which of several reasons to refuse is met first depends on how an index is built.
    expect(typeof answer === 'number').toBe(expected instanceof Refusal);
    if (!(expected instanceof Refusal)) created.push(index);
  }
  return created;
}

/** What filters find, whatever the plan. */
export function generatedPlansContract(store: StoreUnderTest): void {
  test.each(filterFamilies)('[EM7] generated filters: %s', { timeout: LIMIT }, (_, filter) =>
    checkProperty(
      fc.tuple(numbered(someFields, 20), fc.array(filter, { minLength: 1, maxLength: 10 })),
      30,
      async ([documents, filters]) => {
        const things = store.fresh();
        await insertAll(things, documents);
        for (const each of filters) {
          const expected = decided(() => documents.filter((one) => matches(one, each)));
          if (!expected || expected instanceof Refusal) continue;
          expect(await texts(things, each, BY_ID)).toEqual(textsOf(expected));
          expect(await things.countDocuments(renderFilter(each))).toBe(expected.length);
        }
        await things.drop();
      },
    ),
  );

  const planned = fc.record({
    documents: fc.oneof(
      numbered(someFields, 12),
      numbered(numberFields, 12),
      numbered(numberFields, 12),
    ),
    indexes: someIndexes,
    filters: fc.array(plannedFilter, { minLength: 1, maxLength: 5 }),
    order: someOrder(2),
    skip: fc.integer({ min: 0, max: 2 }),
    limit: fc.integer({ min: 1, max: 8 }),
    batchSize: fc.integer({ min: 1, max: 3 }),
  });

  test('[EM12] generated: a filter finds the same by any index', { timeout: LIMIT }, () =>
    checkProperty(planned, 150, async ({ documents, indexes, filters, order, ...page }) => {
      const things = store.fresh();
      await insertAll(things, documents);
      const created = await createIndexes(things, documents, indexes);
      const hints = [{ $natural: 1 }, ...created.map(({ fields }) => renderOrder(fields))];
      const orders = [order, ...created.map(({ fields }) => fields)].map(endingWithId);
      for (const filter of filters) {
        const met = decided(() => documents.filter((one) => matches(one, filter)));
        if (!met || met instanceof Refusal) continue;
        expect(await texts(things, filter, BY_ID)).toEqual(textsOf(met));
        for (const hint of hints) {
          expect(await texts(things, filter, { ...BY_ID, hint })).toEqual(textsOf(met));
        }
        for (const each of orders) await comparePages(things, { filter, met, order: each, page });
      }
      await things.drop();
    }),
  );
}

const endingWithId = (order: readonly Ordered[]): Ordered[] => [
  ...order.filter(([path]) => path !== '_id'),
  ['_id', 1],
];

interface Pages {
  readonly filter: Filter;
  readonly met: readonly Fields[];
  readonly order: readonly Ordered[];
  readonly page: { readonly skip: number; readonly limit: number; readonly batchSize: number };
}

/** A page in an order, by the plan that the store chooses. */
async function comparePages(
  things: Collection,
  { filter, met, order, page }: Pages,
): Promise<void> {
  const { skip, limit, batchSize } = page;
  const expected = decided(() => textsOf(sorted(met, order)));
  if (!expected) return;
  const sort = renderOrder(order);
  const refused = expected instanceof Refusal;
  const all = await texts(things, filter, { sort, batchSize });
  expect(all).toEqual(refused ? expected.code : expected);
  const some = await texts(things, filter, { ...page, sort });
  expect(some).toEqual(refused ? expected.code : expected.slice(skip, skip + limit));
}
