import fc from 'fast-check';
import type { Stage } from '../model/aggregate.ts';
import { anyFilter, keyPath, someOrder, someProjection } from './filters.ts';

const match: fc.Arbitrary<Stage> = fc.record({
  kind: fc.constant('$match'),
  filter: anyFilter,
});

const unwind: fc.Arbitrary<Stage> = fc.record({
  kind: fc.constant('$unwind'),
  path: fc.constantFrom('a', 'b', 'd'),
  keepsEmpty: fc.boolean(),
});

const project: fc.Arbitrary<Stage> = fc.record({
  kind: fc.constant('$project'),
  projection: someProjection,
});

const group: fc.Arbitrary<Stage> = fc.record({
  kind: fc.constant('$group'),
  by: fc.oneof(keyPath, fc.constant(null)),
  fields: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('p', 'q'),
      accumulator: fc.constantFrom(
        ...(['$sum', '$avg', '$min', '$max', '$first', '$last', '$push', '$addToSet'] as const),
      ),
      path: keyPath,
    }),
    { maxLength: 2, selector: ({ name }) => name },
  ),
});

const count: fc.Arbitrary<Stage> = fc.record({
  kind: fc.constant('$count'),
  name: fc.constantFrom('n'),
});

/** A page of documents that are ordered to the last, so that it holds the same ones everywhere. */
const page: fc.Arbitrary<Stage[]> = fc
  .tuple(someOrder(2), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 6 }), fc.boolean())
  .map(([order, skip, limit, skipsFirst]): Stage[] => {
    const skipping: Stage = { kind: '$skip', count: skip };
    const limiting: Stage = { kind: '$limit', count: limit };
    const cut = skipsFirst ? [skipping, limiting] : [limiting, skipping];
    return [{ kind: '$sort', order: [...order, ['_id', 1]] }, ...cut];
  });

const perhaps = (stage: fc.Arbitrary<Stage | Stage[]>): fc.Arbitrary<Stage[]> =>
  fc.oneof(
    fc.constant<Stage[]>([]),
    stage.map((one) => [one].flat()),
  );

const concatenated = (...parts: fc.Arbitrary<Stage[]>[]): fc.Arbitrary<Stage[]> =>
  fc.tuple(...parts).map((lists) => lists.flat());

/** By name, so that a server that lacks a stage can leave it out. */
export const pipelineFamilies: readonly (readonly [string, fc.Arbitrary<Stage[]>])[] = [
  ['$match, $sort, $skip and $limit', concatenated(perhaps(match), page)],
  [
    '$project',
    concatenated(
      perhaps(match),
      project.map((stage) => [stage]),
    ),
  ],
  [
    '$unwind',
    concatenated(
      perhaps(page),
      unwind.map((stage) => [stage]),
      perhaps(match),
    ),
  ],
  [
    '$group',
    concatenated(
      perhaps(match),
      perhaps(page),
      group.map((stage) => [stage]),
    ),
  ],
  [
    '$unwind and $group',
    concatenated(
      unwind.map((stage) => [stage]),
      group.map((stage) => [stage]),
    ),
  ],
  [
    '$count',
    concatenated(
      perhaps(match),
      perhaps(page),
      perhaps(unwind),
      count.map((stage) => [stage]),
    ),
  ],
];
