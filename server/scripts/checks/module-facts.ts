import { type ESTree, parseSync } from 'vite';
import type { SourceTree } from './source-tree.ts';

export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly kind: 'import' | 'reexport' | 'dynamic';
  /** Erased when it runs. */
  readonly typeOnly: boolean;
}

/** Something at a line of a module. */
export interface At<Value> {
  readonly value: Value;
  readonly line: number;
}

/** What the checks want to know of one module, read once from its syntax tree. */
export interface ModuleFacts {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Statements at the top of the module, to tell a barrel from a module. */
  readonly statements: number;
  /** Dotted names that are read: `process.env`, `Math.random`, `schema.watch`. */
  readonly members: readonly At<string>[];
  /** Calls and constructions: dotted callee, number of arguments. */
  readonly calls: readonly At<{ name: string; arity: number; created: boolean }>[];
  /** Names of properties, written or read, and the texts of string literals. */
  readonly words: readonly At<string>[];
  readonly translations: readonly TranslationUse[];
  /** Namespaces given to useTranslation or getFixedT in this module. */
  readonly namespaces: readonly string[];
  /** Templates, with `*` for what is only known when it runs. */
  readonly templates: readonly string[];
}

export interface TranslationUse {
  /** The key, with `*` for what is only known when it runs. */
  readonly key: string;
  readonly line: number;
}

const CODE = /\.(ts|tsx|mjs)$/;
const cache = new WeakMap<SourceTree, readonly ModuleFacts[]>();

/** The facts of every module of a tree. Throws on a module that does not parse. */
export function modulesOf(tree: SourceTree): readonly ModuleFacts[] {
  const known = cache.get(tree);
  if (known) return known;
  const modules = [...tree]
    .filter(([path]) => CODE.test(path))
    .map(([path, text]) => readModule(path, text));
  cache.set(tree, modules);
  return modules;
}

/** The facts while they are gathered. */
type Lists = {
  [Key in keyof ModuleFacts]: ModuleFacts[Key] extends readonly (infer Item)[]
    ? Item[]
    : ModuleFacts[Key];
};

export function readModule(path: string, text: string): ModuleFacts {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  const facts: Lists = {
    path,
    statements: program.body.length,
    imports: [],
    members: [],
    calls: [],
    words: [],
    translations: [],
    namespaces: [],
    templates: [],
  };
  const lineAt = lineFinder(text);
  visitAll(program, (node) => {
    const line = () => lineAt(node.start);
    const use = importOf(node);
    if (use) facts.imports.push({ ...use, line: line() });
    noteCall(facts, node, line);
    noteWord(facts, node, line);
  });
  return facts;
}

export function visitAll(node: ESTree.Node, visit: (node: ESTree.Node) => void): void {
  visit(node);
  for (const inner of Object.values(node).flat()) if (isNode(inner)) visitAll(inner, visit);
}

function isNode(value: unknown): value is ESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

export function lineFinder(text: string): (start: number) => number {
  return (start) => text.slice(0, start).split('\n').length;
}

function importOf(node: ESTree.Node): Omit<Import, 'line'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: node.source.value, kind: 'import', typeOnly: isTypeImport(node) };
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      if (!node.source) return undefined;
      return {
        specifier: node.source.value,
        kind: 'reexport',
        typeOnly: node.exportKind === 'type',
      };
    case 'TSImportType':
      return { specifier: node.source.value, kind: 'import', typeOnly: true };
    case 'ImportExpression': {
      const [specifier] = literalTexts(node.source);
      return specifier === undefined ? undefined : { specifier, kind: 'dynamic', typeOnly: false };
    }
    default:
      return undefined;
  }
}

/** `import type …`, or nothing but `type` names between the braces. */
function isTypeImport(node: ESTree.ImportDeclaration): boolean {
  if (node.importKind === 'type') return true;
  return (
    node.specifiers.length > 0 &&
    node.specifiers.every(
      (entry) => entry.type === 'ImportSpecifier' && entry.importKind === 'type',
    )
  );
}

function noteCall(facts: Lists, node: ESTree.Node, line: () => number): void {
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const created = node.type === 'NewExpression';
    const name = dottedName(node.callee);
    facts.calls.push({ value: { name, arity: node.arguments.length, created }, line: line() });
    const last = name.split('.').at(-1) ?? '';
    if (['useTranslation', 'getFixedT'].includes(last)) {
      facts.namespaces.push(...node.arguments.flatMap(literalTexts));
    }
    const keys = ['t', 'translate'].includes(last) ? node.arguments.slice(0, 1) : [];
    for (const key of keys.flatMap(literalTexts)) facts.translations.push({ key, line: line() });
  }
  if (node.type === 'JSXAttribute' && node.name.name === 'i18nKey' && node.value) {
    for (const key of literalTexts(node.value)) facts.translations.push({ key, line: line() });
  }
}

function noteWord(facts: Lists, node: ESTree.Node, line: () => number): void {
  if (node.type === 'MemberExpression') {
    facts.members.push({ value: dottedName(node), line: line() });
  } else if (node.type === 'Property' && !node.computed && node.key.type === 'Identifier') {
    facts.words.push({ value: node.key.name, line: line() });
  } else if (node.type === 'Literal' && typeof node.value === 'string') {
    facts.words.push({ value: node.value, line: line() });
  } else if (node.type === 'TemplateLiteral') {
    facts.templates.push(templatePattern(node));
  }
}

/** `a.b.c` of nested members; what is computed or called shows as `?`. */
export function dottedName(node: ESTree.Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return node.type === 'ThisExpression' ? 'this' : '?';
  const owner = dottedName(node.object);
  if (node.computed) {
    const texts = literalTexts(node.property);
    return `${owner}.${texts[0] ?? '?'}`;
  }
  return node.property.type === 'Identifier' ? `${owner}.${node.property.name}` : `${owner}.?`;
}

/** The texts that an expression may be, as far as the syntax shows: `a ? 'x' : 'y'` has two. */
function literalTexts(node: ESTree.Node): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') return [templatePattern(node)];
  if (node.type === 'TSAsExpression') return literalTexts(node.expression);
  if (node.type === 'ArrayExpression') {
    return node.elements.flatMap((element) => (element ? literalTexts(element) : []));
  }
  if (node.type === 'ConditionalExpression') {
    return [...literalTexts(node.consequent), ...literalTexts(node.alternate)];
  }
  return [];
}

function templatePattern(node: ESTree.TemplateLiteral): string {
  return node.quasis.map((quasi) => quasi.value.cooked ?? '').join('*');
}
