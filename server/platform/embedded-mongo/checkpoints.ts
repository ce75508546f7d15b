import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const INTERVAL_MILLISECONDS = 50;
/** Commits after which the log is worth copying. */
const WORTH_COPYING = 32;
/** Pages of the log (64 MiB) past which it must begin anew, even if the engine has to wait for it. */
const LONGEST_LOG = 16_384;
/** Pages that the engine can copy itself without being missed. */
const SMALL_REST = 400;

/** What a checkpoint met, in pages of the log. */
export interface CheckpointReport {
  readonly kind: 'checkpointed';
  readonly log: number;
  readonly copied: number;
}

interface Checkpointed {
  /** Commits so far. */
  readonly commits: number;
  /** A full disk may be full of the log: what is copied of it can be written over. */
  readonly needsRoom: boolean;
  /** Copies what is left of the log and begins it anew, in the engine's thread. */
  restartLog(): void;
}

/** Has the log copied into the database file by a thread of its own, while there is something to copy. */
export class Checkpoints {
  readonly #store: Checkpointed;
  readonly #worker: Worker;
  readonly #timer: NodeJS.Timeout;
  #busy = false;
  #commits = 0;
  #copied = 0;

  constructor(file: string, store: Checkpointed) {
    this.#store = store;
    this.#worker = new Worker(new URL('./checkpoint-worker.mjs', import.meta.url), {
      workerData: file,
      execArgv: [],
    });
    // Under `node --watch` a worker also reports the modules that it loads.
    this.#worker.on('message', (message: CheckpointReport | { kind?: undefined }) => {
      if (message.kind) this.#reported(message);
    });
    this.#timer = setInterval(() => {
      if (this.#busy) return;
      if (store.needsRoom || store.commits - this.#commits >= WORTH_COPYING) this.#begin();
    }, INTERVAL_MILLISECONDS);
  }

  #begin(): void {
    this.#busy = true;
    this.#commits = this.#store.commits;
    this.#worker.postMessage('checkpoint');
  }

  /**
   * While writing never pauses, the log has no end at which SQLite would let it begin anew: then the
   * thread copies until little is left, and the engine copies that.
   */
  #reported({ log, copied }: CheckpointReport): void {
    this.#busy = false;
    const fresh = copied - this.#copied;
    this.#copied = copied;
    if (log < LONGEST_LOG) return;
    if (fresh > SMALL_REST) {
      this.#begin();
      return;
    }
    this.#store.restartLog();
    this.#copied = 0;
  }

  /** Resolves once the connection of the thread is closed. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const exited = once(this.#worker, 'exit');
    this.#worker.postMessage('close');
    await exited;
  }
}
