import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { pinnedNode } from './pinned-node.mjs';
import { readJson } from './project.mjs';

const INSTALL_LIMIT = 20 * 60_000;

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes the lock file it satisfied
 * into node_modules once everything is in place, so an interrupted install has none.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = present[path];
    // Packages of other platforms are in the lock file and not on the disk.
    if (!found && entry.optional) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false;
  }
  const pinned = pinnedNode(root);
  return pinned === undefined || existsSync(pinned.binary);
}

/**
 * Runs `npm ci` when node_modules is missing or differs from the lock file.
 * @param {string} root
 * @returns {boolean} false when it failed; npm has then said why
 */
export function ensureInstalled(root) {
  if (isInstalled(root)) return true;
  const started = Date.now();
  process.stdout.write('Installing what is missing (npm ci), about a minute…\n');
  const { command, args } = npm();
  const { status, error } = spawnSync(
    command,
    [...args, 'ci', '--include=dev', '--loglevel=error'],
    {
      cwd: root,
      env: { ...process.env, PATH: pathWithoutProject(root) },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: INSTALL_LIMIT,
    },
  );
  if (error) process.stderr.write(`Trame: npm cannot be run: ${error.message}\n`);
  if (status !== 0) return false;
  process.stdout.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
  return true;
}

/** The npm that started this script, else the one in PATH. */
function npm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (
    script?.endsWith('.js') &&
    node &&
    existsSync(node) &&
    !node.includes(`${sep}node_modules${sep}`)
  ) {
    return { command: node, args: [script] };
  }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/**
 * npm must not run on the Node inside the folder that it is about to delete.
 * @param {string} root
 */
function pathWithoutProject(root) {
  const inside = join(root, 'node_modules') + sep;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !`${folder}${sep}`.startsWith(inside)).join(delimiter);
}
