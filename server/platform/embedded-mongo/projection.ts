import { badValue, CommandError } from './errors.ts';
import { compileExpression, type Expression } from './expressions.ts';
import { compileFilter } from './filter.ts';
import { type Document, isDocument, isNumeric, isTruthy, toNumber, type Value } from './values.ts';

export type Projection = (document: Document) => Document;

/** The fields of a projection as a tree: a leaf includes or excludes, computes, or cuts an array. */
type Leaf =
  | { readonly kind: 'flag'; readonly keep: boolean }
  | { readonly kind: 'computed'; readonly compute: Expression };
type Tree = Map<string, Leaf | Tree>;

const isFlag = (value: Value): boolean => typeof value === 'boolean' || isNumeric(value);

function insert(tree: Tree, path: readonly string[], leaf: Leaf): void {
  const [name, ...rest] = path;
  if (name === undefined || name === '')
    throw new CommandError(40353, 'FieldPath must not be empty');
  const existing = tree.get(name);
  if (rest.length === 0) {
    if (existing) throw new CommandError(31249, `Path collision at ${name}`);
    tree.set(name, leaf);
    return;
  }
  if (existing && !(existing instanceof Map)) {
    throw new CommandError(31249, `Path collision at ${name}`);
  }
  const child: Tree = existing ?? new Map();
  tree.set(name, child);
  insert(child, rest, leaf);
}

function includeInto(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) {
    return value
      .filter((element) => isDocument(element) || Array.isArray(element))
      .map((element) => includeInto(element, tree));
  }
  if (!isDocument(value)) return undefined;
  const result: Document = new Map();
  for (const [name, field] of value) {
    const node = tree.get(name);
    if (node instanceof Map) {
      const part = includeInto(field, node);
      if (part !== undefined) result.set(name, part);
    } else if (node?.kind === 'flag') result.set(name, field);
  }
  return result;
}

function excludeFrom(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) return value.map((element) => excludeFrom(element, tree));
  if (!isDocument(value)) return value;
  const result: Document = new Map();
  for (const [name, field] of value) {
    const node = tree.get(name);
    if (node === undefined) result.set(name, field);
    else if (node instanceof Map) result.set(name, excludeFrom(field, node));
    else if (node.kind === 'computed') result.set(name, field);
  }
  return result;
}

/** Puts computed values where the tree says, below arrays for each of their documents. */
function computeInto(target: Value, tree: Tree, root: Document): Value {
  if (Array.isArray(target)) return target.map((element) => computeInto(element, tree, root));
  const result: Document = isDocument(target) ? target : new Map();
  for (const [name, node] of tree) {
    if (node instanceof Map) {
      if (hasComputed(node)) result.set(name, computeInto(result.get(name), node, root));
    } else if (node.kind === 'computed') {
      const value = node.compute(root);
      if (value === undefined) result.delete(name);
      else result.set(name, value);
    }
  }
  return result;
}

const hasComputed = (tree: Tree): boolean =>
  [...tree.values()].some((node) =>
    node instanceof Map ? hasComputed(node) : node.kind === 'computed',
  );

function sliceOf(path: readonly string[], operand: Value): Expression {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map((part) =>
    isNumeric(part) ? Math.trunc(toNumber(part)) : Number.NaN,
  );
  const [first = Number.NaN, count] = numbers;
  if (numbers.length > 2 || numbers.some(Number.isNaN) || (count !== undefined && count <= 0)) {
    throw new CommandError(28724, 'invalid $slice in a projection');
  }
  const field = compileExpression(`$${path.join('.')}`);
  return (document) => {
    const value = field(document);
    if (!Array.isArray(value)) return value;
    if (count === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
    const start = first < 0 ? Math.max(value.length + first, 0) : first;
    return value.slice(start, start + count);
  };
}

function elemMatchOf(path: readonly string[], operand: Value): Expression {
  const test = compileFilter(new Map([['e', new Map([['$elemMatch', operand]])]]));
  const field = compileExpression(`$${path.join('.')}`);
  return (document) => {
    const value = field(document);
    if (!Array.isArray(value)) return undefined;
    const found = value.findIndex((element) => test.test(new Map([['e', [element]]])));
    return found < 0 ? undefined : [value[found]];
  };
}

interface Parsed {
  readonly tree: Tree;
  inclusive: boolean | null;
  id: boolean | null;
  slices: boolean;
}

function parseField(name: string, value: Value, into: Parsed, prefix: readonly string[]): void {
  const path = [...prefix, ...name.split('.')];
  if (path.some((part) => part.startsWith('$'))) {
    throw new CommandError(31394, 'positional projection is not supported');
  }
  if (isFlag(value)) {
    const keep = isTruthy(value);
    if (path.length === 1 && name === '_id') {
      into.id = keep;
      return;
    }
    if (into.inclusive !== null && into.inclusive !== keep) {
      throw new CommandError(
        keep ? 31253 : 31254,
        `Cannot do ${keep ? 'inclusion' : 'exclusion'} on field ${name} in ${keep ? 'exclusion' : 'inclusion'} projection`,
      );
    }
    into.inclusive = keep;
    insert(into.tree, path, { kind: 'flag', keep });
    return;
  }
  if (isDocument(value)) {
    const [first] = value;
    if (!first) throw new CommandError(51270, 'An empty sub-projection is not a valid value');
    if (!first[0].startsWith('$')) {
      for (const [child, part] of value) parseField(child, part, into, path);
      return;
    }
  }
  insert(into.tree, path, { kind: 'computed', compute: computedField(path, value, into) });
}

function computedField(path: readonly string[], value: Value, into: Parsed): Expression {
  if (isDocument(value)) {
    if (value.has('$slice') && !isAggregateSlice(value.get('$slice'))) {
      into.slices = true;
      return sliceOf(path, value.get('$slice'));
    }
    if (value.has('$elemMatch')) {
      into.inclusive ??= true;
      return elemMatchOf(path, value.get('$elemMatch'));
    }
  }
  if (into.inclusive === false) {
    throw new CommandError(31252, 'Cannot use an expression in an exclusion projection');
  }
  into.inclusive = true;
  return compileExpression(value);
}

/** `$slice` of expressions takes the array first; that of a projection takes numbers alone. */
const isAggregateSlice = (operand: Value): boolean =>
  Array.isArray(operand) && !isNumeric(operand[0]);

/**
 * Compiles a projection of find or `$project`; null when it keeps documents as they are.
 * Throws MongoDB's codes for a mixture of inclusion and exclusion (31253, 31254) and collisions.
 */
export function compileProjection(specification: Document): Projection | null {
  if (specification.size === 0) return null;
  const parsed: Parsed = { tree: new Map(), inclusive: null, id: null, slices: false };
  for (const [name, value] of specification) {
    if (name === '') throw badValue('a projected field must have a name');
    parseField(name, value, parsed, []);
  }
  const onlyId = parsed.tree.size === 0;
  const inclusive = parsed.inclusive ?? (onlyId ? parsed.id === true : false);
  const { tree } = parsed;
  if (inclusive && parsed.id !== false && !tree.has('_id'))
    tree.set('_id', { kind: 'flag', keep: true });
  if (!inclusive && parsed.id === false) tree.set('_id', { kind: 'flag', keep: false });
  const computed = hasComputed(tree);
  return (document) => {
    const base = inclusive ? includeInto(document, tree) : excludeFrom(document, tree);
    const result = computed ? computeInto(base, tree, document) : base;
    return isDocument(result) ? result : new Map();
  };
}
