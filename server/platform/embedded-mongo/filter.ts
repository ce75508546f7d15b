import { BSONRegExp } from 'bson';
import { badValue, failedToParse } from './errors.ts';
import { compileExpression } from './expressions.ts';
import {
  type Comparison,
  comparisonTest,
  equalityTest,
  inTest,
  modTest,
  orElements,
  regexTest,
  sizeTest,
  typeTest,
  type ValueTest,
} from './filter-operators.ts';
import { visitPath } from './paths.ts';
import { type Document, isDocument, isTruthy, type Value } from './values.ts';

/** One condition that every matching document meets, as the planner reads it. */
export interface Condition {
  readonly path: string;
  readonly operator: '$eq' | '$in' | '$regex' | Comparison;
  readonly operand: Value;
}

export interface Filter {
  test(document: Document): boolean;
  /** The top-level fields that `test` looks at; null when it may look at any. */
  readonly fields: ReadonlySet<string> | null;
  readonly conditions: readonly Condition[];
  /** The conditions of each branch of the first `$or` at the top, for a plan of several scans. */
  readonly alternatives: readonly (readonly Condition[])[];
}

type Test = (document: Document) => boolean;

const MAX_FILTER_DEPTH = 100;

/** Gathers what compiling a filter learns about it. */
interface Context {
  fields: Set<string> | null;
  readonly conditions: Condition[] | null;
  alternatives: (readonly Condition[])[];
}

/** An operator expression such as `{ $gt: 1 }`: every name begins with `$`. A DBRef is a value. */
export function isOperatorDocument(value: Value): value is Document {
  if (!isDocument(value)) return false;
  const first = value.keys().next().value;
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first);
}

const branches = (operator: string, operand: Value): Document[] => {
  if (!Array.isArray(operand)) throw badValue(`${operator} must be an array`);
  if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return operand.map((branch) => {
    if (!isDocument(branch)) throw badValue('$or/$and/$nor entries need to be full objects');
    return branch;
  });
};

function compileLogical(name: string, operand: Value, context: Context, depth: number): Test {
  const documents = branches(name, operand);
  if (name === '$and') {
    const tests = documents.map((branch) => compileDocument(branch, context, depth + 1));
    return (document) => tests.every((test) => test(document));
  }
  const gathered: Condition[][] = [];
  const tests = documents.map((branch) => {
    const own: Context = { fields: context.fields, conditions: [], alternatives: [] };
    const test = compileDocument(branch, own, depth + 1);
    if (own.fields === null) context.fields = null;
    gathered.push([...(own.conditions ?? [])]);
    return test;
  });
  if (name === '$nor') return (document) => !tests.some((test) => test(document));
  if (context.alternatives.length === 0) context.alternatives = gathered;
  return (document) => tests.some((test) => test(document));
}

function compileDocument(filter: Document, context: Context, depth: number): Test {
  if (depth > MAX_FILTER_DEPTH) throw badValue('the query is nested too deeply');
  const tests: Test[] = [];
  for (const [name, operand] of filter) {
    if (!name.startsWith('$')) {
      context.fields?.add(name.split('.', 1)[0] ?? name);
      tests.push(compileField(name, operand, context, depth));
    } else if (name === '$and' || name === '$or' || name === '$nor') {
      tests.push(compileLogical(name, operand, context, depth));
    } else if (name === '$expr') {
      context.fields = null;
      const evaluate = compileExpression(operand);
      tests.push((document) => isTruthy(evaluate(document)));
    } else if (name !== '$comment') {
      throw badValue(`unknown top level operator: ${name}`);
    }
  }
  const [only] = tests;
  if (tests.length === 1 && only) return only;
  return (document) => tests.every((test) => test(document));
}

/** How far a test looks: into the elements of an array (`orElements`), or at the value as it is. */
type Reach = (test: ValueTest) => ValueTest;

const asItIs: Reach = (test) => test;

const onPath = (path: readonly string[], test: ValueTest): Test => {
  const [name] = path;
  if (path.length === 1 && name !== undefined) {
    return (document) => test(document.get(name), document.has(name));
  }
  return (document) => visitPath(document, path, test);
};

function compileField(name: string, operand: Value, context: Context, depth: number): Test {
  const path = name.split('.');
  if (operand instanceof BSONRegExp) {
    context.conditions?.push({ path: name, operator: '$regex', operand });
    return onPath(path, orElements(regexTest(operand.pattern, operand.options)));
  }
  if (!isOperatorDocument(operand)) {
    context.conditions?.push({ path: name, operator: '$eq', operand });
    return onPath(path, orElements(equalityTest(operand)));
  }
  const tests = [...operand.keys()].map((operator) => {
    noteCondition(name, operator, operand, context);
    return compileOperator(path, operator, operand, depth, orElements);
  });
  return (document) => tests.every((test) => test(document));
}

function noteCondition(path: string, operator: string, all: Document, context: Context): void {
  const operand = all.get(operator);
  switch (operator) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
    case '$in':
      context.conditions?.push({ path, operator, operand });
      break;
    case '$all':
      for (const element of Array.isArray(operand) ? operand : []) {
        if (isOperatorDocument(element) || element instanceof BSONRegExp) continue;
        context.conditions?.push({ path, operator: '$eq', operand: element });
      }
      break;
    case '$regex':
      context.conditions?.push({ path, operator, operand: regexOperand(all) });
      break;
    case '$elemMatch': {
      if (!isDocument(operand) || isOperatorDocument(operand)) break;
      const own: Context = { fields: new Set(), conditions: [], alternatives: [] };
      compileDocument(operand, own, 1);
      for (const condition of own.conditions ?? []) {
        context.conditions?.push({ ...condition, path: `${path}.${condition.path}` });
      }
    }
  }
}

