import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findCommand } from './system-packages.ts';

it('finds an executable as a shell does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trame-path-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'notes'), '');
  writeFileSync(join(folder, 'browser'), '');
  chmodSync(join(folder, 'browser'), 0o755);
  const path = ['/nowhere', '', folder].join(delimiter);
  expect(findCommand(['missing', 'browser'], path)).toBe(join(folder, 'browser'));
  expect(findCommand(['notes'], path)).toBeUndefined();
  expect(findCommand(['browser'], '')).toBeUndefined();
});
