import { expect, it } from 'vitest';
import { checkLockfile } from './check-lockfile.ts';
import { sourceTree } from './source-tree.ts';

const found = (packages: object) =>
  checkLockfile(sourceTree({ 'package-lock.json': JSON.stringify({ packages }) })).map(
    ({ message }) => message,
  );
const bundler = { optionalDependencies: { 'binding-linux': '1.0.0' } };

it('accepts a package of a platform beside, inside or above the one that wants it', () => {
  expect(found({ 'node_modules/bundler': bundler, 'node_modules/binding-linux': {} })).toEqual([]);
  const inner = 'node_modules/bundler/node_modules/binding-linux';
  expect(found({ 'node_modules/bundler': bundler, [inner]: {} })).toEqual([]);
  const nested = 'node_modules/@a/b/node_modules/bundler';
  expect(found({ [nested]: bundler, 'node_modules/@a/b/node_modules/binding-linux': {} })).toEqual(
    [],
  );
  expect(found({ [nested]: bundler, 'node_modules/binding-linux': {} })).toEqual([]);
  expect(found({ '': bundler, 'node_modules/binding-linux': {} })).toEqual([]);
});

it('refuses a lock file that lacks a platform', () => {
  const message = expect.stringContaining('npm ci refuses');
  expect(found({ 'node_modules/bundler': bundler })).toEqual([message]);
  expect(found({ '': bundler })).toEqual([message]);
  const elsewhere = 'node_modules/other/node_modules/binding-linux';
  expect(found({ 'node_modules/bundler': bundler, [elsewhere]: {} })).toEqual([message]);
});

it('refuses a package that names an address', () => {
  expect(found({ 'node_modules/a': { resolved: 'https://packages.example.org/a.tgz' } })).toEqual([
    expect.stringContaining('names an address'),
  ]);
});

it('refuses a checkout without lock file', () => {
  expect(checkLockfile(sourceTree({}))).toHaveLength(1);
});
