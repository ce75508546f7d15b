import { CommandError } from './errors.ts';
import type { Filter } from './filter.ts';
import { encodeCompoundKey } from './key-encoding.ts';
import { isArrayIndex } from './paths.ts';
import { type Document, isDocument, type Value } from './values.ts';

export interface IndexField {
  readonly name: string;
  readonly path: readonly string[];
  readonly descending: boolean;
}

export interface IndexDefinition {
  readonly name: string;
  /** As it was asked for, answered by listIndexes. */
  readonly key: Document;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: { readonly document: Document; readonly filter: Filter } | null;
  readonly expireAfterSeconds: number | null;
}

interface IndexEntry {
  readonly key: Buffer;
  readonly values: readonly Value[];
}

export interface IndexEntries {
  readonly entries: readonly IndexEntry[];
  /** Bit n is set when the nth field met an array. */
  readonly arrays: number;
}

/** Where the walk along one field stands. */
interface Cursor {
  readonly value: Value;
  readonly at: number;
  readonly present: boolean;
  /** The array that stops the walk, with its place, or null at the end. */
  readonly array: readonly Value[] | null;
}

/** Walks through documents until the end of the path or the first array that must be entered. */
function advance(start: Value, path: readonly string[], from: number): Cursor {
  let value = start;
  let at = from;
  while (at < path.length) {
    const component = path[at] ?? '';
    if (isDocument(value)) {
      if (!value.has(component))
        return { value: null, at: path.length, present: false, array: null };
      value = value.get(component);
    } else if (Array.isArray(value)) {
      if (!isArrayIndex(component)) return { value, at, present: true, array: value };
      const index = Number(component);
      if (index >= value.length)
        return { value: null, at: path.length, present: false, array: null };
      value = value[index];
    } else {
      return { value: null, at: path.length, present: false, array: null };
    }
    at += 1;
  }
  return { value, at, present: true, array: Array.isArray(value) ? value : null };
}

interface Collected {
  /** One value for each field, as many times as an array has elements. */
  readonly tuples: Value[][];
  present: boolean;
  arrays: number;
}

/** An element of an array at the end of its path is a value; elsewhere only documents lead on. */
function enter(element: Value, cursor: Cursor, path: readonly string[]): Cursor {
  if (cursor.at >= path.length)
    return { value: element, at: cursor.at, present: true, array: null };
  if (isDocument(element)) return advance(element, path, cursor.at);
  return { value: null, at: path.length, present: false, array: null };
}

function collect(cursors: readonly Cursor[], fields: readonly IndexField[], into: Collected): void {
  const array = cursors.find((cursor) => cursor.array)?.array;
  if (!array) {
    if (cursors.some((cursor) => cursor.present)) into.present = true;
    into.tuples.push(cursors.map((cursor) => cursor.value));
    return;
  }
  if (cursors.some((cursor) => cursor.array && cursor.array !== array)) {
    const names = fields
      .filter((_, index) => cursors[index]?.array)
      .map((field) => `[${field.name}]`);
    throw new CommandError(171, `cannot index parallel arrays ${names.join(' ')}`);
  }
  cursors.forEach((cursor, index) => {
    if (cursor.array) into.arrays |= 1 << index;
  });
  if (array.length === 0) {
    // An array without elements has the key of undefined where it ends the path.
    const empty = cursors.map(
      (cursor, index): Cursor =>
        cursor.array
          ? {
              ...cursor,
              value: cursor.at >= (fields[index]?.path.length ?? 0) ? undefined : null,
              array: null,
            }
          : cursor,
    );
    collect(empty, fields, into);
    return;
  }
  for (const element of array) {
    const next = cursors.map((cursor, index) =>
      cursor.array ? enter(element, cursor, fields[index]?.path ?? []) : cursor,
    );
    collect(next, fields, into);
  }
}

/** The tuples that a document has for some fields, by MongoDB's multikey rules. Throws as below. */
export function tuplesOf(document: Document, fields: readonly IndexField[]): Collected {
  const collected: Collected = { tuples: [], present: false, arrays: 0 };
  collect(
    fields.map((field) => advance(document, field.path, 0)),
    fields,
    collected,
  );
  return collected;
}

/**
 * The entries of a document in an index, as MongoDB's multikey rules give them: none when the index
 * is sparse or partial and leaves the document out. Throws 171 for two arrays side by side.
 */
export function indexEntries(document: Document, index: IndexDefinition): IndexEntries {
  if (index.partial && !index.partial.filter.test(document)) return { entries: [], arrays: 0 };
  const collected = tuplesOf(document, index.fields);
  if (index.sparse && !collected.present) return { entries: [], arrays: 0 };
  const descending = index.fields.map((field) => field.descending);
  const entries = new Map<string, IndexEntry>();
  for (const values of collected.tuples) {
    const key = encodeCompoundKey(values, descending);
    entries.set(key.toString('latin1'), { key, values });
  }
  return { entries: [...entries.values()], arrays: collected.arrays };
}

/** The top-level fields that the entries of an index depend on; null when any may matter. */
export function fieldsOfIndex(index: IndexDefinition): ReadonlySet<string> | null {
  const fields = new Set(index.fields.map((field) => field.path[0] ?? ''));
  if (!index.partial) return fields;
  if (!index.partial.filter.fields) return null;
  for (const name of index.partial.filter.fields) fields.add(name);
  return fields;
}
