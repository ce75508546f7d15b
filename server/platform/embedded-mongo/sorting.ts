import { badValue, CommandError } from './errors.ts';
import { tuplesOf } from './index-keys.ts';
import { encodeCompoundKey } from './key-encoding.ts';
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

/**
 * Bytes that order documents as the sort does: an array counts by its least element ascending, by its
 * greatest descending; of several fields in one array, those of one element go together. Throws
 * BadValue for two arrays side by side.
 */
export function sortKey(document: Document, sort: readonly SortField[]): Buffer {
  const descending = sort.map((field) => field.descending);
  const keys = tuplesToSort(document, sort).map((values) => encodeCompoundKey(values, descending));
  return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
}

function tuplesToSort(document: Document, sort: readonly SortField[]): Value[][] {
  try {
    return tuplesOf(document, sort).tuples;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw badValue('cannot sort with keys that are parallel arrays');
  }
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
