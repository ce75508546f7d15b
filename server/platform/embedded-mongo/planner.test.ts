import { BSONRegExp, Double, ObjectId } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeDocument } from './bson-decode.ts';
import { encodeDocument } from './bson-encode.ts';
import { compileFilter } from './filter.ts';
import { readIndex } from './index-specification.ts';
import { planQuery } from './planner.ts';
import { runQuery } from './scan.ts';
import { readSort, sortKey } from './sorting.ts';
import { Storage } from './storage.ts';
import type { Document, Value } from './values.ts';

const map = (fields: Record<string, Value>): Document => new Map(Object.entries(fields));

const someText = fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'a\0');
const lastId = new ObjectId('ffffffffffffffffffffffff');
const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom<Value>(new Double(-1), new Double(1.5), null, true, lastId, new Date(255)),
  someText,
);
const field: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: fc.array(leaf, { maxLength: 3 }) },
);
const withoutMissing = (fields: Record<string, Value>): Document =>
  new Map(Object.entries(fields).filter(([, value]) => value !== undefined));
const inner: fc.Arbitrary<Value> = fc
  .record({ x: fc.option(leaf, { nil: undefined }), y: fc.option(leaf, { nil: undefined }) })
  .map(withoutMissing);
const document = fc
  .record({
    a: fc.option(field, { nil: undefined }),
    b: fc.option(leaf, { nil: undefined }),
    d: fc.option(fc.oneof(inner, fc.array(fc.oneof(inner, leaf), { maxLength: 2 })), {
      nil: undefined,
    }),
  })
  .map(withoutMissing);

const path = fc.constantFrom('a', 'b', 'd.x', 'd.y');
const anyPath = fc.constantFrom('a', 'b', 'd.x', 'd.y', '_id');
const direction = fc.constantFrom(1, -1);
/** Both may hold an array, and two arrays side by side are neither an index nor an order. */
const mayBeParallel = (fields: readonly (readonly [string, number])[]): boolean =>
  fields.some(([name]) => name === 'a') && fields.some(([name]) => name.startsWith('d'));
const keyPattern = fc
  .uniqueArray(fc.tuple(path, direction), {
    minLength: 1,
    maxLength: 3,
    selector: ([name]) => name,
  })
  .filter((fields) => !mayBeParallel(fields));

const condition: fc.Arbitrary<Value> = fc.oneof(
  leaf,
  field,
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), leaf)
    .map(([name, value]) => map({ [name]: value })),
  fc.tuple(leaf, leaf).map(([low, high]) => map({ $gte: low, $lt: high })),
  fc.array(field, { maxLength: 3 }).map((values) => map({ $in: values })),
  leaf.map((value) => map({ $ne: value })),
  fc.constantFrom<Value>(
    new BSONRegExp('^a', ''),
    new BSONRegExp('^ab', ''),
    map({ $exists: true }),
  ),
);
const branch = fc
  .array(fc.tuple(anyPath, condition), { minLength: 1, maxLength: 2 })
  .map((conditions) => map({ $and: conditions.map((entry) => new Map([entry])) }));
const filter = fc
  .tuple(fc.array(branch, { maxLength: 2 }), fc.array(branch, { maxLength: 2 }))
  .map(([every, some]): Document => {
    const result: Document = new Map();
    if (every.length > 0) result.set('$and', every);
    if (some.length > 0) result.set('$or', some);
    return result;
  });
const sorting = fc
  .uniqueArray(fc.tuple(anyPath, direction), { maxLength: 2, selector: ([name]) => name })
  .filter((fields) => !mayBeParallel(fields));
const options = fc.constantFrom<Record<string, Value>>(
  {},
  {},
  { sparse: true },
  { partialFilterExpression: map({ b: map({ $gte: 0 }) }) },
);

