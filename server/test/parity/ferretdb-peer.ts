import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { runCommand } from '#server/scripts/suite/run-command.ts';
import { findCommand } from '#server/scripts/suite/system-packages.ts';

/** A server under test, and how to end it. */
export interface Peer {
  readonly url: string;
  close(): Promise<void>;
}

/** Started, or why not. */
export type PeerStart =
  | { readonly kind: 'started'; readonly peer: Peer }
  | { readonly kind: 'missing'; readonly why: string };

const SOURCE = join(import.meta.dirname, 'ferretdb');
/** Where Go's own installer puts it, which not every shell has in its PATH. */
const GO_FOLDER = '/usr/local/go/bin';
const OLDEST_GO = [1, 22];
const BUILD_SECONDS = 600;
const START_MILLISECONDS = 30_000;
const STOP_MILLISECONDS = 10_000;

/** Builds FerretDB with the Go of this machine, into a cache, and starts it on a free port. */
export async function startFerretDb(root: string): Promise<PeerStart> {
  const go = findCommand(['go'], [process.env.PATH, GO_FOLDER].join(delimiter));
  if (!go) return { kind: 'missing', why: 'Go is not installed' };
  const { output } = await runCommand(go, ['env', 'GOVERSION'], quietly(root, 30));
  if (!isRecent(output)) {
    return {
      kind: 'missing',
      why: `Go ${OLDEST_GO.join('.')} is needed, this is ${output.trim()}`,
    };
  }
  const cache = join(root, 'node_modules/.cache/trame');
  mkdirSync(cache, { recursive: true });
  const program = join(cache, 'ferretdb');
  const built = await runCommand(go, ['build', '-o', program, '.'], quietly(SOURCE, BUILD_SECONDS));
  if (!built.ok) {
    return { kind: 'missing', why: `FerretDB could not be built: ${firstLine(built.output)}` };
  }
  return { kind: 'started', peer: await start(program) };
}

const quietly = (cwd: string, limitSeconds: number) =>
  ({ cwd, limitSeconds, output: 'kept' }) as const;

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

function isRecent(version: string): boolean {
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(version) ?? [];
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_GO;
  if (Number(major) !== oldestMajor) return Number(major) > oldestMajor;
  return Number(minor) >= oldestMinor;
}

/** The program prints its address, and ends with its standard input, thus with this process. */
async function start(program: string): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'trame-ferretdb-'));
  const child = spawn(program, ['-folder', folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MILLISECONDS);
  const lines = createInterface({ input: child.stdout });
  const url = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    ended.then(() => null),
  ]);
  clearTimeout(timer);
  if (!url) throw new Error('FerretDB ended at its start');
  return {
    url,
    close: async () => {
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS);
      child.stdin.end();
      await ended;
      clearTimeout(late);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
