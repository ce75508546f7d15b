import { compareValues } from './order.ts';
import { type Fields, isFields, type Maybe, Refusal, Unspecified, type Value } from './values.ts';

/** A field of an index or of a sort; 1 is ascending. */
export type Ordered = readonly [path: string, direction: 1 | -1];

interface Walk {
  readonly value: Maybe;
  readonly rest: readonly string[];
}

function walk(value: Maybe, path: readonly string[]): Walk {
  const [name, ...rest] = path;
  if (name === undefined || !isFields(value)) return { value, rest: path };
  return walk(value.get(name), rest);
}

/** Where a walk ended: a value at the end of its path, else null stands for what is missing. */
const ending = ({ value, rest }: Walk): Maybe =>
  rest.length > 0 || value === undefined ? null : value;

function enter(element: Value, { rest }: Walk): Walk | { readonly end: Maybe } {
  if (rest.length === 0) return { end: element };
  return isFields(element) ? walk(element, rest) : { end: null };
}

type Field = Walk | { readonly end: Maybe };

function tuplesOf(fields: readonly Field[]): Maybe[][] {
  const arrays = fields.flatMap((field) =>
    'end' in field || !Array.isArray(field.value) ? [] : [field.value],
  );
  const [array] = arrays;
  if (!array) return [fields.map((field) => ('end' in field ? field.end : ending(field)))];
  if (arrays.some((other) => other !== array)) throw new Refusal(171, 'parallel arrays');
  const within = (step: (field: Walk) => Field): Maybe[][] =>
    tuplesOf(
      fields.map((field) => ('end' in field || field.value !== array ? field : step(field))),
    );
  if (array.length === 0) {
    return within(({ rest }) => ({ end: rest.length === 0 ? undefined : null }));
  }
  return array.flatMap((element) => within((field) => enter(element, field)));
}

/**
 * The keys of a document in an index: one for each element of an array that is met, null for what is
 * missing, less than null for an array without elements. Refuses two arrays side by side (171).
 */
export const keysOf = (document: Fields, paths: readonly string[]): Maybe[][] =>
  tuplesOf(paths.map((path) => walk(document, path.split('.'))));

export function compareKeys(
  left: readonly Maybe[],
  right: readonly Maybe[],
  order: readonly Ordered[],
): number {
  for (const [at, [, direction]] of order.entries()) {
    const difference = compareValues(left[at], right[at]) * direction;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** An array sorts by its least key ascending, by its greatest descending. */
function sortKey(document: Fields, order: readonly Ordered[]): readonly Maybe[] {
  const paths = order.map(([path]) => path);
  return keysOf(document, paths).reduce((best, key) =>
    compareKeys(key, best, order) < 0 ? key : best,
  );
}

/** In the order asked for, equal ones as they came. Refuses two arrays side by side (2). */
export function sorted(documents: readonly Fields[], order: readonly Ordered[]): Fields[] {
  try {
    return documents
      .map((document) => ({ document, key: sortKey(document, order) }))
      .toSorted((left, right) => compareKeys(left.key, right.key, order))
      .map(({ document }) => document);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (documents.length === 1) throw new Unspecified('whether one document is sorted at all');
    throw new Refusal(2, 'cannot sort with parallel arrays');
  }
}
