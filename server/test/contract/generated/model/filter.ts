import { BSONRegExp } from 'mongodb';
import { isNaNValue, truncated } from './numbers.ts';
import { compareValues, equalValues, rankOf, type TypeName, typeOf } from './order.ts';
import { type Place, placesAt, someValue } from './paths.ts';
import { type Fields, isFields, isNumber, type Maybe, Unspecified, type Value } from './values.ts';

export type Comparison = '$gt' | '$gte' | '$lt' | '$lte';

/** One condition on a path. `equals` is the form without operator, where a regex matches text. */
export type Test =
  | { readonly operator: 'equals' | '$eq' | '$ne' | Comparison; readonly value: Value }
  | { readonly operator: '$in' | '$nin' | '$all'; readonly values: readonly Value[] }
  | { readonly operator: '$exists'; readonly wanted: boolean }
  | { readonly operator: '$type'; readonly types: readonly (TypeName | 'number')[] }
  | { readonly operator: '$size'; readonly size: number }
  | { readonly operator: '$mod'; readonly divisor: number; readonly remainder: number }
  | { readonly operator: '$regex'; readonly regex: BSONRegExp }
  | { readonly operator: '$not' | '$elemMatch'; readonly tests: readonly Test[] }
  | { readonly operator: '$elemMatch document'; readonly where: Filter };

export interface Filter {
  /** Paths differ, and the operators of one path differ. */
  readonly fields: readonly { readonly path: string; readonly tests: readonly Test[] }[];
  readonly logical: readonly {
    readonly operator: '$and' | '$or' | '$nor';
    readonly branches: readonly Filter[];
  }[];
}

/** Judges a value on its own, without entering it where it is an array. */
type Predicate = (value: Maybe) => boolean;

const equalTo =
  (operand: Value): Predicate =>
  (value) =>
    operand === null
      ? value === undefined || value === null
      : value !== undefined && equalValues(value, operand);

const matchesRegex =
  (regex: BSONRegExp): Predicate =>
  (value) =>
    typeof value === 'string'
      ? new RegExp(regex.pattern, `${regex.options}u`).test(value)
      : value instanceof BSONRegExp && equalValues(value, regex);

/** Equality as the short form and `$in` mean it: a regex matches text. */
const meets = (operand: Value): Predicate =>
  operand instanceof BSONRegExp ? matchesRegex(operand) : equalTo(operand);

/** Only values of the operand's type are compared; NaN is neither above nor below. */
function compares(operator: Comparison, operand: Value): Predicate {
  const inclusive = operator === '$gte' || operator === '$lte';
  if (operand === null) return inclusive ? equalTo(null) : () => false;
  const notANumber = (value: Maybe): boolean => isNumber(value) && isNaNValue(value);
  if (notANumber(operand)) return inclusive ? notANumber : () => false;
  return (value) => {
    if (value === undefined || rankOf(value) !== rankOf(operand) || notANumber(value)) return false;
    const order = compareValues(value, operand);
    if (order === 0) return inclusive;
    return operator === '$gt' || operator === '$gte' ? order > 0 : order < 0;
  };
}

const hasType =
  (types: readonly (TypeName | 'number')[]): Predicate =>
  (value) =>
    value !== undefined &&
    types.some((type) => (type === 'number' ? isNumber(value) : typeOf(value) === type));

const leaves =
  (divisor: number, remainder: number): Predicate =>
  (value) => {
    const whole = isNumber(value) ? truncated(value) : null;
    return whole !== null && whole % BigInt(divisor) === BigInt(remainder);
  };

function elementMeets(tests: readonly Test[], element: Value): boolean {
  // The element is judged as it is: an array in the array is not entered.
  return tests.every((test) => holds(test, [{ value: element }], false));
}

function someDocument(elements: readonly Value[], where: Filter): boolean {
  if (elements.some(Array.isArray))
    throw new Unspecified('$elemMatch by fields on an array in an array');
  return elements.some((element) => isFields(element) && matches(element, where));
}

/** Whether one test holds for what a path leads to. */
function holds(test: Test, places: readonly Place[], entersArrays = true): boolean {
  const some = (predicate: Predicate): boolean =>
    entersArrays ? someValue(places, predicate) : places.some(({ value }) => predicate(value));
  const someArray = (predicate: (elements: readonly Value[]) => boolean): boolean =>
    places.some(({ value }) => Array.isArray(value) && predicate(value));
  switch (test.operator) {
    case 'equals':
      return some(meets(test.value));
    case '$eq':
      return some(equalTo(test.value));
    case '$ne':
      return !some(equalTo(test.value));
    case '$in':
      return test.values.some((value) => some(meets(value)));
    case '$nin':
      return !test.values.some((value) => some(meets(value)));
    case '$all':
      return test.values.length > 0 && test.values.every((value) => some(meets(value)));
    case '$exists':
      return places.some(({ value }) => value !== undefined) === test.wanted;
    case '$type':
      return some(hasType(test.types));
    case '$size':
      return someArray((elements) => elements.length === test.size);
    case '$mod':
      return some(leaves(test.divisor, test.remainder));
    case '$regex':
      return some(matchesRegex(test.regex));
    case '$not':
      return !test.tests.every((each) => holds(each, places, entersArrays));
    case '$elemMatch':
      return someArray((elements) => elements.some((each) => elementMeets(test.tests, each)));
    case '$elemMatch document':
      return someArray((elements) => someDocument(elements, test.where));
    default:
      return some(compares(test.operator, test.value));
  }
}

/** Whether a document matches. Throws Unspecified where the manual does not say. */
export function matches(document: Fields, filter: Filter): boolean {
  const branchesOf = (branches: readonly Filter[]): boolean[] =>
    branches.map((branch) => matches(document, branch));
  const byFields = filter.fields.map(({ path, tests }) => {
    const places = placesAt(document, path.split('.'));
    return tests.map((test) => holds(test, places)).every(Boolean);
  });
  const byBranches = filter.logical.map(({ operator, branches }) => {
    const met = branchesOf(branches);
    if (operator === '$and') return met.every(Boolean);
    return met.some(Boolean) === (operator === '$or');
  });
  return [...byFields, ...byBranches].every(Boolean);
}

/** Whether a value meets tests as the only field of a document would. */
export const valueMeets = (value: Value, tests: readonly Test[]): boolean =>
  tests.every((test) => holds(test, [{ value }]));
