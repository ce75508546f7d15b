import { isDocument, type Value } from './values.ts';

const INDEX = /^(0|[1-9]\d{0,9})$/;

export const isArrayIndex = (component: string): boolean => INDEX.test(component);

/** What stands at a path of a document: a value, or nothing (`present` false). */
type Visit = (value: Value, present: boolean) => boolean;

/**
 * Visits each value at a dotted path as a query does: an array met on the way is entered by its
 * documents, and by position when the component is a number. Stops when `visit` answers true.
 * An array at the end is visited as such; entering it is the predicate's affair.
 */
export function visitPath(value: Value, path: readonly string[], visit: Visit, at = 0): boolean {
  const component = path[at];
  if (component === undefined) return visit(value, true);
  if (isDocument(value)) {
    if (!value.has(component)) return visit(undefined, false);
    return visitPath(value.get(component), path, visit, at + 1);
  }
  if (!Array.isArray(value)) return visit(undefined, false);
  const index = isArrayIndex(component) ? Number(component) : -1;
  if (index >= 0 && index < value.length) {
    const element = value[index];
    // A scalar in an array has nothing below it, not even something missing.
    const leadsOn = at + 1 === path.length || isDocument(element) || Array.isArray(element);
    if (leadsOn && visitPath(element, path, visit, at + 1)) return true;
  }
  return value.some((element) => isDocument(element) && visitPath(element, path, visit, at));
}

/** The first value at a path, without entering arrays other than by position. */
export function valueAt(value: Value, path: readonly string[]): Value {
  let current = value;
  for (const component of path) {
    if (isDocument(current)) current = current.get(component);
    else if (Array.isArray(current) && isArrayIndex(component))
      current = current[Number(component)];
    else return undefined;
  }
  return current;
}

/** The value of a field path in an expression: an array on the way yields the array of its values. */
export function expressionPath(value: Value, path: readonly string[], at = 0): Value {
  const component = path[at];
  if (component === undefined) return value;
  if (isDocument(value)) return expressionPath(value.get(component), path, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value
    .map((element) =>
      isDocument(element) || Array.isArray(element) ? expressionPath(element, path, at) : undefined,
    )
    .filter((element) => element !== undefined);
}
