import fc from 'fast-check';
import type { Change, Update } from '../model/update.ts';
import { elementFields, elementTests } from './filters.ts';
import { anyNumber, plainNumber } from './numbers.ts';
import { anyValue, scalar } from './values.ts';

const path = fc.constantFrom(
  'a',
  'b',
  'd',
  'a',
  'd.x',
  'd.y',
  'a.0',
  'a.2',
  'd.0',
  'd.0.x',
  'd.1.y',
  'd.x.y',
  'c',
  'e.f',
);

const value = fc.oneof({ weight: 1, arbitrary: plainNumber }, { weight: 2, arbitrary: anyValue });

const set: fc.Arbitrary<Change> = fc.record({
  operator: fc.constantFrom('$set', '$set', '$setOnInsert'),
  path,
  value,
});

const unset: fc.Arbitrary<Change> = fc.record({ operator: fc.constant('$unset'), path });

/** To a place that is no part of the source and that no document has at first. */
const rename: fc.Arbitrary<Change> = fc.record({
  operator: fc.constant('$rename'),
  path,
  to: fc.constantFrom('r', 'z', 'k.r'),
});

const renameInto: fc.Arbitrary<Change> = fc.record({
  operator: fc.constant('$rename'),
  path: fc.constantFrom('a', 'b', 'd.x'),
  to: fc.constantFrom('c.r', 'e.0', 'd.r'),
});

const arithmetic: fc.Arbitrary<Change> = fc.record({
  operator: fc.constantFrom('$inc', '$mul'),
  path,
  amount: fc.oneof(plainNumber, anyNumber),
});

const extreme: fc.Arbitrary<Change> = fc.record({
  operator: fc.constantFrom('$min', '$max'),
  path,
  value: fc.oneof(scalar, value),
});

const push: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    operator: fc.constant('$push'),
    path,
    values: value.map((one) => [one]),
    modifiers: fc.constant(null),
  }),
  fc.record({
    operator: fc.constant('$push'),
    path,
    values: fc.array(value, { maxLength: 3 }),
    modifiers: fc.record(
      {
        position: fc.integer({ min: -3, max: 4 }),
        slice: fc.integer({ min: -3, max: 3 }),
        sort: fc.record({
          field: fc.constantFrom(null, 'x'),
          direction: fc.constantFrom<1 | -1>(1, -1),
        }),
      },
      { requiredKeys: [] },
    ),
  }),
);

const addToSet: fc.Arbitrary<Change> = fc
  .tuple(path, fc.array(value, { maxLength: 3 }), fc.boolean())
  .map(([at, values, several]) => {
    const each = several || values.length !== 1;
    return { operator: '$addToSet', path: at, values, each };
  });

const pop: fc.Arbitrary<Change> = fc.record({
  operator: fc.constant('$pop'),
  path,
  end: fc.constantFrom<1 | -1>(1, -1),
});

const pull: fc.Arbitrary<Change> = fc.record({
  operator: fc.constant('$pull'),
  path,
  condition: fc.oneof(
    fc.record({
      kind: fc.constant('value'),
      value: value.filter((each) => !(each instanceof Map)),
    }),
    fc.record({ kind: fc.constant('tests'), tests: elementTests }),
    fc.record({ kind: fc.constant('fields'), where: elementFields }),
  ),
});

const of = (change: fc.Arbitrary<Change>, maxLength = 2): fc.Arbitrary<Update> =>
  fc.uniqueArray(change, {
    minLength: 1,
    maxLength,
    // One operator cannot be asked twice for one path, nor two renames lead to one place.
    selector: (each) => `${each.operator} ${each.path}`,
  });

const everything = fc.oneof(
  set,
  set,
  unset,
  arithmetic,
  extreme,
  push,
  addToSet,
  pop,
  pull,
  rename,
);

export const anyUpdate: fc.Arbitrary<Update> = of(everything, 3);

/** By name, so that a server that lacks one can leave it out. */
export const updateFamilies: readonly (readonly [string, fc.Arbitrary<Update>])[] = [
  ['$set and $unset', of(fc.oneof(set, unset))],
  ['$rename', of(fc.oneof(rename, renameInto), 1)],
  ['$inc and $mul', of(arithmetic)],
  ['$min and $max', of(extreme)],
  ['$push', of(push, 1)],
  ['$addToSet', of(addToSet, 1)],
  ['$pop', of(pop, 1)],
  ['$pull', of(pull, 1)],
  ['all operators together', of(everything, 4)],
];
