import { decodeDocument } from './bson-decode.ts';
import { encodeDocument } from './bson-encode.ts';
import { equalValues } from './compare.ts';
import { badValue, CommandError, failedToParse } from './errors.ts';
import { compileFilter, type Filter, isOperatorDocument } from './filter.ts';
import { isArrayIndex, valueAt } from './paths.ts';
import { compileUpdatePipeline } from './pipeline.ts';
import { OPERATORS, type Operator } from './update-operators.ts';
import { type Document, isDocument, type Value } from './values.ts';

interface UpdateContext {
  /** The query that found the document, for the positional `$`. */
  readonly filter: Filter;
  readonly inserting: boolean;
  readonly now: number;
}

/** Makes the new document out of a decoded one that it may change in place. */
export type Update = (document: Document, context: UpdateContext) => Document;

interface Change {
  readonly operator: Operator;
  readonly path: readonly string[];
  readonly operand: Value;
  readonly onInsertOnly: boolean;
}

type ArrayFilters = ReadonlyMap<string, Filter>;

/** A path and another that begins with it cannot be changed at once. */
function refuseConflicts(paths: readonly string[]): void {
  const sorted = paths.toSorted();
  const taken = new Set<string>();
  for (const path of sorted) {
    const parts = path.split('.');
    const clash = parts
      .map((_, at) => parts.slice(0, at + 1).join('.'))
      .find((part) => taken.has(part));
    if (clash !== undefined) {
      throw new CommandError(
        40,
        `Updating the path '${path}' would create a conflict at '${clash}'`,
      );
    }
    taken.add(path);
  }
}

/** Names in their order, numbers as numbers: in that order MongoDB makes changes, whatever the operators. */
function byPath(left: Change, right: Change): number {
  const [a, b] = [destination(left), destination(right)];
  for (const [at, name] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (name === other) continue;
    const bothNumbers = isArrayIndex(name) && isArrayIndex(other);
    return bothNumbers ? Number(name) - Number(other) : name < other ? -1 : 1;
  }
  return a.length - b.length;
}

/** Where a change writes; `$rename` alone writes elsewhere than at its path. */
const destination = ({ operator, path, operand }: Change): readonly string[] =>
  operator === OPERATORS.get('$rename') && typeof operand === 'string' ? operand.split('.') : path;

function readChanges(update: Document): Change[] {
  const changes: Change[] = [];
  const paths: string[] = [];
  for (const [name, operands] of update) {
    const operator = OPERATORS.get(name);
    if (!operator) {
      throw failedToParse(
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDocument(operands)) {
      throw failedToParse(
        `Modifiers operate on fields but we found another type instead for ${name}`,
      );
    }
    for (const [path, operand] of operands) {
      const parts = path.split('.');
      if (parts.includes(''))
        throw new CommandError(
          56,
          `The update path '${path}' contains an empty field name, which is not allowed.`,
        );
      if (parts[0]?.startsWith('$'))
        throw new CommandError(52, `The dollar ($) prefixed field '${path}' is not allowed`);
      paths.push(path);
      if (name === '$rename' && typeof operand === 'string') paths.push(operand);
      changes.push({ operator, path: parts, operand, onInsertOnly: name === '$setOnInsert' });
    }
  }
  refuseConflicts(paths);
  return changes.sort(byPath);
}

function readArrayFilters(value: Value): ArrayFilters {
  const filters = new Map<string, Filter>();
  if (value === undefined || value === null) return filters;
  if (!Array.isArray(value)) throw failedToParse('arrayFilters must be an array');
  for (const filter of value) {
    const first = isDocument(filter) ? filter.keys().next().value : undefined;
    const name = first?.split('.', 1)[0];
    if (!isDocument(filter) || !name || name.startsWith('$')) {
      throw failedToParse('Expected a single top-level field name in an array filter');
    }
    filters.set(name, compileFilter(filter));
  }
  return filters;
}

/** The place that the query matched in an array: the first element that alone still makes it match. */
function positionalIndex(document: Document, path: readonly string[], filter: Filter): number {
  const array = valueAt(document, path);
  const [top, ...rest] = path;
  if (Array.isArray(array) && top !== undefined && rest.length === 0) {
    const found = array.findIndex((element) => filter.test(new Map(document).set(top, [element])));
    if (found >= 0) return found;
  }
  throw badValue('The positional operator did not find the match needed from the query.');
}

function elementsNamed(array: Value, component: string, filters: ArrayFilters): string[] {
  if (!Array.isArray(array)) {
    throw badValue(`Cannot apply array updates to non-array element`);
  }
  const name = component.slice(2, -1);
  const filter = name === '' ? null : filters.get(name);
  if (filter === undefined) throw badValue(`No array filter found for identifier '${name}'`);
  return [...array.keys()]
    .filter((index) => !filter || filter.test(new Map([[name, array[index]]])))
    .map(String);
}

/** Puts numbers for `$`, `$[]` and `$[name]`. */
function concretePaths(
  document: Document,
  path: readonly string[],
  context: UpdateContext,
  filters: ArrayFilters,
): (readonly string[])[] {
  const at = path.findIndex((component) => component === '$' || component.startsWith('$['));
  const component = path[at];
  if (component === undefined) return [path];
  const before = path.slice(0, at);
  const after = path.slice(at + 1);
  const indexes =
    component === '$'
      ? [String(positionalIndex(document, before, context.filter))]
      : elementsNamed(valueAt(document, before), component, filters);
  return indexes.flatMap((index) =>
    concretePaths(document, [...before, index, ...after], context, filters),
  );
}

/** Operators that refuse some operands whatever the document, and that may be tried without effect. */
const PARTICULAR = new Set(
  ['$inc', '$mul', '$rename', '$push', '$addToSet', '$pull', '$pullAll', '$pop'].map(
    OPERATORS.get,
    OPERATORS,
  ),
);

/** Refuses wrong operands even where there is nothing to change, by changing an empty document. */
function refuseWrongOperands(changes: readonly Change[]): void {
  for (const { operator, path, operand } of changes) {
    const dynamic = path.some((component) => component.startsWith('$'));
    if (PARTICULAR.has(operator) && !dynamic) operator(new Map(), path, operand, 0);
  }
}

function compileOperators(update: Document, arrayFilters: Value): Update {
  const changes = readChanges(update);
  refuseWrongOperands(changes);
  const filters = readArrayFilters(arrayFilters);
  return (document, context) => {
    for (const change of changes) {
      if (change.onInsertOnly && !context.inserting) continue;
      for (const path of concretePaths(document, change.path, context, filters)) {
        // A value of the command must not become part of two documents that change apart.
        change.operator(document, path, copyOf(change.operand), context.now);
      }
    }
    return document;
  };
}

function copyOf(value: Value): Value {
  if (isDocument(value)) {
    return new Map([...value].map(([name, field]): [string, Value] => [name, copyOf(field)]));
  }
  return Array.isArray(value) ? value.map(copyOf) : value;
}

function compileReplacement(replacement: Document): Update {
  for (const name of replacement.keys()) {
    if (name.startsWith('$'))
      throw new CommandError(52, `The dollar ($) prefixed field '${name}' is not allowed`);
  }
  return (document) => {
    const result: Document = new Map();
    const id = document.get('_id');
    if (document.has('_id')) result.set('_id', id);
    for (const [name, value] of replacement) {
      if (name === '_id' && document.has('_id') && !equalValues(id, value)) throw immutableId();
      if (name !== '_id' || !document.has('_id')) result.set(name, value);
    }
    return result;
  };
}

const immutableId = (): CommandError =>
  new CommandError(
    66,
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );

/** Compiles an update: operators, a replacement, or a pipeline. Throws 9, 40, 52, 56 as MongoDB does. */
export function compileUpdate(update: Value, arrayFilters: Value, multi: boolean): Update {
  if (Array.isArray(update)) return compileUpdatePipeline(update);
  if (!isDocument(update))
    throw failedToParse('Update argument must be either an object or an array');
  if (isOperatorDocument(update)) return compileOperators(update, arrayFilters);
  if (multi) throw failedToParse('multi update is not supported for replacement-style update');
  return compileReplacement(update);
}

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Encodes a document that an update made; refuses one that is too large or too deep. */
export function encodeChecked(document: Document): Buffer {
  const bytes = encodeDocument(document);
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new CommandError(
      10334,
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
    );
  }
  return bytes;
}

