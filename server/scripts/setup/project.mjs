import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What the setup scripts need before anything is installed; the application needs more (see pinned-node.mjs). */
const OLDEST_NODE = [20, 19];

/**
 * Ends the process with one clear line.
 * @param {string} message
 * @returns {never}
 */
export function fail(message) {
  process.stderr.write(`Trame: ${message}\n`);
  process.exit(1);
}

/** Refuses a Node that npm and these scripts cannot run on. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  fail(`Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.version}.`);
}

/**
 * A JSON file of the project, or undefined when it is missing or unreadable.
 * @param {string} path
 */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
