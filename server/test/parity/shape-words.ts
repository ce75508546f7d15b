import type { Document } from 'bson';

export const SHAPE_KINDS = [
  'commands',
  'filters',
  'updates',
  'stages',
  'expressions',
  'sorts',
  'projections',
  'indexes',
  'errors',
] as const;

/** One kind of thing that a store was asked or answered, in words that a person can review. */
export interface Shape {
  readonly kind: (typeof SHAPE_KINDS)[number];
  readonly text: string;
}

/** A document of BSON, as against a value that has a class (an identifier, a date, bytes). */
export function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

export const listOf = (value: unknown): Document[] =>
  Array.isArray(value) ? value.filter(isDocument) : [];

/** Whether the document is made of operators, such as `{$gt: 1}`. */
export const isOperators = (value: unknown): value is Document =>
  isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true;

/** `_id`, a field at the top, a path into documents, or one that names elements of an array. */
export function pathWord(path: string): string {
  if (path === '_id') return '_id';
  if (/\.(\$|\d)/.test(path)) return 'element';
  return path.includes('.') ? 'path' : 'field';
}

/** `(1, -1)`: the directions of an order or a key, without the names of its fields. */
export const sortDirections = (sort: Document): string => `(${Object.values(sort).join(', ')})`;

/** What kind of value a filter or an update names, as far as stores treat kinds apart. */
export function valueWord(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isDocument(value)) return 'document';
  return value instanceof RegExp ? 'pattern' : 'value';
}
