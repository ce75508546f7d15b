import { BSONRegExp } from 'bson';
import { compareValues, equalValues } from './compare.ts';
import {
  findViablePlace,
  isPresent,
  makePlace,
  type Place,
  readPlace,
  writePlace,
} from './document-paths.ts';
import { badValue, typeMismatch } from './errors.ts';
import { compileFilter, isOperatorDocument } from './filter.ts';
import { encodeCompoundKey } from './key-encoding.ts';
import { valueAt } from './paths.ts';
import { readSort } from './sorting.ts';
import { type Document, isDocument, isNumeric, toNumber, typeName, type Value } from './values.ts';

/** The array at a place; made when there is nothing. Throws BadValue when something else is there. */
function arrayAt(place: Place, operator: string, name: string): Value[] {
  const value = readPlace(place);
  if (!isPresent(place)) {
    const made: Value[] = [];
    writePlace(place, made);
    return made;
  }
  if (Array.isArray(value)) return value;
  throw badValue(
    `The field '${name}' must be an array but is of type ${typeName(value)} (${operator})`,
  );
}

const PUSH_MODIFIERS = new Set(['$each', '$slice', '$position', '$sort']);

function wholeModifier(modifiers: Document, name: string): number | null {
  const value = modifiers.get(name);
  if (value === undefined) return null;
  const number = isNumeric(value) ? toNumber(value) : Number.NaN;
  if (!Number.isInteger(number)) throw badValue(`The value for ${name} must be an integer value`);
  return number;
}

function sortElements(elements: Value[], order: Value): Value[] {
  if (isNumeric(order)) {
    const sign = toNumber(order);
    if (sign !== 1 && sign !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return elements.toSorted((left, right) => compareValues(left, right) * sign);
  }
  if (!isDocument(order) || order.size === 0) {
    throw badValue(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  const sort = readSort(order);
  const descending = sort.map((field) => field.descending);
  // Unlike a query's sort, this one compares an array in an element as a whole.
  const keyed = elements.map((element) => {
    const values = sort.map(({ path }) =>
      isDocument(element) ? (valueAt(element, path) ?? null) : null,
    );
    return { element, key: encodeCompoundKey(values, descending) };
  });
  return keyed
    .toSorted((left, right) => Buffer.compare(left.key, right.key))
    .map(({ element }) => element);
}

export function push(document: Document, path: readonly string[], operand: Value): void {
  const array = arrayAt(makePlace(document, path), '$push', path.join('.'));
  if (!isDocument(operand) || !operand.has('$each')) {
    if (isOperatorDocument(operand)) throw badValue('$push modifiers need $each');
    array.push(operand);
    return;
  }
  for (const name of operand.keys()) {
    if (!PUSH_MODIFIERS.has(name)) throw badValue(`Unrecognized clause in $push: ${name}`);
  }
  const each = operand.get('$each');
  if (!Array.isArray(each)) throw badValue('The argument to $each in $push must be an array');
  const position = wholeModifier(operand, '$position') ?? array.length;
  array.splice(position, 0, ...each);
  const order = operand.get('$sort');
  const sorted = order === undefined ? array : sortElements(array, order);
  const slice = wholeModifier(operand, '$slice');
  const kept = slice === null ? sorted : slice < 0 ? sorted.slice(slice) : sorted.slice(0, slice);
  array.splice(0, array.length, ...kept);
}

export function addToSet(document: Document, path: readonly string[], operand: Value): void {
  const array = arrayAt(makePlace(document, path), '$addToSet', path.join('.'));
  const each = isDocument(operand) && operand.has('$each') ? operand.get('$each') : [operand];
  if (!Array.isArray(each))
    throw typeMismatch('The argument to $each in $addToSet must be an array');
  for (const value of each) {
    if (!array.some((element) => equalValues(element, value))) array.push(value);
  }
}

function removeWhere(
  document: Document,
  path: readonly string[],
  operator: string,
  unwanted: (element: Value) => boolean,
): void {
  const place = findViablePlace(document, path);
  if (!place) return;
  const array = arrayAt(place, operator, path.join('.'));
  const kept = array.filter((element) => !unwanted(element));
  array.splice(0, array.length, ...kept);
}

/** Operators and a regex judge each element as a query would, a document judges the fields of documents. */
export function pull(document: Document, path: readonly string[], operand: Value): void {
  removeWhere(document, path, '$pull', unwantedBy(operand));
}

function unwantedBy(operand: Value): (element: Value) => boolean {
  if (isOperatorDocument(operand) || operand instanceof BSONRegExp) {
    const filter = compileFilter(new Map([['element', operand]]));
    return (element) => filter.test(new Map([['element', element]]));
  }
  // Any other value stands for itself: 1 does not pull [1].
  if (!isDocument(operand)) return (element) => equalValues(element, operand);
  const filter = compileFilter(operand);
  return (element) => isDocument(element) && filter.test(element);
}

export function pullAll(document: Document, path: readonly string[], operand: Value): void {
  if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument');
  removeWhere(document, path, '$pullAll', (element) =>
    operand.some((value) => equalValues(element, value)),
  );
}

export function pop(document: Document, path: readonly string[], operand: Value): void {
  const end = isNumeric(operand) ? toNumber(operand) : 0;
  if (end !== 1 && end !== -1) throw badValue('$pop expects 1 or -1');
  const place = findViablePlace(document, path);
  if (!place) return;
  const value = readPlace(place);
  if (!Array.isArray(value)) {
    throw typeMismatch(
      `Path '${path.join('.')}' contains an element of non-array type '${typeName(value)}'`,
    );
  }
  if (end === 1) value.pop();
  else value.shift();
}
