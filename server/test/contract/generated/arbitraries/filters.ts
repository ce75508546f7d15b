import fc from 'fast-check';
import { Double, Int32 } from 'mongodb';
import type { Filter, Test } from '../model/filter.ts';
import type { Ordered } from '../model/keys.ts';
import type { TypeName } from '../model/order.ts';
import type { Projection } from '../model/projection.ts';
import type { Value } from '../model/values.ts';
import { plainNumber } from './numbers.ts';
import { anyValue, scalar, someRegex } from './values.ts';

/*
 * Left out, because the manual does not say: MinKey, MaxKey and regexes as bounds of a range, and positions
 * ("d.0") in the paths of sorts and indexes.
 */

const operand: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: plainNumber },
  { weight: 2, arbitrary: scalar },
  { weight: 2, arbitrary: anyValue },
);

const isBound = (value: Value): boolean =>
  !(typeof value === 'object' && value !== null && '_bsontype' in value) ||
  !['MinKey', 'MaxKey', 'BSONRegExp'].includes(String(value._bsontype));

const bound = operand.filter(isBound);

const typeNames: readonly (TypeName | 'number')[] = [
  ...(['null', 'int', 'long', 'double', 'decimal', 'string', 'object', 'array'] as const),
  ...(['binData', 'objectId', 'bool', 'date', 'timestamp', 'regex', 'number'] as const),
];

const distinct = (test: fc.Arbitrary<Test>, maxLength = 2): fc.Arbitrary<Test[]> =>
  fc.uniqueArray(test, {
    minLength: 1,
    maxLength,
    selector: ({ operator }) => operator.replace(' document', ''),
  });

const valuesOf = fc.array(operand, { maxLength: 3 });

const comparison: fc.Arbitrary<Test> = fc.record({
  operator: fc.constantFrom('$gt', '$gte', '$lt', '$lte'),
  value: bound,
});

const equality: fc.Arbitrary<Test> = fc.record({
  operator: fc.constantFrom('$eq', '$ne'),
  value: operand.filter((value) => isBound(value)),
});

const membership: fc.Arbitrary<Test> = fc.record({
  operator: fc.constantFrom('$in', '$nin'),
  values: valuesOf,
});

const presence: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ operator: fc.constant('$exists'), wanted: fc.boolean() }),
  fc.record({
    operator: fc.constant('$type'),
    types: fc.uniqueArray(fc.constantFrom(...typeNames), { minLength: 1, maxLength: 2 }),
  }),
);

const size: fc.Arbitrary<Test> = fc.record({
  operator: fc.constant('$size'),
  size: fc.integer({ min: 0, max: 3 }),
});

const modulus: fc.Arbitrary<Test> = fc.record({
  operator: fc.constant('$mod'),
  divisor: fc.integer({ min: 1, max: 3 }),
  remainder: fc.integer({ min: -1, max: 2 }),
});

const regex: fc.Arbitrary<Test> = fc.record({ operator: fc.constant('$regex'), regex: someRegex });

const all: fc.Arbitrary<Test> = fc.record({
  operator: fc.constant('$all'),
  values: fc.array(operand, { minLength: 1, maxLength: 2 }),
});

const simple = fc.oneof(
  comparison,
  comparison,
  equality,
  membership,
  presence,
  size,
  modulus,
  regex,
);

const inElement: fc.Arbitrary<Test> = fc.record({
  operator: fc.constant('$elemMatch'),
  tests: distinct(simple),
});

const inDocument: fc.Arbitrary<Test> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('x', 'y'), distinct(fc.oneof(simple, all))), {
    minLength: 1,
    maxLength: 2,
    selector: ([path]) => path,
  })
  .map((fields) => ({
    operator: '$elemMatch document',
    where: { fields: fields.map(([path, tests]) => ({ path, tests })), logical: [] },
  }));

const elements = fc.oneof(inElement, inDocument);

const negation: fc.Arbitrary<Test> = fc.record({
  operator: fc.constant('$not'),
  tests: distinct(
    fc.oneof(
      { weight: 3, arbitrary: simple },
      { weight: 1, arbitrary: all },
      { weight: 1, arbitrary: elements },
    ),
  ),
});

const short: fc.Arbitrary<Test[]> = operand.map((value) => [{ operator: 'equals', value }]);

export const filterPath = fc.constantFrom(
  'a',
  'b',
  'd',
  'd.x',
  'd.y',
  'a',
  'd.x',
  'a.0',
  'd.0.x',
  'd.0',
  'd.x.y',
  '_id',
);

const fieldsWith = (tests: fc.Arbitrary<Test[]>): fc.Arbitrary<Filter> =>
  fc
    .uniqueArray(fc.tuple(filterPath, tests), {
      minLength: 1,
      maxLength: 2,
      selector: ([path]) => path,
    })
    .map((fields) => ({
      fields: fields.map(([path, each]) => ({ path, tests: each })),
      logical: [],
    }));

const mixed = fc.oneof(short, distinct(fc.oneof(simple, simple, all, elements, negation), 3));

