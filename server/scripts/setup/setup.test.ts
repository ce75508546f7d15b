import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientFingerprint, isClientFresh } from './client-build.mjs';
import { isInstalled } from './install.mjs';

function project(files: Record<string, string | object>): string {
  const root = mkdtempSync(join(tmpdir(), 'trame-setup-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, content] of Object.entries(files)) write(root, path, content);
  return root;
}

function write(root: string, path: string, content: string | object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('what is installed', () => {
  const HIDDEN = 'node_modules/.package-lock.json';
  const yjs = { version: '1.0.0', integrity: 'sha512-a' };
  const otherSystem = { version: '2.0.0', integrity: 'sha512-b', optional: true };
  const lock = { packages: { '': {}, 'node_modules/yjs': yjs, 'node_modules/other': otherSystem } };
  const base = { 'package.json': {}, 'package-lock.json': lock };

  it('is enough when npm satisfied this very lock file', () => {
    expect(
      isInstalled(project({ ...base, [HIDDEN]: { packages: { 'node_modules/yjs': yjs } } })),
    ).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['an interrupted install', { 'node_modules/yjs/package.json': {} }],
    ['no libraries', { [HIDDEN]: { packages: {} } }],
    [
      'another version',
      { [HIDDEN]: { packages: { 'node_modules/yjs': { ...yjs, version: '1.0.1' } } } },
    ],
    ['other bytes', { [HIDDEN]: { packages: { 'node_modules/yjs': { ...yjs, integrity: 'x' } } } }],
    ['an unreadable list', { [HIDDEN]: '{' }],
  ])('is not enough with %s', (_case, files) => {
    expect(isInstalled(project({ ...base, ...files }))).toBe(false);
  });

  it('is not enough without the Node of this platform', () => {
    const name = `node-${process.platform}-${process.arch}`;
    const root = project({
      ...base,
      'package.json': { optionalDependencies: { [name]: '24.0.0' } },
      [HIDDEN]: { packages: { 'node_modules/yjs': yjs } },
    });
    expect(isInstalled(root)).toBe(false);
    write(root, `node_modules/${name}/bin/node`, '');
    expect(isInstalled(root)).toBe(true);
  });
});

describe('the client’s fingerprint', () => {
  const files = {
    'client/app/main.tsx': 'a',
    'shared/core/ids.ts': 'b',
    'vite.config.ts': 'c',
    'server/main.ts': 'd',
    'client/app/main.test.tsx': 'e',
    'client/e2e/forum.spec.ts': 'f',
  };

  it.each([
    ['client/app/main.tsx', 'z'],
    ['client/ui/new.css', ''],
    ['shared/core/ids.ts', 'z'],
    ['vite.config.ts', 'z'],
  ])('changes with %s', (path, content) => {
    const root = project(files);
    const before = clientFingerprint(root);
    write(root, path, content);
    expect(clientFingerprint(root)).not.toBe(before);
  });

  it.each(['server/main.ts', 'client/app/main.test.tsx', 'client/e2e/forum.spec.ts'])(
    'stays with %s',
    (path) => {
      const root = project(files);
      const before = clientFingerprint(root);
      write(root, path, 'z');
      expect(clientFingerprint(root)).toBe(before);
    },
  );

  it('does not look at dates, which a clone changes', () => {
    const root = project(files);
    const before = clientFingerprint(root);
    utimesSync(join(root, 'client/app/main.tsx'), 1, 1);
    expect(clientFingerprint(root)).toBe(before);
  });

  it('tells a text moved from one file to the next', () => {
    const one = project({ 'client/a.ts': 'xy', 'client/b.ts': '' });
    const other = project({ 'client/a.ts': 'x', 'client/b.ts': 'y' });
    expect(clientFingerprint(one)).not.toBe(clientFingerprint(other));
  });

  it('is fresh only beside the build that it stands for', () => {
    const root = project({ 'dist/client.inputs': 'abc' });
    expect(isClientFresh(root, 'abc')).toBe(false);
    write(root, 'dist/client/index.html', '');
    expect(isClientFresh(root, 'abc')).toBe(true);
    expect(isClientFresh(root, 'abd')).toBe(false);
  });
});
