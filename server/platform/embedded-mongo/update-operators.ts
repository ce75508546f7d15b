import { Timestamp } from 'bson';
import { compareValues } from './compare.ts';
import {
  entersArray,
  findPlace,
  findViablePlace,
  isPresent,
  makePlace,
  readPlace,
  writePlace,
} from './document-paths.ts';
import { badValue, typeMismatch } from './errors.ts';
import { add, multiply } from './numbers.ts';
import { shellText } from './shell-text.ts';
import { addToSet, pop, pull, pullAll, push } from './update-arrays.ts';
import {
  type Document,
  isDocument,
  isNumeric,
  type NumericValue,
  typeName,
  type Value,
} from './values.ts';

/** Changes the value at one path, in place. `now` is in milliseconds since 1970. */
export type Operator = (
  document: Document,
  path: readonly string[],
  operand: Value,
  now: number,
) => void;

const set: Operator = (document, path, operand) => {
  writePlace(makePlace(document, path), operand);
};

const unset: Operator = (document, path) => {
  const place = findPlace(document, path);
  if (!place) return;
  if (place.kind === 'field') place.parent.delete(place.name);
  else place.parent[place.index] = null;
};

/** Starts from `absent` of the operand when there is nothing at the path. */
const arithmetic =
  (
    name: string,
    combine: (left: NumericValue, right: NumericValue) => NumericValue,
    absent: (operand: NumericValue) => NumericValue,
  ): Operator =>
  (document, path, operand) => {
    if (!isNumeric(operand)) {
      const verb = name === '$inc' ? 'increment' : 'multiply';
      throw typeMismatch(
        `Cannot ${verb} with non-numeric argument: {${path.join('.')}: ${shellText(operand)}}`,
      );
    }
    const place = makePlace(document, path);
    if (!isPresent(place)) {
      writePlace(place, absent(operand));
      return;
    }
    const value = readPlace(place);
    if (!isNumeric(value)) {
      throw typeMismatch(
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${shellText(document.get('_id'))}} has the field '${path.at(-1)}' of non-numeric type ${typeName(value)}`,
      );
    }
    writePlace(place, combine(value, operand));
  };

const extreme =
  (wins: (order: number) => boolean): Operator =>
  (document, path, operand) => {
    const place = makePlace(document, path);
    if (!isPresent(place) || wins(compareValues(operand, readPlace(place))))
      writePlace(place, operand);
  };

const rename: Operator = (document, path, operand) => {
  if (typeof operand !== 'string' || operand === '') {
    throw badValue(`The 'to' field for $rename must be a string: ${path.join('.')}`);
  }
  const from = findViablePlace(document, path);
  if (!from) return;
  if (from.kind === 'element' || entersArray(document, path))
    throw badValue('The source field of $rename cannot be an array element');
  const to = operand.split('.');
  if (entersArray(document, to))
    throw badValue('The target field of $rename cannot be an array element');
  const value = readPlace(from);
  from.parent.delete(from.name);
  const target = makePlace(document, to);
  // A field that exists already moves to the end, as MongoDB's manual has it set anew.
  if (target.kind === 'field') target.parent.delete(target.name);
  writePlace(target, value);
};

let lastSecond = 0;
let counter = 0;

/** Timestamps of one second are told apart by a counter. */
function nextTimestamp(now: number): Timestamp {
  const second = Math.floor(now / 1000);
  counter = second === lastSecond ? counter + 1 : 1;
  lastSecond = second;
  return new Timestamp({ t: second, i: counter });
}

const currentDate: Operator = (document, path, operand, now) => {
  const kind = isDocument(operand) ? operand.get('$type') : operand;
  if (kind === 'timestamp') writePlace(makePlace(document, path), nextTimestamp(now));
  else if (kind === true || kind === 'date') writePlace(makePlace(document, path), new Date(now));
  else throw badValue(`The '$type' string field is required to be 'date' or 'timestamp'`);
};

/** A product with nothing is zero, in the type of the operand. */
const zeroLike = (operand: NumericValue): NumericValue => multiply(operand, 0);

export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$set', set],
  ['$setOnInsert', set],
  ['$unset', unset],
  ['$inc', arithmetic('$inc', add, (operand) => operand)],
  ['$mul', arithmetic('$mul', multiply, zeroLike)],
  ['$min', extreme((order) => order < 0)],
  ['$max', extreme((order) => order > 0)],
  ['$rename', rename],
  ['$currentDate', currentDate],
  ['$push', push],
  ['$addToSet', addToSet],
  ['$pull', pull],
  ['$pullAll', pullAll],
  ['$pop', pop],
]);
