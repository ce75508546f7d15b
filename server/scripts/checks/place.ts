import { posix } from 'node:path';

/** Where a module stands in the house. */
export interface Place {
  readonly path: string;
  readonly tree: 'shared' | 'server' | 'client' | 'top';
  /** The folder (or file) directly in the tree: `features`, `platform`, `main.ts`. */
  readonly room: string;
  /** The folder directly in the room: a feature, a part of the platform. */
  readonly part: string;
  /** The last word of the file's name: `mutations` of `posts.mutations.ts`. */
  readonly role: string;
  /** Tests and tools: never part of the running application, so freer in what they use. */
  readonly workshop: boolean;
}

const WORKSHOP = /\.test\.tsx?$|^server\/(test|bench|scripts)\/|^client\/e2e\/|\/testing\//;

export function placeOf(path: string): Place {
  const [tree = '', room = '', part = ''] = path.split('/');
  const name = posix.basename(path).replace(/\.[a-z]+$/, '');
  const known = tree === 'shared' || tree === 'server' || tree === 'client';
  return {
    path,
    tree: known ? tree : 'top',
    room: known ? room : '',
    part: known ? part : '',
    role: name.split('.').at(-1) ?? name,
    workshop: !known || WORKSHOP.test(path),
  };
}

/** The path that a specifier names inside the project; undefined for a package. */
export function resolveSpecifier(specifier: string, importer: string): string | undefined {
  const [clean = ''] = specifier.split('?');
  if (clean.startsWith('.')) return posix.join(posix.dirname(importer), clean);
  return /^#(shared|server|client)\//.test(clean) ? clean.slice(1) : undefined;
}

/** The package of a specifier: `@lexical/html`, `yjs`, `node:fs`. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
