import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, readJson } from './project.mjs';

/** The first Node line that runs the server's TypeScript without a build. */
const NEEDED_MAJOR = 24;

/**
 * The Node that npm installs beside the libraries, for this platform.
 * @param {string} root
 * @returns {{ version: string, binary: string } | undefined} undefined where none is packaged
 */
export function pinnedNode(root) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const version = readJson(join(root, 'package.json'))?.optionalDependencies?.[name];
  if (version === undefined) return undefined;
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  return { version, binary: join(root, 'node_modules', name, 'bin', executable) };
}

/**
 * The Node to run the application with: the pinned one, else this one when it is new enough.
 * @param {string} root
 * @returns {string} path of the executable
 */
export function applicationNode(root) {
  const pinned = pinnedNode(root);
  if (pinned && existsSync(pinned.binary)) return pinned.binary;
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  return fail(
    `no Node is packaged for ${process.platform} ${process.arch}: install Node ${NEEDED_MAJOR} and start again.`,
  );
}

/**
 * Runs a module on the application's Node: in this process when it is that Node already.
 * @param {string} root
 * @param {string} script path below the root
 * @param {string[]} args
 */
export async function runOnPinnedNode(root, script, args) {
  const pinned = pinnedNode(root);
  const path = join(root, script);
  if (process.execPath === applicationNode(root) || process.version === `v${pinned?.version}`) {
    process.argv.splice(1, process.argv.length, path, ...args);
    await import(pathToFileURL(path).href);
    return;
  }
  await runAndExit(applicationNode(root), [path, ...args], root);
}

/**
 * Runs a program on this terminal, passes signals on, and exits as it does.
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
export async function runAndExit(command, args, cwd) {
  const child = spawn(command, args, { cwd, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // Ctrl-C on a terminal reaches the child by itself; twice would look like impatience.
      if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  process.exitCode = await new Promise((resolve) => {
    child.on('error', (error) => fail(`${command} cannot be run: ${error.message}`));
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
  });
  process.exit();
}
