import { type At, type ModuleFacts, modulesOf } from './module-facts.ts';
import { packageOf, placeOf, resolveSpecifier } from './place.ts';
import { type IndexFacts, readQueries } from './query-facts.ts';
import {
  INSTEAD,
  REFUSED_CALLS,
  REFUSED_IN_MODELS,
  REFUSED_OPTIONS,
  SHARED_SUBSET,
} from './query-words.ts';
import { report, type SourceTree, type Violation } from './source-tree.ts';

const SUBSET =
  'Trame runs on the embedded store and on every MongoDB-compatible server, so queries stay inside what they share.';
const GENERAL =
  'Say it with the words of server/scripts/checks/query-words.ts, or compute it in process. If every store has it, add it there in the same commit as its contract in server/test/contract.';

const { indexOption, ...operators } = SHARED_SUBSET;
const OPERATORS: ReadonlySet<string> = new Set(Object.values(operators).flat());
const INDEX_OPTIONS: ReadonlySet<string> = new Set(indexOption);

/** Whether the store is only asked for what every store of ours can answer. */
export function checkQueries(tree: SourceTree): Violation[] {
  return modulesOf(tree)
    .filter(talksToStore)
    .flatMap((module) => {
      const { path } = module;
      const { keys, methods, indexes, updatePipelines } = readQueries(path, tree.get(path) ?? '');
      const options =
        placeOf(path).role === 'model'
          ? { ...REFUSED_OPTIONS, ...REFUSED_IN_MODELS }
          : REFUSED_OPTIONS;
      return [
        ...judge(keys, (key) => operatorProblem(key) ?? told(key, options)),
        ...judge(methods, (name) => told(name, REFUSED_CALLS)),
        ...judge(indexes, indexProblem),
        ...judge(updatePipelines, pipelineProblem),
      ].map(({ value, line }) => ({ file: path, line, message: value }));
    });
}

const STORE_ROLES = ['model', 'data', 'mutations'];
const STORE_PACKAGES = [
  'mongoose',
  'mongodb',
  '@better-auth/mongo-adapter',
  '@agendajs/mongo-backend',
];
const STORE_MODULE = 'server/platform/persistence/connect.ts';

/** The modules whose objects may be queries: elsewhere `$ref` or `$schema` are ordinary words. */
function talksToStore({ path, imports }: ModuleFacts): boolean {
  const { tree, room, part, role, workshop } = placeOf(path);
  if (tree !== 'server' || workshop || part === 'embedded-mongo') return false;
  if (part === 'persistence' || (room === 'features' && STORE_ROLES.includes(role))) return true;
  return imports.some(
    ({ specifier }) =>
      STORE_PACKAGES.includes(packageOf(specifier)) ||
      resolveSpecifier(specifier, path) === STORE_MODULE,
  );
}

function judge<Value>(
  facts: readonly At<Value>[],
  problem: (value: Value) => string | undefined,
): At<string>[] {
  return facts.flatMap(({ value, line }) => {
    const message = problem(value);
    return message === undefined ? [] : [{ value: message, line }];
  });
}

function operatorProblem(key: string): string | undefined {
  if (/\.\$(\.|\[|$)/.test(key)) {
    return `“${key}”: ${SUBSET} They do not share positions inside arrays. Write the whole array over the revision that was read.`;
  }
  if (!key.startsWith('$') || OPERATORS.has(key)) return undefined;
  return `“${key}”: ${SUBSET} ${Object.hasOwn(INSTEAD, key) ? INSTEAD[key] : GENERAL}`;
}

function told(word: string, refused: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(refused, word) ? `“${word}”: ${refused[word]}` : undefined;
}

function indexProblem({ kinds, options }: IndexFacts): string | undefined {
  const [kind] = kinds;
  if (kind !== undefined) {
    return `“${kind}”: ${SUBSET} Their indexes are unique, compound or of arrays; each key is 1 or -1. Keep what you look for in a field that such an index can order.`;
  }
  const option = options.find((name) => !INDEX_OPTIONS.has(name));
  // The options that have an answer of their own are told once, as words.
  if (option === undefined || Object.hasOwn(REFUSED_OPTIONS, option)) return undefined;
  return `“${option}”: ${SUBSET} The options of an index that they share are ${indexOption.join(' and ')}.`;
}

function pipelineProblem(method: string): string | undefined {
  return `“${method}” with a list of stages: ${SUBSET} Say the update with ${SHARED_SUBSET.update.slice(0, 3).join(', ')}…, or read, compute, and write over the revision that was read.`;
}

if (import.meta.main) report(checkQueries);