const combined: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc
    .tuple(
      fc.option(fieldsWith(mixed), { freq: 4, nil: undefined }),
      fc.uniqueArray(
        fc.record({
          operator: fc.constantFrom('$and', '$or', '$or', '$nor'),
          branches: fc.array(fc.oneof({ maxDepth: 2 }, fieldsWith(mixed), tie('filter')), {
            minLength: 1,
            maxLength: 3,
          }),
        }),
        { maxLength: 2, selector: ({ operator }) => operator },
      ),
    )
    .map(([plain, logical]) => ({ fields: plain?.fields ?? [], logical })),
})).filter;

export const anyFilter: fc.Arbitrary<Filter> = fc.oneof(fieldsWith(mixed), combined);

/** Conditions on what indexes hold, mostly on plain numbers: ranges, lists and their combinations. */
const plainBound = fc.oneof({ weight: 4, arbitrary: plainNumber }, { weight: 1, arbitrary: bound });
const low = fc.integer({ min: -2, max: 1 }).map((value) => new Int32(value));
const high = fc.integer({ min: 1, max: 4 }).map((value) => new Double(value));
/** Low enough and high enough for two elements to meet one bound each, and none both. */
const range: fc.Arbitrary<Test[]> = fc
  .tuple(fc.constantFrom('$gt', '$gte'), low, fc.constantFrom('$lt', '$lte'), high)
  .map(([from, least, to, most]) => [
    { operator: from, value: least },
    { operator: to, value: most },
  ]);
const list: fc.Arbitrary<Test> = fc.record({
  operator: fc.constant('$in'),
  values: fc.array(plainBound, { minLength: 1, maxLength: 3 }),
});
const indexable = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('a', 'a', 'd.x', 'd.x', 'd.y', 'b'),
      fc.oneof(
        range,
        range,
        distinct(comparison, 1),
        list.map((test) => [test]),
        short,
      ),
    ),
    { minLength: 1, maxLength: 3, selector: ([path]) => path },
  )
  .map(
    (fields): Filter => ({
      fields: fields.map(([path, tests]) => ({ path, tests })),
      logical: [],
    }),
  );

/** What an index can serve, what it can serve in part, and what it cannot. */
export const plannedFilter: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 3, arbitrary: indexable },
  {
    weight: 1,
    arbitrary: fc.array(indexable, { minLength: 1, maxLength: 3 }).map(
      (branches): Filter => ({
        fields: [],
        logical: [{ operator: '$or', branches }],
      }),
    ),
  },
  { weight: 2, arbitrary: anyFilter },
);

/** By name, so that a server that lacks one can leave it out. */
export const filterFamilies: readonly (readonly [string, fc.Arbitrary<Filter>])[] = [
  ['equality, $eq and $ne', fieldsWith(fc.oneof(short, distinct(equality)))],
  ['$gt, $gte, $lt and $lte', fieldsWith(distinct(comparison))],
  ['$in and $nin', fieldsWith(distinct(membership))],
  ['$exists and $type', fieldsWith(distinct(presence))],
  ['$size and $all', fieldsWith(distinct(fc.oneof(size, all)))],
  ['$elemMatch', fieldsWith(distinct(elements, 1))],
  ['$mod', fieldsWith(fc.oneof(modulus.map((test) => [test])))],
  ['$regex', fieldsWith(distinct(fc.oneof(regex, membership)))],
  ['$not', fieldsWith(negation.map((test) => [test]))],
  ['$and, $or and $nor with everything else', combined],
];

/** Conditions for `$pull`, on elements and on their fields. */
export const elementTests = distinct(simple);
export const elementFields: fc.Arbitrary<Filter> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('x', 'y'), fc.oneof(short, distinct(simple))), {
    minLength: 1,
    maxLength: 2,
    selector: ([path]) => path,
  })
  .map((fields) => ({ fields: fields.map(([path, tests]) => ({ path, tests })), logical: [] }));

const direction = fc.constantFrom<1 | -1>(1, -1);

export const keyPath = fc.constantFrom('a', 'b', 'd.x', 'd.y', 'd', 'd.x.y');

export const someOrder = (maximum: number): fc.Arbitrary<Ordered[]> =>
  fc.uniqueArray(fc.tuple(keyPath, direction), {
    minLength: 1,
    maxLength: maximum,
    selector: ([path]) => path,
  });

const INDEXED: readonly (readonly string[])[] = [
  ['a'],
  ['a', 'b'],
  ['b', 'a'],
  ['d.x'],
  ['d.x', 'd.y'],
  ['b', 'd.x'],
];

/** The fields of an index: those that filters ask for, or any. */
export const indexOrder: fc.Arbitrary<Ordered[]> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...INDEXED), direction, direction)
      .map(([paths, first, second]) =>
        paths.map((path, at): Ordered => [path, at === 0 ? first : second]),
      ),
  },
  { weight: 1, arbitrary: someOrder(3) },
);

const isBelow = (path: string, other: string): boolean => path.startsWith(`${other}.`);

export const someProjection: fc.Arbitrary<Projection> = fc.record({
  keeps: fc.boolean(),
  paths: fc
    .uniqueArray(fc.constantFrom('a', 'b', 'd', 'd.x', 'd.y', 'd.x.y', 'a.x'), {
      minLength: 1,
      maxLength: 3,
    })
    .filter((paths) => !paths.some((path) => paths.some((other) => isBelow(path, other)))),
  id: fc.boolean(),
});
