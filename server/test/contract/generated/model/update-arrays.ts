import { BSONRegExp } from 'mongodb';
import { type Filter, matches, type Test, valueMeets } from './filter.ts';
import { compareValues, equalValues } from './order.ts';
import { blocked, locate, read, write } from './places.ts';
import { copyOf, type Fields, isFields, Refusal, type Value } from './values.ts';

/** How `$push` sorts: whole elements, or by one field of elements that are documents. */
export interface ElementOrder {
  readonly field: string | null;
  readonly direction: 1 | -1;
}

export interface Push {
  readonly operator: '$push';
  readonly path: string;
  readonly values: readonly Value[];
  /** Null for the short form that adds one value. */
  readonly modifiers: {
    readonly position?: number;
    readonly slice?: number;
    readonly sort?: ElementOrder;
  } | null;
}

export interface Pull {
  readonly operator: '$pull';
  readonly path: string;
  readonly condition:
    | { readonly kind: 'value'; readonly value: Value }
    | { readonly kind: 'tests'; readonly tests: readonly Test[] }
    | { readonly kind: 'fields'; readonly where: Filter };
}

export type ArrayChange =
  | Push
  | Pull
  | {
      readonly operator: '$addToSet';
      readonly path: string;
      readonly values: readonly Value[];
      readonly each: boolean;
    }
  | { readonly operator: '$pop'; readonly path: string; readonly end: 1 | -1 };

function sortedElements(elements: readonly Value[], { field, direction }: ElementOrder): Value[] {
  const keyOf = (element: Value): Value => {
    if (field === null) return element;
    return (isFields(element) ? element.get(field) : undefined) ?? null;
  };
  return elements.toSorted((left, right) => compareValues(keyOf(left), keyOf(right)) * direction);
}

/** Inserted at the position, then sorted, then cut: in that order, whatever the order of modifiers. */
function pushed(elements: readonly Value[], { values, modifiers }: Push): Value[] {
  const { position = elements.length, slice, sort } = modifiers ?? {};
  const at = position < 0 ? Math.max(elements.length + position, 0) : position;
  const all = [...elements.slice(0, at), ...values.map(copyOf), ...elements.slice(at)];
  const ordered = sort ? sortedElements(all, sort) : all;
  if (slice === undefined) return ordered;
  return slice < 0 ? ordered.slice(slice) : ordered.slice(0, slice);
}

/** A value is pulled where an element equals it; a regex and operators judge as a query does. */
function isPulled(element: Value, { condition }: Pull): boolean {
  switch (condition.kind) {
    case 'tests':
      return valueMeets(element, condition.tests);
    case 'fields':
      return isFields(element) && matches(element, condition.where);
    default:
      return condition.value instanceof BSONRegExp
        ? valueMeets(element, [{ operator: 'equals', value: condition.value }])
        : equalValues(element, condition.value);
  }
}

function union(elements: readonly Value[], values: readonly Value[]): Value[] {
  const result = [...elements];
  for (const value of values) {
    if (!result.some((element) => equalValues(element, value))) result.push(copyOf(value));
  }
  return result;
}

function changed(elements: readonly Value[], change: ArrayChange): Value[] {
  switch (change.operator) {
    case '$push':
      return pushed(elements, change);
    case '$pull':
      return elements.filter((element) => !isPulled(element, change));
    case '$pop':
      return change.end === 1 ? elements.slice(0, -1) : elements.slice(1);
    case '$addToSet':
      return union(elements, change.values);
  }
}

/** `$push` and `$addToSet` make the array; `$pull` and `$pop` leave alone what is missing. */
export function changeArray(document: Fields, change: ArrayChange): void {
  const target = locate(document, change.path.split('.'));
  if (target.kind === 'blocked') throw blocked();
  const makes = change.operator === '$push' || change.operator === '$addToSet';
  if (target.kind === 'missing' && !makes) return;
  const value = target.kind === 'missing' ? [] : read(target);
  if (!Array.isArray(value)) {
    throw new Refusal(change.operator === '$pop' ? 14 : 2, `${change.operator} needs an array`);
  }
  write(target, changed(value, change));
}
