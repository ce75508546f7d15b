import { closeSync, fdatasync, fstatSync, openSync } from 'node:fs';

type Callback = () => void;

/** Told at the beginning and the end of each sync. */
interface SyncObserver {
  syncBegins(): void;
  syncEnded(): void;
}

/**
 * Makes commits durable outside the engine's thread. SQLite (`synchronous = NORMAL`) leaves what it
 * commits with the operating system; here the log file reaches the disk, one `fdatasync` at a time, each
 * for all that was committed before it began. The engine works on meanwhile, and only answers wait.
 */
export class Durability {
  readonly #descriptor: number;
  readonly #fail: (error: Error) => void;
  readonly #observer: SyncObserver;
  #dirty = false;
  /** Who waits for the sync under way; null when there is none. */
  #syncing: Callback[] | null = null;
  #next: Callback[] = [];

  /**
   * `log` is the write-ahead log of an open database. After a sync that failed nobody knows what is
   * on the disk: `fail` must end the engine, and those who wait are never answered.
   */
  constructor(log: string, observer: SyncObserver, fail: (error: Error) => void) {
    this.#descriptor = openSync(log, 'r+');
    this.#observer = observer;
    this.#fail = fail;
  }

  get syncing(): boolean {
    return this.#syncing !== null;
  }

  /** Something was committed. */
  committed(): void {
    this.#dirty = true;
  }

  /** Calls back once all that was committed so far is on the disk: at once when it is already. */
  whenDurable(callback: Callback): void {
    if (this.#dirty) {
      this.#next.push(callback);
      if (!this.#syncing) this.#sync();
      return;
    }
    if (this.#syncing) this.#syncing.push(callback);
    else callback();
  }

  #sync(): void {
    const waiting = this.#next;
    this.#next = [];
    this.#dirty = false;
    this.#syncing = waiting;
    this.#observer.syncBegins();
    fdatasync(this.#descriptor, (error) => {
      if (error) {
        this.#fail(error);
        return;
      }
      this.#syncing = null;
      this.#observer.syncEnded();
      if (this.#next.length > 0) this.#sync();
      for (const callback of waiting) callback();
    });
  }

  get logBytes(): number {
    return fstatSync(this.#descriptor).size;
  }

  /** To be called when nothing waits any more. */
  close(): void {
    closeSync(this.#descriptor);
  }
}
