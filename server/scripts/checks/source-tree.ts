import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A checkout in memory: paths below the root, with slashes, to the text of each file. */
export type SourceTree = ReadonlyMap<string, string>;

export interface Violation {
  readonly file: string;
  readonly line?: number;
  /** What is wrong, why it matters, what to do instead: checks teach. */
  readonly message: string;
}

/** What a checkout holds besides its sources (the same as .gitignore). */
const NOT_SOURCES = new Set([
  '.git',
  'node_modules',
  'dist',
  'data',
  'coverage',
  'test-results',
  '.env',
]);

const HAS_TEXT = /\.(ts|tsx|mjs|css|json|md|html)$/;

/** Reads the sources of a checkout. Files without text (pictures, fonts) are listed as empty. */
export function readSourceTree(root: string): SourceTree {
  const tree = new Map<string, string>();
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (folder === '' && NOT_SOURCES.has(entry.name)) continue;
      if (entry.name === 'node_modules' || entry.name.endsWith('.log')) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else tree.set(path, HAS_TEXT.test(path) ? readFileSync(join(root, path), 'utf8') : '');
    }
  };
  visit('');
  return tree;
}

/** A tree written out by hand, for the tests of the checks. */
export function sourceTree(files: Readonly<Record<string, string>>): SourceTree {
  return new Map(Object.entries(files));
}

/** Runs a check on this checkout as a program: prints what it found, exit code 1 if anything. */
export function report(check: (tree: SourceTree) => readonly Violation[]): void {
  const found = check(readSourceTree(join(import.meta.dirname, '../../..')));
  for (const { file, line, message } of found) {
    process.stdout.write(`${line === undefined ? file : `${file}:${line}`}\n    ${message}\n`);
  }
  process.stdout.write(found.length === 0 ? 'nothing found\n' : `${found.length} found\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
