import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { compareNumbers } from './numbers.ts';
import { type Fields, isFields, isNumber, type Maybe, type Value } from './values.ts';

/** Names of types as `$type` takes them. */
export type TypeName =
  | 'minKey'
  | 'null'
  | 'int'
  | 'long'
  | 'double'
  | 'decimal'
  | 'string'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'regex'
  | 'maxKey';

const CLASSES: readonly (readonly [TypeName, abstract new (...args: never[]) => object])[] = [
  ['minKey', MinKey],
  ['int', Int32],
  ['double', Double],
  ['decimal', Decimal128],
  ['object', Map],
  ['array', Array],
  ['binData', Binary],
  ['objectId', ObjectId],
  ['date', Date],
  // A timestamp is a Long to the driver, so it is asked first.
  ['timestamp', Timestamp],
  ['long', Long],
  ['regex', BSONRegExp],
  ['maxKey', MaxKey],
];

export function typeOf(value: Value): TypeName {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  const found = CLASSES.find(([, type]) => value instanceof type);
  if (!found) throw new Error(`no BSON type: ${String(value)}`);
  return found[0];
}

/** https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/ */
const RANKS: Readonly<Record<TypeName, number>> = {
  minKey: 1,
  null: 2,
  int: 3,
  long: 3,
  double: 3,
  decimal: 3,
  string: 4,
  object: 5,
  array: 6,
  binData: 7,
  objectId: 8,
  bool: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  maxKey: 13,
};

/** The place of a type among the others. Nothing (an array without elements) is below null. */
export const rankOf = (value: Maybe): number => (value === undefined ? 1.5 : RANKS[typeOf(value)]);

const compareBytes = (left: Uint8Array, right: Uint8Array): number => Buffer.compare(left, right);

const compareStrings = (left: string, right: string): number =>
  compareBytes(Buffer.from(left), Buffer.from(right));

/** The first difference decides; what is a beginning of the other is less. */
function compareInTurn<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (left: Item, right: Item) => number,
): number {
  for (const [at, item] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    const order = compare(item, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Field by field: the type, then the name, then the value. */
const compareFields = (left: Fields, right: Fields): number =>
  compareInTurn(
    [...left],
    [...right],
    ([nameA, a], [nameB, b]) =>
      rankOf(a) - rankOf(b) || compareStrings(nameA, nameB) || compareValues(a, b),
  );

const compareBinary = (left: Binary, right: Binary): number =>
  left.length() - right.length() ||
  left.sub_type - right.sub_type ||
  compareBytes(left.value(), right.value());

/** Negative, zero or positive: MongoDB's order of any two values. */
export function compareValues(left: Maybe, right: Maybe): number {
  const byType = rankOf(left) - rankOf(right);
  if (byType !== 0) return byType;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right);
  if (isFields(left) && isFields(right)) return compareFields(left, right);
  if (Array.isArray(left) && Array.isArray(right)) return compareInTurn(left, right, compareValues);
  if (left instanceof Binary && right instanceof Binary) return compareBinary(left, right);
  if (left instanceof ObjectId && right instanceof ObjectId) return compareBytes(left.id, right.id);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (left instanceof Timestamp && right instanceof Timestamp)
    return left.t - right.t || left.i - right.i;
  if (left instanceof BSONRegExp && right instanceof BSONRegExp) {
    return (
      compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options)
    );
  }
  return 0;
}

export const equalValues = (left: Maybe, right: Maybe): boolean => compareValues(left, right) === 0;
