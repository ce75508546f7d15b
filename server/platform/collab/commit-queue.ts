import type { AppendOutcome, DocumentLog, LogEntry } from '#server/platform/collab/document-log.ts';
import { withTimeout } from '#server/platform/collab/with-timeout.ts';
import type { Clock } from '#shared/core/clock.ts';
import type { StoreState } from '#shared/realtime/protocol.ts';

/** A place in the order of commits. Without an entry it only waits for those before it. */
export interface CommitRequest {
  readonly entry: LogEntry | null;
  /** Told the outcome in order, null without an entry; requests of one commit are told in the same turn. */
  settled(outcome: AppendOutcome | null): void;
}

export interface CommitQueueParts {
  readonly log: DocumentLog;
  readonly clock: Clock;
  readonly appendTimeout: number;
  /** How long a first update waits for others to share its commit, in milliseconds. */
  readonly window: () => number;
  /** Runs a callback at the end of the event-loop turn. */
  readonly defer: (callback: () => void) => void;
  /** After the requests of a commit were told. */
  readonly afterCommit: () => void;
  readonly onState: (state: StoreState, cause: unknown) => void;
}

/** Updates that are worth a commit, whatever the window. */
const WORTHWHILE = 8;
const MAX_ENTRIES = 1000;
const MAX_BYTES = 16 * 2 ** 20;
const FIRST_RETRY = 250;
const LONGEST_RETRY = 10_000;

/**
 * Group commit: what arrives in one event-loop turn, while a window is open, or while a commit is under way, is
 * appended together. A commit that fails is repeated with growing pauses until it passes; nothing behind it
 * overtakes it.
 */
export class CommitQueue {
  readonly #parts: CommitQueueParts;
  #waiting: CommitRequest[] = [];
  #queuedBytes = 0;
  #busy = false;
  #state: StoreState = 'storing';
  #failures = 0;
  #stopped = false;
  #cancelRetry: (() => void) | null = null;
  /** Closes the window before its time; null while none is open. */
  #closeWindow: (() => void) | null = null;
  #idle: (() => void)[] = [];

  constructor(parts: CommitQueueParts) {
    this.#parts = parts;
  }

  get state(): StoreState {
    return this.#state;
  }

  /** Bytes of updates that are not durable yet. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  add(request: CommitRequest): void {
    this.#waiting.push(request);
    this.#queuedBytes += request.entry?.update.length ?? 0;
    if (this.#stopped) return;
    if (!this.#busy) {
      this.#busy = true;
      this.#gather();
    } else if (this.#waiting.length >= WORTHWHILE) this.#closeWindow?.();
  }

  /** Waits for company, then commits. */
  #gather(): void {
    const { clock, defer, window } = this.#parts;
    const wait = this.#waiting.length < WORTHWHILE ? window() : 0;
    if (wait === 0) {
      defer(() => this.#next());
      return;
    }
    const end = (): void => {
      cancel();
      this.#closeWindow = null;
      defer(() => this.#next());
    };
    const cancel = clock.after(wait, end);
    this.#closeWindow = end;
  }

  /** Resolves when nothing waits; at once on a stopped queue. */
  drained(): Promise<void> {
    if (!this.#busy || this.#stopped) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Gives up what still waits: nobody was told that it was safe. */
  stop(): void {
    this.#stopped = true;
    this.#cancelRetry?.();
    this.#release();
  }

  #next(): void {
    if (this.#stopped) return;
    if (this.#waiting.length === 0) {
      this.#busy = false;
      this.#release();
      return;
    }
    this.#commit(this.#takeBatch());
  }

  #takeBatch(): CommitRequest[] {
    let bytes = 0;
    let count = 0;
    for (const { entry } of this.#waiting) {
      bytes += entry?.update.length ?? 0;
      if (count >= MAX_ENTRIES || (count > 0 && bytes > MAX_BYTES)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  #commit(batch: readonly CommitRequest[]): void {
    const { log, clock, appendTimeout } = this.#parts;
    const entries = batch.flatMap(({ entry }) => (entry ? [entry] : []));
    const appended = entries.length > 0 ? log.append(entries) : Promise.resolve([]);
    withTimeout(appended, appendTimeout, clock, 'append').then(
      (outcomes) => this.#settle(batch, outcomes),
      (cause: unknown) => this.#retry(batch, cause),
    );
  }

  #settle(batch: readonly CommitRequest[], outcomes: readonly AppendOutcome[]): void {
    if (this.#stopped) return;
    this.#failures = 0;
    let index = 0;
    for (const request of batch) {
      const outcome = request.entry ? outcomes[index++] : null;
      this.#queuedBytes -= request.entry?.update.length ?? 0;
      request.settled(outcome ?? null);
    }
    this.#parts.afterCommit();
    this.#setState('storing', null);
    if (this.#waiting.length > 0 && this.#waiting.length < WORTHWHILE) this.#gather();
    else this.#next();
  }

  #retry(batch: readonly CommitRequest[], cause: unknown): void {
    if (this.#stopped) return;
    this.#setState('store_refuses', cause);
    const delay = Math.min(FIRST_RETRY * 2 ** this.#failures, LONGEST_RETRY);
    this.#failures += 1;
    this.#cancelRetry = this.#parts.clock.after(delay, () => this.#commit(batch));
  }

  #setState(state: StoreState, cause: unknown): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#parts.onState(state, cause);
  }

  #release(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}
