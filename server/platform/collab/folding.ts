import { Worker } from 'node:worker_threads';

/** Makes one state out of a snapshot and the updates after it. */
export type Fold = (
  snapshot: Uint8Array | null,
  updates: readonly Uint8Array[],
) => Promise<Uint8Array<ArrayBuffer>>;

export interface FoldRequest {
  readonly id: number;
  readonly snapshot: Uint8Array | null;
  readonly updates: readonly Uint8Array[];
}

type FoldAnswer =
  | { readonly kind: 'folded'; readonly id: number; readonly state: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

type Waiting = PromiseWithResolvers<Uint8Array<ArrayBuffer>>;

/** How long the thread stays without work, in milliseconds. */
const REST = 30_000;

/** Folds documents in a thread of its own, which comes when there is work: a large one takes a second. */
export class Folding {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #rest: NodeJS.Timeout | undefined;
  #requests = 0;

  /** Rejects when Yjs cannot read the updates, or when the thread ends. */
  readonly fold: Fold = (snapshot, updates) => {
    clearTimeout(this.#rest);
    this.#worker ??= this.#start();
    const id = this.#requests;
    this.#requests += 1;
    const waiting = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ id, snapshot, updates } satisfies FoldRequest);
    return waiting.promise;
  };

  async stop(): Promise<void> {
    clearTimeout(this.#rest);
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./fold-worker.mjs', import.meta.url), { execArgv: [] });
    // Under `node --watch` a worker also reports the modules that it loads.
    worker.on('message', (answer: FoldAnswer | { kind?: undefined }) => {
      if (answer.kind) this.#settle(answer);
    });
    worker.on('error', (error) => this.#ended(worker, error));
    worker.on('exit', () =>
      this.#ended(worker, new Error('the thread that folds documents ended')),
    );
    worker.unref();
    return worker;
  }

  #settle(answer: FoldAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.kind === 'folded') waiting?.resolve(answer.state);
    else waiting?.reject(new Error(answer.message));
    if (this.#waiting.size > 0) return;
    this.#rest = setTimeout(() => this.#dismiss(), REST);
    this.#rest.unref();
  }

  #dismiss(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
  }

  #ended(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
