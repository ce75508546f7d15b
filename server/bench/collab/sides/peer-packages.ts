import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from '#server/scripts/suite/run-command.ts';

/** A package of its own, so that what Trame is measured against is no part of Trame. */
export const PEERS = join(import.meta.dirname, '../../peers');
const INSTALL_SECONDS = 300;

/** Loads a package of the peers; whoever calls says what it exports. */
// biome-ignore lint/suspicious/noExplicitAny: its types are there only where the peers were installed.
export async function loadPeer(name: string): Promise<any> {
  const { resolve } = createRequire(join(PEERS, 'package.json'));
  return import(pathToFileURL(resolve(name)).href);
}

/** Installs the peers where they are missing; null when they are there, else why not, in one line. */
export async function installPeers(): Promise<string | null> {
  if (existsSync(join(PEERS, 'node_modules/.package-lock.json'))) return null;
  const { ok, output, notes } = await runCommand('npm', ['ci', '--loglevel=error'], {
    cwd: PEERS,
    limitSeconds: INSTALL_SECONDS,
    output: 'kept',
  });
  if (ok) return null;
  return [...notes, ...output.trim().split('\n')].at(0) ?? 'npm ci failed';
}