function regexOperand(all: Document): BSONRegExp {
  const pattern = all.get('$regex');
  const options = all.get('$options') ?? '';
  if (typeof options !== 'string') throw badValue('$options has to be a string');
  if (typeof pattern === 'string') return new BSONRegExp(pattern, options);
  if (!(pattern instanceof BSONRegExp)) throw badValue('$regex has to be a string');
  if (options && pattern.options) throw badValue('options set in both $regex and $options');
  return options ? new BSONRegExp(pattern.pattern, options) : pattern;
}

function compileOperator(
  path: readonly string[],
  operator: string,
  all: Document,
  depth: number,
  reach: Reach,
): Test {
  const operand = all.get(operator);
  switch (operator) {
    case '$ne': {
      if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
      const test = onPath(path, reach(equalityTest(operand)));
      return (document) => !test(document);
    }
    case '$nin': {
      const test = onPath(path, reach(inTest(operand)));
      return (document) => !test(document);
    }
    case '$exists': {
      const wanted = isTruthy(operand);
      const test = onPath(path, (_, present) => present);
      return (document) => test(document) === wanted;
    }
    case '$not':
      return compileNot(path, operand, depth, reach);
    case '$all':
      return compileAll(path, operand, depth, reach);
    case '$size':
      return onPath(path, sizeTest(operand));
    case '$elemMatch':
      return onPath(path, elementTest(operand, depth));
    default:
      return onPath(path, reach(valueTest(operator, all)));
  }
}

/** The operators that judge a value without knowing where it stands. */
function valueTest(operator: string, all: Document): ValueTest {
  const operand = all.get(operator);
  switch (operator) {
    case '$eq':
      return equalityTest(operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparisonTest(operator, operand);
    case '$in':
      return inTest(operand);
    case '$regex': {
      const { pattern, options } = regexOperand(all);
      return regexTest(pattern, options);
    }
    case '$options':
      if (!all.has('$regex')) throw badValue('$options needs a $regex');
      return () => true;
    case '$type':
      return typeTest(operand);
    case '$mod':
      return modTest(operand);
    default:
      throw badValue(`unknown operator: ${operator}`);
  }
}

function compileNot(path: readonly string[], operand: Value, depth: number, reach: Reach): Test {
  if (operand instanceof BSONRegExp) {
    const test = onPath(path, reach(regexTest(operand.pattern, operand.options)));
    return (document) => !test(document);
  }
  if (!isOperatorDocument(operand)) throw badValue('$not needs a regex or a document');
  const tests = [...operand.keys()].map((name) =>
    compileOperator(path, name, operand, depth + 1, reach),
  );
  return (document) => !tests.every((test) => test(document));
}

function compileAll(path: readonly string[], operand: Value, depth: number, reach: Reach): Test {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return () => false;
  const tests = operand.map((element) => {
    if (element instanceof BSONRegExp)
      return onPath(path, reach(regexTest(element.pattern, element.options)));
    if (!isOperatorDocument(element)) return onPath(path, reach(equalityTest(element)));
    if (!element.has('$elemMatch')) throw badValue('no $ expressions in $all');
    return onPath(path, elementTest(element.get('$elemMatch'), depth));
  });
  return (document) => tests.every((test) => test(document));
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$comment']);

/** `$elemMatch` by conditions on the element itself, or on the fields of an element. */
function elementTest(operand: Value, depth: number): ValueTest {
  if (depth > MAX_FILTER_DEPTH) throw badValue('the query is nested too deeply');
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object');
  const first = operand.keys().next().value;
  if (first !== undefined && isOperatorDocument(operand) && !LOGICAL.has(first)) {
    const tests = [...operand.keys()].map((name) => elementOperator(name, operand, depth + 1));
    return (value) =>
      Array.isArray(value) && value.some((element) => tests.every((test) => test(element)));
  }
  const context: Context = { fields: new Set(), conditions: null, alternatives: [] };
  const test = compileDocument(operand, context, depth + 1);
  return (value) =>
    Array.isArray(value) && value.some((element) => isDocument(element) && test(element));
}

function elementOperator(name: string, all: Document, depth: number): (element: Value) => boolean {
  // The operators that need a place are given a document with the element as its only field. An array
  // among the elements is judged as such: only the outer array is searched.
  const test = compileOperator(['element'], name, all, depth, asItIs);
  return (element) => test(new Map([['element', element]]));
}

/** Compiles a query. Throws BadValue (2) or FailedToParse (9) as MongoDB does. */
export function compileFilter(filter: Document): Filter {
  const conditions: Condition[] = [];
  const context: Context = { fields: new Set(), conditions, alternatives: [] };
  const test = compileDocument(filter, context, 1);
  return { test, fields: context.fields, conditions, alternatives: context.alternatives };
}

/** The filter of a command: absent means every document. */
export function toFilterDocument(value: Value, name: string): Document {
  if (value === undefined || value === null) return new Map();
  if (!isDocument(value)) throw failedToParse(`Expected field ${name} to be of type object`);
  return value;
}
