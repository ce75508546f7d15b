import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { Backups } from './backups.ts';
import { Checkpoints } from './checkpoints.ts';
import { serveConnection } from './connection.ts';
import { Cursors } from './cursors.ts';
import { markDamaged } from './damage-mark.ts';
import type { Engine } from './engine.ts';
import { GroupCommit } from './group-commit.ts';
import { Storage } from './storage.ts';
import { sweepExpired } from './time-to-live.ts';
import { FILE_NAME, type WorkerMessage, type WorkerOptions } from './worker-protocol.ts';

const CURSOR_SWEEP_MILLISECONDS = 60_000;
const MAX_CONNECTIONS = 1000;

function openEngine(file: string, { address }: WorkerOptions): Engine {
  const now = (): number => Date.now();
  return {
    storage: new Storage(file),
    cursors: new Cursors(now),
    backups: new Backups(file, address),
    now,
  };
}

function listen(server: Server, options: WorkerOptions): Promise<number | null> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : null);
    });
    if (options.address.kind === 'port') {
      server.listen(options.address.port, '127.0.0.1');
      return;
    }
    // The folder belongs to this engine alone, so a socket found there is what a crash left behind.
    const { path } = options.address;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    rmSync(path, { force: true });
    server.listen(path);
  });
}

async function start(options: WorkerOptions, port: MessagePort): Promise<void> {
  const file = join(options.folder, FILE_NAME);
  const engine = openEngine(file, options);
  const checkpoints = new Checkpoints(file, engine.storage);
  const commits = new GroupCommit(engine);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(socket, commits);
  });
  server.maxConnections = MAX_CONNECTIONS;
  const tell = (message: WorkerMessage): void => port.postMessage(message);
  engine.storage.health.onChange = (trouble, reason) => {
    if (trouble === 'damaged') markDamaged(file, reason);
    tell({ kind: 'trouble', trouble, reason });
  };
  const expiry = setInterval(() => {
    try {
      if (engine.storage.health.trouble !== 'damaged') sweepExpired(engine);
    } catch (error) {
      // A full disk must not end the engine: what has expired is removed by a later sweep.
      engine.storage.health.failed(error);
    }
  }, options.expirySweepMilliseconds);
  const idle = setInterval(() => engine.cursors.sweep(), CURSOR_SWEEP_MILLISECONDS);
  const close = async (): Promise<void> => {
    clearInterval(expiry);
    clearInterval(idle);
    await engine.backups.close();
    await checkpoints.close();
    engine.storage.close();
  };
  port.once('message', () => {
    server.close();
    commits.close();
    engine.storage.whenDurable(async () => {
      for (const socket of sockets) socket.destroySoon();
      engine.cursors.clear();
      await close();
      tell({ kind: 'stopped' });
      port.close();
    });
  });
  try {
    tell({ kind: 'listening', port: await listen(server, options) });
  } catch (error) {
    await close();
    throw error;
  }
}

if (parentPort) {
  const port = parentPort;
  start(workerData as WorkerOptions, port).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    port.postMessage({ kind: 'refused', message } satisfies WorkerMessage);
    port.close();
  });
}
