import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as mingoAccumulators from 'mingo/operators/accumulator';
import * as mingoExpressions from 'mingo/operators/expression';
import { compareValues } from './compare.ts';
import { badValue, CommandError } from './errors.ts';
import { add, multiply } from './numbers.ts';
import { expressionPath } from './paths.ts';
import { demote, promote } from './promotion.ts';
import {
  type Document,
  fromNumber,
  isDocument,
  isNumeric,
  isTruthy,
  type NumericValue,
  type Value,
} from './values.ts';

/** Computes a value from a document; undefined is MongoDB's "missing". */
export type Expression = (document: Document) => Value;

const REFUSED = new Set(['$function', '$accumulator', '$where', '$meta']);
const MAX_EXPRESSION_DEPTH = 100;
const context = Context.init({ accumulator: mingoAccumulators, expression: mingoExpressions });
const MINGO_NAMES = new Set([
  ...Object.keys(mingoExpressions),
  '$sum',
  '$avg',
  '$min',
  '$max',
  '$mergeObjects',
  '$first',
  '$last',
]);

type Computation = (values: readonly Value[]) => Value;

const holds =
  (test: (order: number) => boolean): Computation =>
  (values) =>
    test(compareValues(values[0], values[1]));

const isNothing = (value: Value): boolean => value === null || value === undefined;

const arithmetic =
  (name: string, combine: (left: NumericValue, right: NumericValue) => NumericValue): Computation =>
  (values) => {
    if (values.some(isNothing)) return null;
    return values.reduce((left, right) => {
      if (!isNumeric(left) || !isNumeric(right))
        throw badValue(`${name} only supports numeric types`);
      return combine(left, right);
    });
  };

/** Operators whose types matter, computed here; the rest is mingo's. */
const COMPUTATIONS = new Map<string, Computation>([
  ['$eq', holds((order) => order === 0)],
  ['$ne', holds((order) => order !== 0)],
  ['$gt', holds((order) => order > 0)],
  ['$gte', holds((order) => order >= 0)],
  ['$lt', holds((order) => order < 0)],
  ['$lte', holds((order) => order <= 0)],
  ['$cmp', (values) => Math.sign(compareValues(values[0], values[1]))],
  ['$and', (values) => values.every(isTruthy)],
  ['$or', (values) => values.some(isTruthy)],
  ['$not', (values) => !isTruthy(values[0])],
  ['$ifNull', (values) => values.find((value) => !isNothing(value)) ?? values.at(-1)],
  ['$multiply', arithmetic('$multiply', multiply)],
  ['$size', (values) => sizeOf(values[0])],
  ['$isArray', (values) => Array.isArray(values[0])],
  ['$in', (values) => contains(values[1], values[0])],
]);

const EXACT_ARITY = new Map([
  ['$eq', 2],
  ['$ne', 2],
  ['$gt', 2],
  ['$gte', 2],
  ['$lt', 2],
  ['$lte', 2],
  ['$cmp', 2],
  ['$in', 2],
  ['$not', 1],
  ['$size', 1],
  ['$isArray', 1],
]);

function sizeOf(value: Value): Value {
  if (!Array.isArray(value))
    throw new CommandError(17124, 'The argument to $size must be an array');
  return fromNumber(value.length);
}

function contains(list: Value, wanted: Value): boolean {
  if (!Array.isArray(list))
    throw new CommandError(40081, '$in requires an array as a second argument');
  return list.some((element) => compareValues(element, wanted) === 0);
}

function compileFieldPath(text: string): Expression {
  if (!text.startsWith('$$')) {
    const path = text.slice(1).split('.');
    if (path.includes('')) throw new CommandError(40353, `FieldPath '${text}' is not valid`);
    return (document) => expressionPath(document, path);
  }
  const [variable, ...path] = text.slice(2).split('.');
  switch (variable) {
    case 'ROOT':
    case 'CURRENT':
      return (document) => expressionPath(document, path);
    case 'REMOVE':
      return () => undefined;
    case 'NOW':
      return () => new Date();
    default:
      throw new CommandError(17276, `Use of undefined variable: ${variable}`);
  }
}

function compileCondition(operand: Value, depth: number): Expression {
  const list = isDocument(operand)
    ? [operand.get('if'), operand.get('then'), operand.get('else')]
    : operand;
  if (!Array.isArray(list) || list.length !== 3) {
    throw new CommandError(16020, 'Expression $cond takes exactly 3 arguments');
  }
  const [test, then, otherwise] = list.map((part) => compileExpression(part, depth + 1));
  return (document) => (isTruthy(test?.(document)) ? then?.(document) : otherwise?.(document));
}

