import { type ESTree, parseSync } from 'vite';
import { type At, dottedName, lineFinder, visitAll } from './module-facts.ts';

/** What one module asks of the store, as far as its syntax shows. */
export interface QueryFacts {
  /** Keys that object literals, or assignments to a member, write. */
  readonly keys: readonly At<string>[];
  /** The last name of each method that is called. */
  readonly methods: readonly At<string>[];
  readonly indexes: readonly At<IndexFacts>[];
  /** Updates that are given as a list of stages. */
  readonly updatePipelines: readonly At<string>[];
}

export interface IndexFacts {
  /** Kinds other than an order, such as `text`. */
  readonly kinds: readonly string[];
  readonly options: readonly string[];
}

const UPDATES = new Set(['updateOne', 'updateMany', 'findOneAndUpdate', 'findByIdAndUpdate']);
const INDEXES = new Set(['index', 'createIndex', 'ensureIndex']);

/** The facts of a module that parses. */
export function readQueries(path: string, text: string): QueryFacts {
  const { program } = parseSync(path, text);
  const lineAt = lineFinder(text);
  const constants = textConstants(program);
  const keys: At<string>[] = [];
  const methods: At<string>[] = [];
  const indexes: At<IndexFacts>[] = [];
  const updatePipelines: At<string>[] = [];
  visitAll(program, (node) => {
    const line = lineAt(node.start);
    for (const key of keysOf(node, constants)) keys.push({ value: key, line });
    const field = fieldIndexOf(node);
    if (field) indexes.push({ value: field, line });
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    const name = dottedName(node.callee).split('.').at(-1) ?? '';
    methods.push({ value: name, line });
    if (INDEXES.has(name)) indexes.push({ value: indexOf(node.arguments), line });
    if (UPDATES.has(name) && node.arguments[1]?.type === 'ArrayExpression') {
      updatePipelines.push({ value: name, line });
    }
  });
  return { keys, methods, indexes, updatePipelines };
}

/** `const operator = '$where'`, which may be a key later. */
function textConstants(program: ESTree.Program): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  visitAll(program, (node) => {
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return;
    const text = textOf(node.init);
    if (text !== undefined) constants.set(node.id.name, text);
  });
  return constants;
}

function keysOf(node: ESTree.Node, constants: ReadonlyMap<string, string>): string[] {
  if (node.type === 'ObjectExpression') {
    return node.properties.flatMap((property) =>
      property.type === 'Property' ? named(property.key, property.computed, constants) : [],
    );
  }
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return [];
  return named(node.left.property, node.left.computed, constants);
}

function named(
  key: ESTree.Node,
  computed: boolean,
  constants: ReadonlyMap<string, string>,
): string[] {
  const identifier = key.type === 'Identifier' ? key.name : undefined;
  if (identifier !== undefined && !computed) return [identifier];
  const text = identifier === undefined ? textOf(key) : constants.get(identifier);
  return text === undefined ? [] : [text];
}

/** The text of a literal, or of a template without holes. */
function textOf(node: ESTree.Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TSAsExpression') return textOf(node.expression);
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** `index(keys, options)`, in Mongoose and in the driver. */
function indexOf([keys, options]: readonly ESTree.Node[]): IndexFacts {
  const kinds = propertiesOf(keys).flatMap(({ value }) => textOf(value) ?? []);
  const names = propertiesOf(options).flatMap(({ key, computed }) =>
    named(key, computed, new Map()),
  );
  return { kinds, options: names };
}

function propertiesOf(node: ESTree.Node | undefined) {
  if (node?.type !== 'ObjectExpression') return [];
  return node.properties.filter((property) => property.type === 'Property');
}

/** A field of a schema that asks for an index of another kind: `index: '2dsphere'`, `text: true`. */
function fieldIndexOf(node: ESTree.Node): IndexFacts | undefined {
  if (node.type !== 'Property' || node.key.type !== 'Identifier') return undefined;
  if (node.key.name === 'index') {
    const kind = textOf(node.value);
    return kind === undefined ? undefined : { kinds: [kind], options: [] };
  }
  const asked = node.value.type === 'Literal' && node.value.value === true;
  return node.key.name === 'text' && asked ? { kinds: ['text'], options: [] } : undefined;
}
