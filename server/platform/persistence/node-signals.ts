import { type Collection, type Db, ObjectId } from 'mongodb';
import { z } from 'zod';
import type { Clock } from '#shared/core/clock.ts';

/** What every node must do with its own connections. */
const nodeSignalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('personAccess'), personId: z.string() }),
  z.object({ kind: z.literal('documentAccess'), documentId: z.string() }),
  z.object({ kind: z.literal('sessionEnded'), sessionId: z.string() }),
]);

export type NodeSignal = z.output<typeof nodeSignalSchema>;

interface SignalRow {
  _id: ObjectId;
  node: string;
  signal: NodeSignal;
  at: Date;
}

export interface NodeSignalsParts {
  readonly database: Db;
  readonly clock: Clock;
  readonly onError: (error: unknown, what: string) => void;
}

const POLL = 500;
/** How far the clocks of two nodes may lie apart. */
const SKEW = 10_000;
const KEPT = 24 * 60 * 60_000;
const SWEEP = 60 * 60_000;

/**
 * Orders to every node, by way of the store, which they all have: a right that is withdrawn must not wait for a bus.
 * Each node obeys its own at once and those of others within half a second, once.
 */
export class NodeSignals {
  readonly #parts: NodeSignalsParts;
  readonly #rows: Collection<SignalRow>;
  readonly #node = new ObjectId().toHexString();
  readonly #obeyed = new Map<string, number>();
  #readUpTo: number;
  #sweptAt = Number.NEGATIVE_INFINITY;
  #cancel: () => void = () => {};
  readonly #listeners: ((signal: NodeSignal) => Promise<void>)[] = [];
  /** Whether there are other nodes to tell and to hear. */
  #shared = false;
  #stopped = false;

  constructor(parts: NodeSignalsParts) {
    this.#parts = parts;
    this.#rows = parts.database.collection('node_signals');
    this.#readUpTo = parts.clock.now();
  }

  /** To be called when other nodes share the store. */
  async share(): Promise<void> {
    this.#shared = true;
    await this.#rows.createIndex({ at: 1 });
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  onSignal(listener: (signal: NodeSignal) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  /** Resolves once this node has obeyed and the others will. Never rejects: what is told has happened already. */
  async tell(signal: NodeSignal): Promise<void> {
    await Promise.all([this.#obey(signal), this.#shared && this.#store(signal)]);
  }

  async #store(signal: NodeSignal): Promise<void> {
    const { clock, onError } = this.#parts;
    const row = { _id: new ObjectId(), node: this.#node, signal, at: new Date(clock.now()) };
    try {
      await this.#rows.insertOne(row);
    } catch (error) {
      onError(error, 'the other nodes could not be told');
    }
  }

  async #obey(signal: NodeSignal): Promise<void> {
    for (const listener of this.#listeners) {
      try {
        await listener(signal);
      } catch (error) {
        this.#parts.onError(error, 'a signal could not be obeyed');
      }
    }
  }

  #schedule(): void {
    this.#cancel = this.#parts.clock.after(POLL, async () => {
      try {
        await this.#read();
      } catch (error) {
        this.#parts.onError(error, 'what other nodes tell could not be read');
      }
      if (!this.#stopped) this.#schedule();
    });
  }

  async #read(): Promise<void> {
    const now = this.#parts.clock.now();
    const since = this.#readUpTo - SKEW;
    const rows = await this.#rows.find({ at: { $gt: new Date(since) } }).toArray();
    this.#readUpTo = now;
    if (now - this.#sweptAt > SWEEP) {
      this.#sweptAt = now;
      await this.#rows.deleteMany({ at: { $lt: new Date(now - KEPT) } });
    }
    for (const [key, at] of this.#obeyed) if (at < since) this.#obeyed.delete(key);
    await Promise.all(rows.map((row) => this.#hear(row)));
  }

  async #hear({ _id, node, signal, at }: SignalRow): Promise<void> {
    const key = _id.toHexString();
    if (node === this.#node || this.#obeyed.has(key)) return;
    this.#obeyed.set(key, at.getTime());
    const known = nodeSignalSchema.safeParse(signal);
    // A newer program may say what this one does not know.
    if (known.success) await this.#obey(known.data);
  }
}