/** The fields that an expression reads, so that only these are handed to mingo; null means all. */
function readFields(value: Value, fields: Set<string>): boolean {
  if (typeof value === 'string') {
    if (/^\$\$(ROOT|CURRENT)/.test(value)) return false;
    if (value.startsWith('$') && !value.startsWith('$$')) {
      fields.add(value.slice(1).split('.', 1)[0] ?? '');
    }
    return true;
  }
  if (Array.isArray(value)) return value.every((element) => readFields(element, fields));
  return !isDocument(value) || [...value.values()].every((field) => readFields(field, fields));
}

/** Refuses unknown operators and scripts anywhere in an expression that mingo will compute. */
function checkOperators(value: Value, depth: number): void {
  if (depth > MAX_EXPRESSION_DEPTH) throw badValue('the expression is nested too deeply');
  if (Array.isArray(value)) {
    for (const element of value) checkOperators(element, depth + 1);
  } else if (isDocument(value)) {
    for (const [name, operand] of value) {
      if (name.startsWith('$')) checkName(name);
      if (name !== '$literal') checkOperators(operand, depth + 1);
    }
  }
}

function checkName(name: string): void {
  if (COMPUTATIONS.has(name) || (MINGO_NAMES.has(name) && !REFUSED.has(name))) return;
  throw new CommandError(168, `Unrecognized expression '${name}'`);
}

function compileWithMingo(operator: string, operand: Value, depth: number): Expression {
  checkOperators(operand, depth);
  const fields = new Set<string>();
  const some = readFields(operand, fields);
  const expression = { [operator]: promote(operand) };
  const options = {
    context,
    scriptEnabled: false,
    idKey: '_id',
    processingMode: ProcessingMode.CLONE_OFF,
    useStrictMode: true,
    failOnError: true,
  };
  return (document) => {
    const read = some
      ? [...fields].map((name): [string, Value] => [name, document.get(name)])
      : document;
    const input = promote(new Map(read));
    try {
      return demote(evalExpr(input, expression, options));
    } catch (error) {
      throw badValue(
        `Failed to evaluate ${operator}: ${error instanceof Error ? error.message : ''}`,
      );
    }
  };
}

function compileOperator(operator: string, operand: Value, depth: number): Expression {
  checkName(operator === '$literal' ? '$literal' : operator);
  if (operator === '$literal') return () => operand;
  if (operator === '$cond') return compileCondition(operand, depth);
  if (operator === '$add' || !COMPUTATIONS.has(operator)) {
    return compileSumOrMingo(operator, operand, depth);
  }
  const computation = COMPUTATIONS.get(operator);
  const parts = Array.isArray(operand) ? operand : [operand];
  const arity = EXACT_ARITY.get(operator);
  if (arity !== undefined && parts.length !== arity) {
    throw new CommandError(16020, `Expression ${operator} takes exactly ${arity} arguments`);
  }
  const compiled = parts.map((part) => compileExpression(part, depth + 1));
  return (document) => computation?.(compiled.map((part) => part(document)));
}

/** `$add` keeps integer types, and leaves dates to mingo. */
function compileSumOrMingo(operator: string, operand: Value, depth: number): Expression {
  const fallback = compileWithMingo(operator, operand, depth);
  if (operator !== '$add' || !Array.isArray(operand) || hasVariable(operand)) return fallback;
  const compiled = operand.map((part) => compileExpression(part, depth + 1));
  const sum = arithmetic('$add', add);
  return (document) => {
    const values = compiled.map((part) => part(document));
    return values.some((value) => value instanceof Date) ? fallback(document) : sum(values);
  };
}

/** Variables bound by `$let`, `$map`, `$filter` and `$reduce` exist within mingo alone. */
const BOUND = new Set(['$let', '$map', '$filter', '$reduce', '$sortArray']);

const hasVariable = (value: Value): boolean =>
  isDocument(value)
    ? [...value].some(([name, field]) => BOUND.has(name) || hasVariable(field))
    : Array.isArray(value) && value.some(hasVariable);

/** Compiles an aggregation expression. Throws 168 for an operator that is not supported. */
export function compileExpression(expression: Value, depth = 0): Expression {
  if (depth > MAX_EXPRESSION_DEPTH) throw badValue('the expression is nested too deeply');
  if (typeof expression === 'string' && expression.startsWith('$'))
    return compileFieldPath(expression);
  if (Array.isArray(expression)) {
    const parts = expression.map((part) => compileExpression(part, depth + 1));
    return (document) => parts.map((part) => part(document) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const [first] = expression;
  if (first?.[0].startsWith('$')) {
    if (expression.size !== 1) {
      throw new CommandError(15983, 'an expression specification must contain exactly one field');
    }
    return compileOperator(first[0], first[1], depth);
  }
  return compileObject(expression, depth);
}

function compileObject(expression: Document, depth: number): Expression {
  const fields = [...expression].map(([name, part]): [string, Expression] => [
    name,
    compileExpression(part, depth + 1),
  ]);
  return (document) => {
    const result: Document = new Map();
    for (const [name, part] of fields) {
      const value = part(document);
      if (value !== undefined) result.set(name, value);
    }
    return result;
  };
}
