import fc from 'fast-check';
import { Binary, Int32 } from 'mongodb';
import { expect, test } from 'vitest';
import type { StoreUnderTest } from '../store.ts';
import { someOrder } from './arbitraries/filters.ts';
import { anyNumber, neighbours } from './arbitraries/numbers.ts';
import { anyValue, numbered, someFields, valueKinds } from './arbitraries/values.ts';
import { textsOf } from './bytes.ts';
import { checkProperty, LIMIT } from './check.ts';
import { matches } from './model/filter.ts';
import { type Ordered, sorted } from './model/keys.ts';
import { decided, type Fields, Refusal, type Value } from './model/values.ts';
import { renderFilter, renderOrder } from './render.ts';
import { answerOrCode, createIndex, insertAll, textOfRaw, textsIn } from './stored.ts';

const documentOf = (value: Value, at: number): Fields =>
  new Map([
    ['_id', new Int32(at)],
    ['v', value],
  ]);

const valuesIn = (value: fc.Arbitrary<Value>, maximum: number): fc.Arbitrary<Fields[]> =>
  fc.array(value, { minLength: 1, maxLength: maximum }).map((values) => values.map(documentOf));

const oldBinary: fc.Arbitrary<Value> = fc
  .uint8Array({ maxLength: 3 })
  .map((bytes) => new Binary(bytes, Binary.SUBTYPE_BYTE_ARRAY));

/** What comes back, and in which order. */
export function generatedOrderContract(store: StoreUnderTest): void {
  test('[EM1] generated: each document comes back byte for byte', { timeout: LIMIT }, () =>
    checkProperty(valuesIn(fc.oneof(anyValue, anyValue, oldBinary), 40), 40, async (documents) => {
      const things = store.fresh();
      await insertAll(things, documents);
      expect(await textsIn(things)).toEqual(textsOf(documents));
      await things.drop();
    }),
  );

  const sorting = fc.record({
    documents: numbered(someFields, 15),
    order: someOrder(3),
    skip: fc.integer({ min: 0, max: 3 }),
    limit: fc.integer({ min: 1, max: 15 }),
  });

  test('[EM7] generated: sorted documents, with and without an index', { timeout: LIMIT }, () =>
    checkProperty(sorting, 120, async ({ documents, order, skip, limit }) => {
      const things = store.fresh();
      await insertAll(things, documents);
      const whole: Ordered[] = [...order, ['_id', 1]];
      const expected = decided(() => textsOf(sorted(documents, whole)));
      if (!expected) return;
      const options = { raw: true, sort: renderOrder(whole) };
      const found = () => answerOrCode(things.find({}, options).map(textOfRaw).toArray());
      if (expected instanceof Refusal) {
        expect(await found()).toBe(expected.code);
        return;
      }
      expect(await found()).toEqual(expected);
      await createIndex(things, { fields: whole, unique: false });
      expect(await found()).toEqual(expected);
      const page = things.find({}, { ...options, skip, limit, batchSize: 2 });
      expect((await page.toArray()).map(textOfRaw)).toEqual(expected.slice(skip, skip + limit));
      const staged = things.aggregate([{ $sort: renderOrder(whole) }], { raw: true });
      expect((await staged.toArray()).map(textOfRaw)).toEqual(expected);
      await things.drop();
    }),
  );

  const numbers = fc.oneof(comparisonsOf(anyNumber), neighbours.chain(comparisonsOf));

  test('[EM15] generated: numbers by their exact value across types', { timeout: LIMIT }, () =>
    checkProperty(numbers, 40, (found) => compareAll(store, found)),
  );

  test.each(valueKinds)('[EM7] generated order: %s', { timeout: LIMIT }, (_, value) =>
    checkProperty(comparisonsOf(value), 15, (found) => compareAll(store, found)),
  );
}

interface Comparisons {
  readonly documents: readonly Fields[];
  readonly bounds: readonly Value[];
  readonly direction: 1 | -1;
}

const comparisonsOf = (value: fc.Arbitrary<Value>): fc.Arbitrary<Comparisons> =>
  fc.record({
    documents: valuesIn(value, 12),
    bounds: fc.array(value, { minLength: 1, maxLength: 3 }),
    direction: fc.constantFrom<1 | -1>(1, -1),
  });

/** Sorted, and on either side of each bound, before there is an index and with it. */
async function compareAll(
  store: StoreUnderTest,
  { documents, bounds, direction }: Comparisons,
): Promise<void> {
  const things = store.fresh();
  await insertAll(things, documents);
  const order: Ordered[] = [
    ['v', direction],
    ['_id', 1],
  ];
  const compare = async () => {
    const found = await things.find({}, { raw: true, sort: renderOrder(order) }).toArray();
    expect(found.map(textOfRaw)).toEqual(textsOf(sorted(documents, order)));
    for (const value of bounds) {
      for (const operator of ['$eq', '$gt', '$gte', '$lt', '$lte'] as const) {
        const filter = { fields: [{ path: 'v', tests: [{ operator, value }] }], logical: [] };
        const options = { raw: true, sort: { _id: 1 } } as const;
        const met = await things.find(renderFilter(filter), options).toArray();
        const expected = documents.filter((document) => matches(document, filter));
        expect(met.map(textOfRaw)).toEqual(textsOf(expected));
      }
    }
  };
  await compare();
  await createIndex(things, { fields: [['v', direction]], unique: false });
  await compare();
  await things.drop();
}
