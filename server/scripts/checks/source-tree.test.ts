import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readSourceTree } from './source-tree.ts';

it('reads sources, and nothing that npm, a build or the server made', () => {
  const root = mkdtempSync(join(tmpdir(), 'trame-tree-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ['server/features/forum/data', 'node_modules/a', 'dist', 'data']) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'a.ts'), 'export {};');
  }
  writeFileSync(join(root, 'mark.png'), 'not text');
  expect([...readSourceTree(root)].sort()).toEqual([
    ['mark.png', ''],
    ['server/features/forum/data/a.ts', 'export {};'],
  ]);
});
