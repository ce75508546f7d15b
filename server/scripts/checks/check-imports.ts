import { findCycles } from './cycles.ts';
import { importProblems } from './import-rules.ts';
import { type ModuleFacts, modulesOf } from './module-facts.ts';
import { placeOf, resolveSpecifier } from './place.ts';
import { report, type SourceTree, type Violation } from './source-tree.ts';

/** Who may use whom, where the environment and the clock are read, no cycle, no barrel. */
export function checkImports(tree: SourceTree): Violation[] {
  const modules = modulesOf(tree).filter(({ path }) => placeOf(path).tree !== 'top');
  return [
    ...modules.flatMap((module) => [
      ...importViolations(module),
      ...environmentViolations(module),
      ...purityViolations(module),
      ...barrelViolations(module),
    ]),
    ...cycleViolations(modules),
  ];
}

function importViolations({ path, imports }: ModuleFacts): Violation[] {
  const from = placeOf(path);
  return imports.flatMap((use) =>
    importProblems(from, use).map((message) => ({ file: path, line: use.line, message })),
  );
}

function environmentViolations({ path, members }: ModuleFacts): Violation[] {
  const { tree, room, workshop } = placeOf(path);
  if (workshop || (tree === 'server' && room === 'config')) return [];
  return members
    .filter(({ value }) => value === 'process.env')
    .map(({ line }) => ({
      file: path,
      line,
      message:
        'Only server/config reads process.env: there each setting is checked at boot, has a default and a line in --help. Take the setting as an argument.',
    }));
}

const PURE_ROLES = ['domain', 'machine', 'abilities', 'view'];
const IMPURE_CALLS =
  /^(Date\.now|performance\.now|Math\.random|crypto\.\w+|setTimeout|setInterval)$/;

function purityViolations({ path, calls }: ModuleFacts): Violation[] {
  const { tree, room, role, workshop } = placeOf(path);
  if (tree !== 'shared' || room !== 'features' || workshop || !PURE_ROLES.includes(role)) return [];
  return calls
    .filter(({ value: { name, arity, created } }) => {
      const clockless = created ? name === 'Date' && arity === 0 : name === 'Date';
      return clockless || IMPURE_CALLS.test(name);
    })
    .map(({ value, line }) => ({
      file: path,
      line,
      message: `“${value.name}”: rules take time and chance as arguments, so that a test can choose them and a restart can replay them.`,
    }));
}

function barrelViolations({ path, imports, statements }: ModuleFacts): Violation[] {
  const reexports = imports.filter(({ kind }) => kind === 'reexport');
  const barrel = statements > 0 && reexports.length === statements;
  if (!barrel && !(/(^|\/)index\.tsx?$/.test(path) && reexports.length > 0)) return [];
  return [
    {
      file: path,
      message:
        'A file that only passes on others hides where things come from, loads all of them for one, and makes cycles. Import each module by its own path.',
    },
  ];
}

/** Types are erased, and a lazy import waits for its call: neither makes a cycle when it runs. */
function cycleViolations(modules: readonly ModuleFacts[]): Violation[] {
  const known = new Set(modules.map(({ path }) => path));
  const graph = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports
        .filter(({ kind, typeOnly }) => kind !== 'dynamic' && !typeOnly)
        .map(({ specifier }) => resolveSpecifier(specifier, path) ?? '')
        .filter((target) => known.has(target)),
    ]),
  );
  return findCycles(graph).map((cycle) => ({
    file: cycle[0] ?? '',
    message: `Modules in a circle can only be understood, tested and loaded together: ${cycle.join(' → ')}. Move what they share below both, or pass it as an argument.`,
  }));
}

if (import.meta.main) report(checkImports);
