import { z } from 'zod';
import { report, type SourceTree, type Violation } from './source-tree.ts';

const LOCKFILE = 'package-lock.json';

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/** Whether `npm ci` will accept the lock file on every machine. */
export function checkLockfile(tree: SourceTree): Violation[] {
  const text = tree.get(LOCKFILE);
  if (text === undefined) {
    return [
      { file: LOCKFILE, message: 'Without it, no two machines would run the same libraries.' },
    ];
  }
  const { packages } = lockfile.parse(JSON.parse(text));
  return Object.entries(packages).flatMap(([path, { resolved, link, optionalDependencies }]) => [
    ...(resolved === undefined || link ? [] : [addressed(path)]),
    ...Object.keys(optionalDependencies ?? {})
      .filter((name) => !isLocked(packages, path, name))
      .map((name) => incomplete(name, path)),
  ]);
}

const addressed = (path: string): Violation => ({
  file: LOCKFILE,
  message: `${path} names an address: a package comes from the registry of the machine that installs, by its name and hash (.npmrc says so to npm).`,
});

const incomplete = (name: string, path: string): Violation => ({
  file: LOCKFILE,
  message: `${name}, which ${path} wants on some platforms, is missing: npm ci refuses such a file. It happens when npm install could not ask the registry about it; install again with a complete registry and without node_modules.`,
});

/** Whether a package that `path` depends on is listed, in its own folder or in one above. */
function isLocked(
  packages: Readonly<Record<string, unknown>>,
  path: string,
  name: string,
): boolean {
  const folder = path === '' ? '' : `${path}/`;
  if (Object.hasOwn(packages, `${folder}node_modules/${name}`)) return true;
  if (path === '') return false;
  return isLocked(packages, path.slice(0, Math.max(path.lastIndexOf('/node_modules/'), 0)), name);
}

if (import.meta.main) report(checkLockfile);
