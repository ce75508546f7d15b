import { compareValues } from './compare.ts';
import { badValue, CommandError } from './errors.ts';
import { encodeKey, invertKey } from './key-encoding.ts';
import { visitPath } from './paths.ts';
import { type Document, isDocument, isNumeric, toNumber, type Value } from './values.ts';

export interface SortField {
  readonly name: string;
  readonly path: readonly string[];
  readonly descending: boolean;
}

const MAX_SORT_FIELDS = 32;

/** Reads a sort. Throws BadValue for a direction other than 1 and -1. */
export function readSort(value: Value): SortField[] {
  if (value === undefined || value === null) return [];
  if (!isDocument(value)) throw new CommandError(14, 'sort must be an object');
  if (value.size > MAX_SORT_FIELDS) throw badValue(`a sort has at most ${MAX_SORT_FIELDS} fields`);
  return [...value].map(([name, direction]) => {
    const number = isNumeric(direction) ? toNumber(direction) : 0;
    if (number !== 1 && number !== -1) {
      throw new CommandError(
        15975,
        '$sort key ordering must be 1 (for ascending) or -1 (for descending)',
      );
    }
    const path = name.split('.');
    if (path.includes(''))
      throw new CommandError(40353, 'FieldPath must not contain empty components');
    return { name, path, descending: number === -1 };
  });
}

/** An array sorts by its least element ascending and its greatest descending; empty, below null. */
function sortValue(document: Document, field: SortField): Value {
  const candidates: Value[] = [];
  visitPath(document, field.path, (value, present) => {
    if (!present) candidates.push(null);
    else if (!Array.isArray(value)) candidates.push(value);
    else if (value.length === 0) candidates.push(undefined);
    else candidates.push(...value);
    return false;
  });
  if (candidates.length === 0) return null;
  return candidates.reduce((best, value) => {
    const order = compareValues(value, best);
    return (field.descending ? order > 0 : order < 0) ? value : best;
  });
}

/** Bytes that order documents as the sort does. */
export function sortKey(document: Document, sort: readonly SortField[]): Buffer {
  const parts = sort.map((field) => {
    const key = encodeKey(sortValue(document, field));
    return field.descending ? invertKey(key) : key;
  });
  return Buffer.concat(parts);
}

export interface Sorted<Item> {
  readonly key: Buffer;
  readonly item: Item;
}

/** The `limit` first in order, equal ones as they came; 0 keeps all. */
export function sortAll<Item>(items: Iterable<Sorted<Item>>, limit: number): Item[] {
  let kept: Sorted<Item>[] = [];
  const order = (left: Sorted<Item>, right: Sorted<Item>): number =>
    Buffer.compare(left.key, right.key);
  for (const item of items) {
    kept.push(item);
    // Twice the wanted number at most is held: sorting is stable, so what is cut off never returns.
    if (limit > 0 && kept.length >= limit * 2 + 1000) {
      kept = kept.sort(order).slice(0, limit);
    }
  }
  kept.sort(order);
  return (limit > 0 ? kept.slice(0, limit) : kept).map((entry) => entry.item);
}
