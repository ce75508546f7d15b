import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#server/test/host-process.ts';

/** Whether this machine has a Redis server; `npm test` installs one where it may. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

interface RedisProcess {
  readonly url: string;
  /** SIGKILL; it starts again on the same port, with nothing of what it knew. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis server of its own, on a free port and a temporary folder. */
export async function startRedis(): Promise<RedisProcess> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'trame-redis-'));
  let child = await spawnRedis(port, folder);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    async start() {
      child = await spawnRedis(port, folder);
    },
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once it answers. */
async function spawnRedis(port: number, folder: string) {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = Promise.withResolvers<void>();
  child.once('exit', () => ready.reject(new Error('redis-server ended')));
  child.stdout.on('data', (bytes: Buffer) => {
    if (bytes.includes('Ready to accept connections')) ready.resolve();
  });
  await ready.promise;
  return child;
}
