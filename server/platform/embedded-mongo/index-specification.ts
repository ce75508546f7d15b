import { badValue, CommandError, typeMismatch } from './errors.ts';
import { compileFilter } from './filter.ts';
import type { IndexDefinition, IndexField } from './index-keys.ts';
import { encodeKey } from './key-encoding.ts';
import { type Document, isDocument, isNumeric, isTruthy, toNumber, type Value } from './values.ts';

const MAX_FIELDS = 31;

/** Options of the drivers that change nothing here. */
const IGNORED = new Set(['v', 'background', 'ns', 'hidden']);
const KNOWN = new Set([
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
]);

function readFields(key: Document): IndexField[] {
  if (key.size === 0) throw new CommandError(67, 'Index keys cannot be an empty object');
  if (key.size > MAX_FIELDS)
    throw new CommandError(67, `an index has at most ${MAX_FIELDS} fields`);
  return [...key].map(([name, direction]) => {
    if (!isNumeric(direction) || toNumber(direction) === 0 || Number.isNaN(toNumber(direction))) {
      throw new CommandError(67, `Unknown index plugin or direction for field '${name}'`);
    }
    const path = name.split('.');
    if (path.includes('') || name.includes('$')) {
      throw new CommandError(67, `Index key contains an illegal field name: '${name}'`);
    }
    return { name, path, descending: toNumber(direction) < 0 };
  });
}

const defaultName = (key: Document): string =>
  [...key]
    .map(([name, direction]) => `${name}_${isNumeric(direction) ? toNumber(direction) : direction}`)
    .join('_');

function readPartial(value: Value): IndexDefinition['partial'] {
  if (value === undefined) return null;
  if (!isDocument(value)) throw typeMismatch('partialFilterExpression must be an object');
  return { document: value, filter: compileFilter(value) };
}

function readExpiry(value: Value, fields: readonly IndexField[]): number | null {
  if (value === undefined) return null;
  const seconds = isNumeric(value) ? toNumber(value) : Number.NaN;
  if (!(seconds >= 0 && seconds <= 0x7fffffff)) {
    throw new CommandError(67, 'TTL index expireAfterSeconds must be from 0 to 2147483647');
  }
  if (fields.length !== 1) {
    throw new CommandError(
      67,
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
  }
  return seconds;
}

/** Reads the specification of an index. Throws 67 (CannotCreateIndex) and its kin when it is not one. */
export function readIndex(specification: Document): IndexDefinition {
  const key = specification.get('key');
  if (!isDocument(key)) throw badValue("The field 'key' must be an object");
  for (const [option, value] of specification) {
    if (KNOWN.has(option) || IGNORED.has(option)) continue;
    if (option === 'collation' && isDocument(value) && value.get('locale') === 'simple') continue;
    throw new CommandError(197, `The index option '${option}' is not supported`);
  }
  const fields = readFields(key);
  const name = specification.get('name') ?? defaultName(key);
  if (typeof name !== 'string' || name === '' || name.length > 1000) {
    throw new CommandError(67, 'the name of an index must be a non-empty string');
  }
  const sparse = isTruthy(specification.get('sparse'));
  const partial = readPartial(specification.get('partialFilterExpression'));
  if (sparse && partial)
    throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  const expireAfterSeconds = readExpiry(specification.get('expireAfterSeconds'), fields);
  return {
    name,
    key,
    fields,
    unique: isTruthy(specification.get('unique')),
    sparse,
    partial,
    expireAfterSeconds,
  };
}

/** The specification as listIndexes answers it. */
export function writeIndex(index: IndexDefinition): Document {
  const result: Document = new Map<string, Value>([
    ['v', 2],
    ['key', index.key],
    ['name', index.name],
  ]);
  if (index.unique) result.set('unique', true);
  if (index.sparse) result.set('sparse', true);
  if (index.partial) result.set('partialFilterExpression', index.partial.document);
  if (index.expireAfterSeconds !== null)
    result.set('expireAfterSeconds', Math.trunc(index.expireAfterSeconds));
  return result;
}

export const ID_INDEX: Document = new Map<string, Value>([
  ['v', 2],
  ['key', new Map([['_id', 1]])],
  ['name', '_id_'],
]);

const sameKey = (left: IndexDefinition, right: IndexDefinition): boolean =>
  left.fields.length === right.fields.length &&
  left.fields.every(
    (field, at) =>
      field.name === right.fields[at]?.name && field.descending === right.fields[at]?.descending,
  );

const samePartial = (left: IndexDefinition, right: IndexDefinition): boolean =>
  left.partial && right.partial
    ? encodeKey(left.partial.document).equals(encodeKey(right.partial.document))
    : left.partial === right.partial;

const sameOptions = (left: IndexDefinition, right: IndexDefinition): boolean =>
  left.unique === right.unique &&
  left.sparse === right.sparse &&
  left.expireAfterSeconds === right.expireAfterSeconds &&
  samePartial(left, right);

/**
 * True when `wanted` exists already. Throws 86 when its name belongs to another index, 85 when the
 * same key exists with other options or under another name.
 */
export function existsAlready(
  existing: readonly IndexDefinition[],
  wanted: IndexDefinition,
): boolean {
  const named = existing.find((index) => index.name === wanted.name);
  if (named) {
    if (!sameKey(named, wanted) || !samePartial(named, wanted)) {
      throw new CommandError(
        86,
        `An existing index has the same name as the requested index. Requested index: ${wanted.name}`,
      );
    }
    if (sameOptions(named, wanted)) return true;
    throw new CommandError(
      85,
      `An equivalent index already exists with the same name but different options: ${wanted.name}`,
    );
  }
  const twin = existing.find((index) => sameKey(index, wanted) && samePartial(index, wanted));
  if (twin) {
    throw new CommandError(85, `Index already exists with a different name: ${twin.name}`);
  }
  return false;
}