describe('plans', () => {
  test('[EM12] an index finds what a scan finds, in the order asked for', () => {
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 15 }),
        fc.array(fc.tuple(keyPattern, options), { minLength: 1, maxLength: 2 }),
        filter,
        sorting,
        (documents, indexes, query, order) => {
          const storage = new Storage(':memory:');
          const things = storage.create('test', 'things');
          indexes.forEach(([key, extra], at) => {
            storage.addIndex(
              things,
              readIndex(map({ key: new Map(key), name: `index_${at}`, ...extra })),
            );
          });
          documents.forEach((each, at) => {
            things.insert(at, encodeDocument(new Map<string, Value>([['_id', at], ...each])));
          });
          const compiled = compileFilter(query);
          const sort = readSort(new Map(order));
          const plan = planQuery(things, compiled, sort, undefined);
          const run = { collection: things, plan, filter: compiled, sort, skip: 0, limit: 0 };
          const found = [...runQuery(run, { keys: 0, documents: 0 })].map(({ bytes }) =>
            decodeDocument(bytes),
          );
          const expected = documents.flatMap((each, at) =>
            compiled.test(new Map<string, Value>([['_id', at], ...each])) ? [at] : [],
          );
          expect(found.map((each) => Number(each.get('_id'))).toSorted((x, y) => x - y)).toEqual(
            expected,
          );
          const keys = found.map((each) => sortKey(each, sort));
          expect(keys).toEqual(keys.toSorted(Buffer.compare));
          storage.close();
        },
      ),
      { numRuns: 500 },
    );
  });

  const found = (
    key: Record<string, Value>,
    documents: Document[],
    query: Record<string, Value>,
  ): number[] => {
    const storage = new Storage(':memory:');
    const things = storage.create('test', 'things');
    storage.addIndex(things, readIndex(map({ key: map(key), name: 'index' })));
    documents.forEach((each, at) => {
      things.insert(at, encodeDocument(new Map<string, Value>([['_id', at], ...each])));
    });
    const compiled = compileFilter(map(query));
    const plan = planQuery(things, compiled, [], undefined);
    expect(plan.kind).toBe('index');
    const run = { collection: things, plan, filter: compiled, sort: [], skip: 0, limit: 0 };
    return [...runQuery(run, { keys: 0, documents: 0 })].map(({ bytes }) =>
      Number(decodeDocument(bytes).get('_id')),
    );
  };

  test('[EM12] the two ends of a range may be met by two elements', () => {
    const documents = [map({ a: [1, 10] }), map({ a: 4 }), map({ a: [10] })];
    expect(found({ a: 1 }, documents, { a: map({ $gt: 3, $lt: 5 }) }).toSorted()).toEqual([0, 1]);
    expect(found({ a: -1 }, documents, { a: map({ $gt: 3, $lt: 5 }) }).toSorted()).toEqual([0, 1]);
  });

  test('[EM12] two fields of one array may be met by two elements', () => {
    const documents = [
      map({ d: [map({ x: 1, y: 1 }), map({ x: 2, y: 2 })] }),
      map({ d: map({ x: 1, y: 2 }) }),
    ];
    expect(found({ 'd.x': 1, 'd.y': 1 }, documents, { 'd.x': 1, 'd.y': 2 })).toEqual([0, 1]);
  });

  test('[EM12] keys that end in the highest byte keep their place in a range', () => {
    const documents = [
      '00000000000000000000fffe',
      'ffffffffffffffffffffffff',
      '00000000000000000000ff00',
    ].map((id) => map({ a: new ObjectId(id) }));
    const above = { a: map({ $gte: new ObjectId('00000000000000000000fffe') }) };
    expect(found({ a: 1 }, documents, above)).toEqual([0, 1]);
    expect(found({ a: -1 }, documents, above)).toEqual([1, 0]);
  });

  const plannedBy = (
    key: Record<string, Value>,
    query: Record<string, Value>,
    order: Record<string, Value> = {},
  ) => {
    const storage = new Storage(':memory:');
    const things = storage.create('test', 'things');
    storage.addIndex(things, readIndex(map({ key: map(key), name: 'index' })));
    return planQuery(things, compileFilter(map(query)), readSort(map(order)), undefined);
  };

  test('[EM12] each branch of an $or by its index, or none', () => {
    const either = (other: Document): Value => [map({ a: 1 }), other];
    expect(plannedBy({ a: 1 }, { $or: either(map({ _id: 1 })) })).toMatchObject({ kind: 'union' });
    expect(plannedBy({ a: 1 }, { $or: either(map({ b: 1 })) })).toMatchObject({
      kind: 'collection',
    });
  });

  test('[EM12] a prefix of equalities, then a range or the order', () => {
    expect(plannedBy({ a: 1, b: 1 }, { a: 1 }, { b: -1 })).toMatchObject({
      kind: 'index',
      sorted: true,
      reverse: true,
    });
    expect(plannedBy({ a: 1, b: 1 }, { b: 1 })).toMatchObject({ kind: 'collection' });
    expect(plannedBy({ a: 1, b: 1 }, { a: map({ $in: [1, 2] }) }, { b: 1 })).toMatchObject({
      sorted: true,
      merged: [11, 11],
    });
    expect(plannedBy({ a: 1 }, { _id: 1, a: 1 })).toMatchObject({ kind: 'ids' });
    expect(plannedBy({ a: 1 }, {}, { a: 1 })).toMatchObject({ kind: 'index', sorted: true });
    expect(plannedBy({ a: 1 }, { a: new BSONRegExp('^ab', '') })).toMatchObject({ kind: 'index' });
    expect(plannedBy({ a: 1 }, { a: new BSONRegExp('ab', '') })).toMatchObject({
      kind: 'collection',
    });
  });
});
