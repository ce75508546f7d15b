import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { compareValues, equalValues } from './compare.ts';
import { badValue, failedToParse } from './errors.ts';
import { CLASS, classOf } from './key-encoding.ts';
import { wholeOf } from './numbers.ts';
import { isDocument, isNumeric, toNumber, typeByte, typeBytesOf, type Value } from './values.ts';

/** Judges one value; `present` is false where the document has nothing at the path. */
export type ValueTest = (value: Value, present: boolean) => boolean;

const isNaNValue = (value: Value): boolean => isNumeric(value) && Number.isNaN(toNumber(value));

/** True when the test holds for the value, or for an element where it is an array. */
export const orElements =
  (test: ValueTest): ValueTest =>
  (value, present) =>
    test(value, present) || (Array.isArray(value) && value.some((element) => test(element, true)));

export function equalityTest(operand: Value): ValueTest {
  if (operand === null || operand === undefined) {
    return (value) => value === null || value === undefined;
  }
  return (value, present) => present && equalValues(value, operand);
}

export type Comparison = '$gt' | '$gte' | '$lt' | '$lte';

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

/** Compares within the class of the operand only, as MongoDB brackets types. */
export function comparisonTest(operator: Comparison, operand: Value): ValueTest {
  const inclusive = operator === '$gte' || operator === '$lte';
  if (operand === null || operand === undefined) {
    return inclusive ? equalityTest(null) : () => false;
  }
  if (operand instanceof BSONRegExp)
    throw badValue(`Can't have RegEx as arg to predicate over field`);
  if (isNaNValue(operand)) return inclusive ? isNaNValue : () => false;
  const holds = HOLDS[operator];
  if (operand instanceof MinKey || operand instanceof MaxKey) {
    return (value, present) => present && holds(compareValues(value, operand));
  }
  const operandClass = classOf(operand);
  return (value, present) =>
    present &&
    classOf(value) === operandClass &&
    !isNaNValue(value) &&
    holds(compareValues(value, operand));
}

const REGEX_FLAGS = /^[imsu]*$/;
const LONGEST_PATTERN = 32_764;

/** The JavaScript form of a pattern. Throws 51091 when it has none, BadValue for options unknown. */
export function toRegExp(pattern: string, options: string): RegExp {
  if (!REGEX_FLAGS.test(options)) throw badValue(`invalid flag in regex options: ${options}`);
  if (pattern.length > LONGEST_PATTERN) throw badValue('Regular expression is too long');
  const flags = [...new Set(options.replaceAll('u', ''))].join('');
  try {
    return new RegExp(pattern, `${flags}u`);
  } catch {
    // Escapes that PCRE allows and the Unicode mode of JavaScript does not.
  }
  try {
    return new RegExp(pattern, flags);
  } catch {
    throw badValue(`Regular expression is invalid: ${pattern.slice(0, 100)}`);
  }
}

export function regexTest(pattern: string, options: string): ValueTest {
  const expression = toRegExp(pattern, options);
  return (value) =>
    (typeof value === 'string' && expression.test(value)) ||
    (value instanceof BSONRegExp && value.pattern === pattern && value.options === options);
}

export function inTest(operands: Value): ValueTest {
  if (!Array.isArray(operands)) throw badValue('$in needs an array');
  const tests: ValueTest[] = [];
  const strings = new Set<string>();
  for (const operand of operands) {
    if (isDocument(operand) && operand.keys().next().value?.startsWith('$')) {
      throw badValue('cannot nest $ under $in');
    }
    if (operand instanceof BSONRegExp) tests.push(regexTest(operand.pattern, operand.options));
    else if (typeof operand === 'string') strings.add(operand);
    else tests.push(equalityTest(operand));
  }
  if (strings.size > 0) {
    tests.push((value) => typeof value === 'string' && strings.has(value));
  }
  return (value, present) => tests.some((test) => test(value, present));
}

export function typeTest(operand: Value): ValueTest {
  const wanted = new Set<number>();
  for (const alias of Array.isArray(operand) ? operand : [operand]) {
    const name = isNumeric(alias) ? toNumber(alias) : alias;
    if (typeof name !== 'string' && typeof name !== 'number') {
      throw badValue('type must be represented as a number or a string');
    }
    const bytes = typeBytesOf(name);
    if (!bytes) throw badValue(`Unknown type name alias: ${name}`);
    for (const byte of bytes) wanted.add(byte);
  }
  if (wanted.size === 0) throw failedToParse('$type must match at least one type');
  return (value, present) => present && wanted.has(typeByte(value));
}

export function modTest(operand: Value): ValueTest {
  const [divisor, remainder] = Array.isArray(operand) ? operand : [];
  if (
    !Array.isArray(operand) ||
    operand.length !== 2 ||
    !isNumeric(divisor) ||
    !isNumeric(remainder)
  ) {
    throw badValue('malformed mod, needs to be an array of two numbers');
  }
  const by = wholeOf(divisor);
  const left = wholeOf(remainder);
  if (by === null || left === null) throw badValue('malformed mod, its numbers must be finite');
  if (by === 0n) throw badValue('divisor cannot be 0');
  return (value) => {
    const whole = isNumeric(value) ? wholeOf(value) : null;
    return whole !== null && whole % by === left;
  };
}

export function sizeTest(operand: Value): ValueTest {
  const size = isNumeric(operand) ? toNumber(operand) : Number.NaN;
  if (!Number.isInteger(size)) throw failedToParse('Failed to parse $size. Expected an integer');
  if (size < 0) throw failedToParse('Failed to parse $size. Expected a non-negative number');
  return (value) => Array.isArray(value) && value.length === size;
}

/** Values whose order is not that of their class alone have no range in an index. */
export const hasIndexRange = (operand: Value): boolean =>
  !Array.isArray(operand) &&
  !isNaNValue(operand) &&
  !(operand instanceof MinKey || operand instanceof MaxKey || operand instanceof BSONRegExp) &&
  classOf(operand) !== CLASS.null &&
  classOf(operand) !== CLASS.undefined;
