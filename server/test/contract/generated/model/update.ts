import { Decimal128, Int32 } from 'mongodb';
import { type Arithmetic, calculate, isNaNValue } from './numbers.ts';
import { compareValues, equalValues, typeOf } from './order.ts';
import { blocked, erase, locate, read, write } from './places.ts';
import { type ArrayChange, changeArray } from './update-arrays.ts';
import {
  copyOf,
  copyOfFields,
  type Fields,
  isNumber,
  type Maybe,
  type NumberValue,
  Refusal,
  Unspecified,
  type Value,
} from './values.ts';

type ValueChange =
  | {
      readonly operator: '$set' | '$setOnInsert' | '$min' | '$max';
      readonly path: string;
      readonly value: Value;
    }
  | { readonly operator: Arithmetic; readonly path: string; readonly amount: NumberValue };

/** One operator on one path. */
export type Change =
  | ValueChange
  | { readonly operator: '$unset'; readonly path: string }
  | { readonly operator: '$rename'; readonly path: string; readonly to: string }
  | ArrayChange;

export type Update = readonly Change[];

const ARRAY_OPERATORS: ReadonlySet<string> = new Set(['$push', '$addToSet', '$pull', '$pop']);

const isArrayChange = (change: Change): change is ArrayChange =>
  ARRAY_OPERATORS.has(change.operator);

/** The result of arithmetic; left out are results that equal the number but are written otherwise. */
function calculated(operator: Arithmetic, value: Value, amount: NumberValue): Value {
  if (!isNumber(value)) throw new Refusal(14, `${operator} of ${typeOf(value)}`);
  const result = calculate(operator, value, amount);
  if (isNaNValue(result)) throw new Unspecified('whether NaN changes');
  const same = typeOf(result) === typeOf(value) && equalValues(result, value);
  const written = String(result) === String(value) && Object.is(Number(result), Number(value));
  if (same && !written) throw new Unspecified('0 and -0, 1 and 1.0');
  return result;
}

/** What arithmetic makes of nothing: the sum is the operand, the product is zero of its type. */
function startOf(operator: Arithmetic, amount: NumberValue): Value {
  if (operator === '$inc') return amount;
  const plain =
    !(amount instanceof Decimal128) && Number(amount) >= 0 && !Object.is(Number(amount), -0);
  if (!plain || !Number.isFinite(Number(amount))) throw new Unspecified('the sign of zero');
  return calculate('$mul', amount, new Int32(0));
}

function rename(document: Fields, from: string, to: string): void {
  const source = locate(document, from.split('.'));
  if (source.kind === 'blocked') throw blocked();
  if (source.kind === 'missing') return;
  const target = locate(document, to.split('.'));
  if (target.kind === 'there') throw new Unspecified('where a renamed field stands afterwards');
  if ([...source.parents, ...target.parents].some(Array.isArray)) {
    throw new Refusal(2, 'no renaming in arrays');
  }
  const value = read(source);
  if (value === undefined) return;
  write(target, value);
  erase(source);
}

/** The value that a change puts at its path; undefined to leave what is there. */
function valueAfter(change: ValueChange, value: Maybe): Maybe {
  switch (change.operator) {
    case '$set':
    case '$setOnInsert':
      return change.value;
    case '$inc':
    case '$mul':
      return value === undefined
        ? startOf(change.operator, change.amount)
        : calculated(change.operator, value, change.amount);
    case '$min':
      return value === undefined || compareValues(change.value, value) < 0
        ? change.value
        : undefined;
    case '$max':
      return value === undefined || compareValues(change.value, value) > 0
        ? change.value
        : undefined;
  }
}

function changeOne(document: Fields, change: Change): void {
  if (isArrayChange(change)) {
    changeArray(document, change);
  } else if (change.operator === '$rename') {
    rename(document, change.path, change.to);
  } else {
    const target = locate(document, change.path.split('.'));
    if (change.operator === '$unset') {
      erase(target);
      return;
    }
    if (target.kind === 'blocked') throw blocked();
    const next = valueAfter(change, read(target));
    if (next !== undefined) write(target, copyOf(next));
  }
}

/** Where an operator writes: there, conflicts are looked for, and that is its turn. */
const destination = (change: Change): string[] =>
  (change.operator === '$rename' ? change.to : change.path).split('.');

/** Field names in their order, numbers as numbers, whatever the operators. */
function byPath(left: Change, right: Change): number {
  const [a, b] = [destination(left), destination(right)];
  for (const [at, name] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (name === other) continue;
    const numbers = /^\d+$/.test(name) && /^\d+$/.test(other);
    return numbers ? Number(name) - Number(other) : name < other ? -1 : 1;
  }
  return a.length - b.length;
}

const overlaps = (left: string, right: string): boolean =>
  `${left}.`.startsWith(`${right}.`) || `${right}.`.startsWith(`${left}.`);

/** Refuses two changes of one path, or of a path and one below it (40), whatever they would change. */
export function refuseConflicts(update: Update): void {
  const touched = update.flatMap((change) =>
    change.operator === '$rename' ? [change.path, change.to] : [change.path],
  );
  const clash = touched.some((path, at) =>
    touched.slice(at + 1).some((other) => overlaps(path, other)),
  );
  if (clash) throw new Refusal(40, 'two changes of one path');
}

/** A new document with every change. Throws the Refusal of the first that cannot be made. */
export function updated(document: Fields, update: Update, inserting: boolean): Fields {
  refuseConflicts(update);
  const result = copyOfFields(document);
  for (const change of update.toSorted(byPath)) {
    if (change.operator === '$setOnInsert' && !inserting) continue;
    changeOne(result, change);
  }
  return result;
}