/** The bytes of the document after the update; the same buffer when nothing changed. */
export function updateBytes(bytes: Buffer, update: Update, context: UpdateContext): Buffer {
  const document = decodeDocument(bytes);
  const id = document.get('_id');
  const result = update(document, context);
  if (!result.has('_id') || !equalValues(result.get('_id'), id)) throw immutableId();
  const encoded = encodeChecked(result);
  return encoded.equals(bytes) ? bytes : encoded;
}

/** The values that a query fixes, from which an upsert starts: equalities alone. */
function collectEqualities(filter: Document, into: Document): void {
  for (const [name, operand] of filter) {
    if (name === '$and' && Array.isArray(operand)) {
      for (const branch of operand) if (isDocument(branch)) collectEqualities(branch, into);
    } else if (!name.startsWith('$')) {
      const value = fixedValue(operand);
      if (value !== undefined) into.set(name, value);
    }
  }
}

function fixedValue(operand: Value): Value {
  if (!isOperatorDocument(operand))
    return isDocument(operand) || !isRegex(operand) ? operand : undefined;
  if (operand.has('$eq')) return operand.get('$eq');
  const one = operand.get('$in') ?? operand.get('$all');
  return Array.isArray(one) && one.length === 1 && !isOperatorDocument(one[0]) ? one[0] : undefined;
}

const isRegex = (value: Value): boolean =>
  typeof value === 'object' &&
  value !== null &&
  '_bsontype' in value &&
  value._bsontype === 'BSONRegExp';

/** The document that an upsert inserts; `newId` is taken when neither query nor update names one. */
export function upsertDocument(
  query: Document,
  update: Update,
  context: UpdateContext,
  newId: () => Value,
): Document {
  const equalities: Document = new Map();
  collectEqualities(query, equalities);
  const seed: Document = new Map();
  const set = OPERATORS.get('$set');
  for (const [path, value] of equalities) set?.(seed, path.split('.'), copyOf(value), context.now);
  const hadId = seed.has('_id');
  const id = seed.get('_id');
  const result = update(seed, context);
  if (hadId && !equalValues(result.get('_id'), id)) throw immutableId();
  const ordered: Document = new Map([['_id', result.has('_id') ? result.get('_id') : newId()]]);
  for (const [name, value] of result) if (name !== '_id') ordered.set(name, value);
  return ordered;
}
