import * as Y from 'yjs';
import type { AppendOutcome, DocumentLog, LogEntry } from '#server/platform/collab/document-log.ts';
import type { FuzzStore } from '#server/test/fuzz/fuzz-store.ts';
import type { LedgerRow } from '#server/test/fuzz/ledger-sum.ts';
import type { StoreMode } from '#server/test/fuzz/scenario.ts';

interface Hanging {
  readonly log: DocumentLog;
  readonly entries: readonly LogEntry[];
  readonly answer: (outcomes: Promise<readonly AppendOutcome[]>) => void;
}

const away = () => new Error('the store is away');

/**
 * A log between servers and their store that fails as stores do: it refuses before, amid or after
 * storing, or hangs; what a killed server asked is answered to nobody. It notes what was stored.
 */
export class FaultyLog {
  /** All that was ever stored, integrated; what was erased is not collected. */
  readonly durable = new Y.Doc({ gc: false });
  /** What the store ever held of who wrote what: compaction takes the rows away. */
  readonly ledger = new Map<string, LedgerRow>();
  readonly #store: FuzzStore;
  #mode: StoreMode = 'works';
  #hanging: Hanging[] = [];
  #life = 0;
  readonly #running = new Set<Promise<unknown>>();

  constructor(store: FuzzStore) {
    this.#store = store;
  }

  /** A new server's log; the former server is dead. */
  connect(): DocumentLog {
    this.#life += 1;
    const life = this.#life;
    const log = this.#store.connect();
    const alive = <Value>(work: () => Promise<Value>): Promise<Value> =>
      life === this.#life ? answered(work(), () => life === this.#life) : new Promise(() => {});
    return {
      load: (name) => alive(() => this.#unlessAway(() => this.#track(log.load(name)))),
      readNewer: (positions) =>
        alive(() => this.#unlessAway(() => this.#track(log.readNewer(positions)))),
      compact: (name) => alive(() => this.#unlessAway(() => this.#compactIn(log, name))),
      authors: (name) => alive(() => this.#unlessAway(() => this.#track(log.authors(name)))),
      forget: (names) => alive(() => this.#unlessAway(() => this.#track(log.forget(names)))),
      append: (entries) => alive(() => this.#append(log, entries)),
    };
  }

  /** Past all faults: for what a test does itself. */
  direct(): DocumentLog {
    const log = this.#store.connect();
    return {
      load: (name) => log.load(name),
      readNewer: (positions) => log.readNewer(positions),
      compact: (name) => this.#compactIn(log, name),
      authors: (name) => log.authors(name),
      forget: (names) => log.forget(names),
      append: (entries) => this.#appendTo(log, entries),
    };
  }

  async noteRows(): Promise<void> {
    for (const [name, row] of await this.#store.rows()) this.ledger.set(name, row);
  }

  become(mode: StoreMode): void {
    this.#mode = mode;
    if (mode === 'hangs') return;
    const waiting = this.#hanging.splice(0);
    for (const { log, entries, answer } of waiting) answer(this.#append(log, entries));
  }

  /** Of what hangs the first `landed` entries are stored, the others never. */
  async die(landed: number): Promise<void> {
    this.#life += 1;
    let left = landed;
    for (const { log, entries } of this.#hanging.splice(0)) {
      await this.#appendTo(log, entries.slice(0, left));
      left = Math.max(0, left - entries.length);
    }
  }

  /** Resolves when a call that the store works on has ended; null when there is none. */
  get nextAnswer(): Promise<unknown> | null {
    return this.#running.size > 0 ? Promise.race(this.#running) : null;
  }

  #track<Value>(work: Promise<Value>): Promise<Value> {
    const ended = work.then(
      () => {},
      () => {},
    );
    this.#running.add(ended);
    void ended.then(() => this.#running.delete(ended));
    return work;
  }

  #unlessAway<Value>(work: () => Promise<Value>): Promise<Value> {
    const isAway = this.#mode !== 'works' && this.#mode !== 'hangs';
    return isAway ? Promise.reject(away()) : work();
  }

  async #compactIn(log: DocumentLog, name: string): Promise<void> {
    await this.#track(this.noteRows());
    await this.#track(log.compact(name));
  }

  async #append(log: DocumentLog, entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    switch (this.#mode) {
      case 'works':
        return this.#appendTo(log, entries);
      case 'refuses':
        throw away();
      case 'refuses-half-way':
        await this.#appendTo(log, entries.slice(0, Math.ceil(entries.length / 2)));
        throw away();
      case 'refuses-after':
        await this.#appendTo(log, entries);
        throw away();
      case 'hangs':
        return new Promise((answer) => this.#hanging.push({ log, entries, answer }));
    }
  }

  async #appendTo(
    log: DocumentLog,
    entries: readonly LogEntry[],
  ): Promise<readonly AppendOutcome[]> {
    if (entries.length === 0) return [];
    const outcomes = await this.#track(log.append(entries));
    entries.forEach(({ update }, index) => {
      if (outcomes[index]?.kind === 'durable') Y.applyUpdate(this.durable, update);
    });
    return outcomes;
  }
}

/** Passes an answer on, while somebody is there to hear it. */
function answered<Value>(work: Promise<Value>, isAlive: () => boolean): Promise<Value> {
  return new Promise((resolve, reject) => {
    work.then(
      (value) => {
        if (isAlive()) resolve(value);
      },
      (error: unknown) => {
        if (isAlive()) reject(error);
      },
    );
  });
}
