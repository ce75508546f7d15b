import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationNode } from './pinned-node.mjs';

const BUILD_LIMIT = 5 * 60_000;
const FOLDERS = ['client', 'shared'];
const FILES = ['vite.config.ts', 'tsconfig.json', 'package-lock.json'];

/** Beside the build, which empties its own folder. */
const STAMP = 'dist/client.inputs';

/** Files that never reach a browser. */
const IGNORED = /(^client\/e2e\/)|\.test\.tsx?$|\.md$/;

/**
 * A hash of all that the client is made of: contents, since a clone or a copy changes the dates.
 * @param {string} root
 */
export function clientFingerprint(root) {
  const hash = createHash('sha256');
  const paths = FOLDERS.flatMap((folder) => filesBelow(root, folder));
  for (const path of [...paths, ...FILES].sort()) {
    if (!existsSync(join(root, path))) continue;
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} paths below the root, with slashes
 */
function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, path);
    return IGNORED.test(path) ? [] : [path];
  });
}

/**
 * @param {string} root
 * @param {string} fingerprint
 */
export function isClientFresh(root, fingerprint) {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp) || !existsSync(join(root, 'dist/client'))) return false;
  return readFileSync(stamp, 'utf8') === fingerprint;
}

/**
 * Builds the client unless the last build was made of the same files.
 * @param {string} root
 * @returns {boolean} false when the build failed; Vite has then said why
 */
export function ensureClientBuilt(root) {
  const fingerprint = clientFingerprint(root);
  if (isClientFresh(root, fingerprint)) return true;
  process.stdout.write('Building the pages…\n');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(applicationNode(root), [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: BUILD_LIMIT,
  });
  if (status !== 0) return false;
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, STAMP), fingerprint);
  return true;
}
