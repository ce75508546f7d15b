import { badValue, CommandError } from './errors.ts';
import { isArrayIndex } from './paths.ts';
import { shellText } from './shell-text.ts';
import { type Document, isDocument, type Value } from './values.ts';

/** MongoDB refuses to pad an array by more than this many elements. */
const MAX_PADDING = 1_500_000;

/** A place in a document: a field of a document or an element of an array. */
export type Place =
  | { readonly kind: 'field'; readonly parent: Document; readonly name: string }
  | { readonly kind: 'element'; readonly parent: Value[]; readonly index: number };

export const readPlace = (place: Place): Value =>
  place.kind === 'field' ? place.parent.get(place.name) : place.parent[place.index];

export const isPresent = (place: Place): boolean =>
  place.kind === 'field' ? place.parent.has(place.name) : place.index < place.parent.length;

export function writePlace(place: Place, value: Value): void {
  if (place.kind === 'field') {
    place.parent.set(place.name, value);
    return;
  }
  if (place.index - place.parent.length > MAX_PADDING) {
    throw badValue('cannot pad an array by so many elements');
  }
  while (place.parent.length < place.index) place.parent.push(null);
  place.parent[place.index] = value;
}

function notViable(component: string, parent: Value): CommandError {
  return new CommandError(
    28,
    `Cannot create field '${component}' in element {${shellText(parent).slice(0, 200)}}`,
  );
}

function placeIn(parent: Value, component: string): Place | null {
  if (isDocument(parent)) return { kind: 'field', parent, name: component };
  if (Array.isArray(parent) && isArrayIndex(component)) {
    return { kind: 'element', parent, index: Number(component) };
  }
  return null;
}

/** The place of a path, making documents on the way. Throws 28 where a value stands in the way. */
export function makePlace(document: Document, path: readonly string[]): Place {
  let parent: Value = document;
  for (const [at, component] of path.entries()) {
    const place = placeIn(parent, component);
    if (!place) throw notViable(component, parent);
    if (at === path.length - 1) return place;
    if (!isPresent(place)) writePlace(place, new Map());
    parent = readPlace(place);
  }
  throw new CommandError(56, 'An empty update path is not valid.');
}

/** The place of a path when everything on the way exists; null otherwise. */
export function findPlace(document: Document, path: readonly string[]): Place | null {
  return follow(document, path, () => null);
}

/** The same for changes that have no meaning below a value: throws 28 where one stands in the way. */
export function findViablePlace(document: Document, path: readonly string[]): Place | null {
  return follow(document, path, (component, parent) => {
    throw notViable(component, parent);
  });
}

function follow(
  document: Document,
  path: readonly string[],
  blocked: (component: string, parent: Value) => null,
): Place | null {
  let parent: Value = document;
  for (const [at, component] of path.entries()) {
    const place = placeIn(parent, component);
    if (!place) return blocked(component, parent);
    if (!isPresent(place)) return null;
    if (at === path.length - 1) return place;
    parent = readPlace(place);
  }
  return null;
}

/** Whether an array must be entered to reach the place of a path, as far as it exists. */
export function entersArray(document: Document, path: readonly string[]): boolean {
  let parent: Value = document;
  for (const component of path) {
    if (Array.isArray(parent)) return true;
    if (!isDocument(parent)) return false;
    parent = parent.get(component);
  }
  return false;
}
