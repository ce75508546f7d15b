import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BackupOptions, BackupOutcome } from './backup-worker.ts';
import { CommandError, typeMismatch } from './errors.ts';
import type { Value } from './values.ts';
import type { WorkerOptions } from './worker-protocol.ts';

const INVALID_PATH = 30;

/** Only who owns the socket's folder can ask for a file to be written; a port has no such owner. */
function isPrivate(address: WorkerOptions['address']): boolean {
  return address.kind === 'socket' && (statSync(dirname(address.path)).mode & 0o077) === 0;
}

/** Throws the refusal of a path at which no backup may be written. */
function readTarget(target: Value): string {
  if (typeof target !== 'string') throw typeMismatch("BSON field 'trameBackup' must be a path");
  if (!isAbsolute(target) || !target.endsWith('.sqlite') || target.includes('\0')) {
    throw new CommandError(INVALID_PATH, 'a backup needs an absolute path that ends in .sqlite');
  }
  if (existsSync(target))
    throw new CommandError(INVALID_PATH, `there is a file already: ${target}`);
  if (!existsSync(dirname(target))) {
    throw new CommandError(29, `there is no folder ${dirname(target)}`);
  }
  return target;
}

function outcomeOf(worker: Worker): Promise<BackupOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<BackupOutcome>();
  // Under `node --watch` a worker also reports the modules that it loads.
  worker.on('message', (message: BackupOutcome | { kind?: undefined }) => {
    if (message.kind) resolve(message);
  });
  worker.once('error', reject);
  worker.once('exit', () => reject(new CommandError(39, 'the thread of the backup ended')));
  return promise;
}

/** Backups of a running store, each made by a thread with a connection of its own, one at a time. */
export class Backups {
  readonly #source: string;
  readonly #address: WorkerOptions['address'];
  #worker: Worker | null = null;
  #closed = false;

  /** `source` is the database file, `address` where the engine can be asked for backups. */
  constructor(source: string, address: WorkerOptions['address']) {
    this.#source = source;
    this.#address = address;
  }

  /**
   * Writes a sound copy of the store, as it is now, at an absolute path where nothing is, and answers
   * its bytes. Rejects with a CommandError: 13 when the engine listens on a port, 14, 29 or 30 for the
   * path, 117 while another is made, 11600 when the engine ends, 14031 and 39 when it cannot be written.
   */
  async create(target: Value): Promise<number> {
    if (!isPrivate(this.#address)) {
      throw new CommandError(13, 'backups are made only through a private socket');
    }
    const path = readTarget(target);
    if (this.#worker) throw new CommandError(117, 'another backup is being made');
    if (this.#closed) throw new CommandError(11600, 'the store is being closed');
    const options: BackupOptions = { source: this.#source, target: path };
    const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), {
      workerData: options,
      execArgv: [],
    });
    this.#worker = worker;
    try {
      const outcome = await outcomeOf(worker);
      if (outcome.kind === 'failed') throw new CommandError(outcome.code, outcome.message);
      return outcome.bytes;
    } finally {
      this.#worker = null;
    }
  }

  /** Gives up the backup under way; resolves once its connection is closed. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    if (!worker) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    worker.once('exit', () => resolve());
    worker.postMessage('cancel');
    await promise;
  }
}
