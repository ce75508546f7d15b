import { isFields, type Maybe, Unspecified, type Value } from './values.ts';

/** What stands at the end of a path, or nothing. */
export interface Place {
  readonly value: Maybe;
}

const NOTHING: Place = { value: undefined };

const isPosition = (name: string): boolean => /^(0|[1-9]\d*)$/.test(name);

/**
 * Every place that a dotted path leads to: through documents, through the documents in an array, and
 * to the element of an array where a name is a number. An array of scalars leads nowhere.
 */
export function placesAt(value: Value, path: readonly string[]): Place[] {
  const [name, ...rest] = path;
  if (name === undefined) return [{ value }];
  if (isFields(value)) {
    const next = value.get(name);
    return next === undefined ? [NOTHING] : placesAt(next, rest);
  }
  return Array.isArray(value) ? placesInArray(value, name, rest) : [NOTHING];
}

function placesInArray(array: readonly Value[], name: string, rest: readonly string[]): Place[] {
  const throughDocuments = array
    .filter(isFields)
    .flatMap((element) => placesAt(element, [name, ...rest]));
  const element = isPosition(name) ? array[Number(name)] : undefined;
  if (element === undefined) return throughDocuments;
  if (Array.isArray(element) && rest.length === 0) {
    throw new Unspecified('whether a position that holds an array is entered');
  }
  if (!isFields(element) && !Array.isArray(element) && rest.length > 0) return throughDocuments;
  return [...throughDocuments, ...placesAt(element, rest)];
}

/** True when a place meets the predicate, by its value or by an element of it. */
export const someValue = (
  places: readonly Place[],
  predicate: (value: Maybe) => boolean,
): boolean =>
  places.some(({ value }) => predicate(value) || (Array.isArray(value) && value.some(predicate)));
