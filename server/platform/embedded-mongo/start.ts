import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Trouble } from './health.ts';
import { STOP, type WorkerMessage, type WorkerOptions } from './worker-protocol.ts';

export interface EmbeddedMongoOptions {
  /** Where the database file lives; made when it does not exist. */
  readonly folder: string;
  /** Where to listen instead of the socket of the folder. */
  readonly socketPath?: string;
  /** Listens on this port of 127.0.0.1 instead of a socket; 0 takes a free one. */
  readonly port?: number;
  /** Between two removals of what TTL indexes let expire; 60,000 unless told. */
  readonly expirySweepMilliseconds?: number;
  /** Told once when the engine ends without having been stopped: nothing is stored from then on. */
  readonly onFailure?: (error: Error) => void;
  /** Told when writes begin to be refused, and with `null` once they pass again. */
  readonly onTrouble?: (trouble: Trouble | null, reason: string) => void;
}

export interface EmbeddedMongo {
  /** A connection string for any MongoDB driver, with the database `trame`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Paths of sockets end at 104 to 108 bytes, by platform. */
const LONGEST_SOCKET_PATH = 100;
const START_MILLISECONDS = 60_000;
const STOP_MILLISECONDS = 10_000;

interface Address {
  readonly address: WorkerOptions['address'];
  /** A folder made for the socket alone, removed at the end. */
  readonly temporary: string | null;
}

function chooseAddress(options: EmbeddedMongoOptions, folder: string): Address {
  if (options.port !== undefined) {
    return { address: { kind: 'port', port: options.port }, temporary: null };
  }
  if (options.socketPath !== undefined) {
    return { address: { kind: 'socket', path: resolve(options.socketPath) }, temporary: null };
  }
  if (process.platform === 'win32') return { address: { kind: 'port', port: 0 }, temporary: null };
  const path = join(folder, 'socket', 'mongo.sock');
  if (Buffer.byteLength(path) <= LONGEST_SOCKET_PATH) {
    return { address: { kind: 'socket', path }, temporary: null };
  }
  // mkdtemp makes folders that only their owner can enter.
  const temporary = mkdtempSync(join(tmpdir(), 'trame-'));
  return { address: { kind: 'socket', path: join(temporary, 'mongo.sock') }, temporary };
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the data folder cannot be written: ${folder} (${reason})`, { cause: error });
  }
}

function urlOf(address: WorkerOptions['address'], port: number | null): string {
  const host =
    address.kind === 'socket'
      ? encodeURIComponent(address.path)
      : `127.0.0.1:${port ?? address.port}`;
  return `mongodb://${host}/trame?directConnection=true`;
}

/** Waits for the first word of the worker. Rejects when it refuses, dies or says nothing in time. */
function firstWord(worker: Worker): Promise<WorkerMessage> {
  return new Promise((resolveWord, reject) => {
    const timer = setTimeout(
      () => reject(new Error('the embedded store did not start in time')),
      START_MILLISECONDS,
    );
    const settle = (action: () => void): void => {
      clearTimeout(timer);
      // One by one: the worker has listeners of its own, without which no message comes any more.
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      action();
    };
    // Under `node --watch` a worker also reports the modules that it loads.
    worker.on('message', (message: WorkerMessage | { kind?: undefined }) => {
      if (message.kind) settle(() => resolveWord(message));
    });
    worker.once('error', (error) => settle(() => reject(error)));
    worker.once('exit', (code) =>
      settle(() => reject(new Error(`the embedded store ended at its start (${code})`))),
    );
  });
}

function stopWorker(worker: Worker): Promise<void> {
  return new Promise((resolveStop, reject) => {
    const timer = setTimeout(
      () => worker.terminate().then(() => resolveStop(), reject),
      STOP_MILLISECONDS,
    );
    worker.once('exit', () => {
      clearTimeout(timer);
      resolveStop();
    });
    worker.postMessage(STOP);
  });
}

/**
 * Starts the embedded engine in a thread of this process and waits until it answers. Rejects with an
 * error for people when the folder cannot be written, or its database is in use or damaged.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const folder = resolve(options.folder);
  prepareFolder(folder);
  const { address, temporary } = chooseAddress(options, folder);
  const workerOptions: WorkerOptions = {
    folder,
    address,
    expirySweepMilliseconds: options.expirySweepMilliseconds ?? 60_000,
  };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: workerOptions,
    execArgv: [],
  });
  const cleanUp = (): void => {
    if (temporary) rmSync(temporary, { recursive: true, force: true });
    else if (address.kind === 'socket') rmSync(address.path, { force: true });
  };
  let word: WorkerMessage;
  try {
    word = await firstWord(worker);
    if (word.kind !== 'listening')
      throw new Error(word.kind === 'refused' ? word.message : 'the embedded store stopped');
  } catch (error) {
    await worker.terminate();
    // A socket of the folder may be that of the process which holds the lock: it stays.
    if (temporary) cleanUp();
    throw error;
  }
  worker.on('message', (message: WorkerMessage | { kind?: undefined }) => {
    if (message.kind === 'trouble') options.onTrouble?.(message.trouble, message.reason);
  });
  const stop = watch(worker, options.onFailure);
  let stopped: Promise<void> | null = null;
  return {
    url: urlOf(address, word.port),
    stop: () => {
      stopped ??= stop().finally(cleanUp);
      return stopped;
    },
  };
}

/** Reports the end of the worker unless it was asked for. */
function watch(
  worker: Worker,
  onFailure: ((error: Error) => void) | undefined,
): () => Promise<void> {
  let ended = false;
  const fail = (error: Error): void => {
    if (ended) return;
    ended = true;
    onFailure?.(error);
  };
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => fail(new Error(`the embedded store ended unexpectedly (${code})`)));
  return async () => {
    if (ended) return;
    ended = true;
    await stopWorker(worker);
  };
}
