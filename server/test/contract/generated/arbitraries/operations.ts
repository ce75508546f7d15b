import fc from 'fast-check';
import type { IndexModel } from '../model/collection.ts';
import type { Filter } from '../model/filter.ts';
import type { Ordered } from '../model/keys.ts';
import type { Projection } from '../model/projection.ts';
import type { Update } from '../model/update.ts';
import type { Fields, Value } from '../model/values.ts';
import { anyFilter, someOrder, someProjection } from './filters.ts';
import { anyUpdate } from './updates.ts';
import { someFields, someId } from './values.ts';

/** What may be asked of a collection. Where one document is taken, `id` or `order` says which. */
export type Operation =
  | { readonly kind: 'insert'; readonly documents: readonly Fields[]; readonly ordered: boolean }
  | {
      readonly kind: 'update one';
      readonly id: Value;
      readonly filter: Filter;
      readonly update: Update;
    }
  | { readonly kind: 'upsert'; readonly id: Value; readonly update: Update }
  | { readonly kind: 'update many'; readonly filter: Filter; readonly update: Update }
  | {
      readonly kind: 'replace';
      readonly id: Value;
      readonly replacement: Fields;
      readonly upsert: boolean;
    }
  | { readonly kind: 'delete one'; readonly id: Value; readonly filter: Filter }
  | { readonly kind: 'delete many'; readonly filter: Filter }
  | {
      readonly kind: 'find and update';
      readonly filter: Filter;
      readonly order: readonly Ordered[];
      readonly update: Update;
      readonly after: boolean;
    }
  | {
      readonly kind: 'find and replace';
      readonly filter: Filter;
      readonly order: readonly Ordered[];
      readonly replacement: Fields;
      readonly after: boolean;
    }
  | {
      readonly kind: 'find and delete';
      readonly filter: Filter;
      readonly order: readonly Ordered[];
      readonly projection: Projection;
    }
  | {
      readonly kind: 'find';
      readonly filter: Filter;
      readonly order: readonly Ordered[];
      readonly skip: number;
      readonly limit: number;
      readonly projection: Projection;
    };

const everything: Filter = { fields: [], logical: [] };

const filter = fc.oneof(
  { weight: 2, arbitrary: fc.constant(everything) },
  { weight: 3, arbitrary: anyFilter },
);

/** Ties end with `_id`, so that the first document is one and the same everywhere. */
const order = someOrder(2).map((fields): Ordered[] => [...fields, ['_id', 1]]);

const documentWithId = fc
  .tuple(someId, someFields)
  .map(([id, fields]): Fields => new Map([['_id', id], ...fields]));

const kind = <Kind extends string>(name: Kind) => fc.constant<Kind>(name);

export const someOperation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    kind: kind('insert'),
    documents: fc.array(documentWithId, { minLength: 1, maxLength: 4 }),
    ordered: fc.boolean(),
  }),
  fc.record({ kind: kind('update one'), id: someId, filter, update: anyUpdate }),
  fc.record({ kind: kind('upsert'), id: someId, update: anyUpdate }),
  fc.record({ kind: kind('update many'), filter, update: anyUpdate }),
  fc.record({
    kind: kind('replace'),
    id: someId,
    replacement: fc.oneof(
      { weight: 4, arbitrary: someFields },
      { weight: 1, arbitrary: documentWithId },
    ),
    upsert: fc.boolean(),
  }),
  fc.record({ kind: kind('delete one'), id: someId, filter }),
  fc.record({ kind: kind('delete many'), filter: anyFilter }),
  fc.record({
    kind: kind('find and update'),
    filter,
    order,
    update: anyUpdate,
    after: fc.boolean(),
  }),
  fc.record({
    kind: kind('find and replace'),
    filter,
    order,
    replacement: someFields,
    after: fc.boolean(),
  }),
  fc.record({ kind: kind('find and delete'), filter, order, projection: someProjection }),
  fc.record({
    kind: kind('find'),
    filter,
    order,
    skip: fc.integer({ min: 0, max: 2 }),
    limit: fc.integer({ min: 1, max: 8 }),
    projection: someProjection,
  }),
);

export const someDocumentsWithIds = fc.array(documentWithId, { minLength: 3, maxLength: 10 });

/** One index at most is unique: more of them leave few documents in. */
export const someFewIndexes: fc.Arbitrary<IndexModel[]> = fc
  .tuple(
    fc.option(someOrder(2), { nil: undefined, freq: 3 }),
    fc.option(someOrder(2), { nil: undefined, freq: 2 }),
  )
  .filter(([unique, plain]) => JSON.stringify(unique) !== JSON.stringify(plain))
  .map(([unique, plain]) => [
    ...(unique ? [{ fields: unique, unique: true }] : []),
    ...(plain ? [{ fields: plain, unique: false }] : []),
  ]);
