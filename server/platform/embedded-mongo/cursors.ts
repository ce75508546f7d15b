import { randomBytes } from 'node:crypto';
import { Long } from 'bson';
import { CommandError } from './errors.ts';

/** One document of an answer, in its bytes. */
type Batches = Iterator<Buffer>;

interface OpenCursor {
  readonly namespace: string;
  readonly source: Batches;
  /** What was read for the batch before and did not fit. */
  waiting: Buffer | null;
  usedAt: number;
}

const IDLE_MILLISECONDS = 10 * 60 * 1000;
const MAX_OPEN = 1000;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
/** MongoDB's first batch, when none is asked for. */
export const FIRST_BATCH = 101;

/** The cursors between a find and its getMore: bounded in number, forgotten when idle. */
export class Cursors {
  readonly #open = new Map<string, OpenCursor>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get size(): number {
    return this.#open.size;
  }

  /** The first batch of a source, and the id under which the rest waits (0 when there is none). */
  start(
    namespace: string,
    source: Batches,
    size: number,
    single: boolean,
  ): { batch: Buffer[]; id: Long } {
    const cursor: OpenCursor = { namespace, source, waiting: null, usedAt: this.#now() };
    const { batch, done } = takeBatch(cursor, size);
    if (done || single) {
      source.return?.();
      return { batch, id: Long.ZERO };
    }
    this.#makeRoom();
    const id = Long.fromBigInt(randomBytes(8).readBigInt64BE() & 0x7fffffffffffffffn);
    this.#open.set(id.toString(), cursor);
    return { batch, id };
  }

  /** The next batch; the id is 0 once the source has ended. Throws 43 for a cursor that is not open. */
  next(id: Long, namespace: string, size: number): { batch: Buffer[]; id: Long } {
    const cursor = this.#open.get(id.toString());
    if (!cursor) throw new CommandError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace`,
      );
    }
    cursor.usedAt = this.#now();
    const { batch, done } = takeBatch(cursor, size);
    if (done) this.#open.delete(id.toString());
    return { batch, id: done ? Long.ZERO : id };
  }

  kill(id: Long): boolean {
    this.#open.get(id.toString())?.source.return?.();
    return this.#open.delete(id.toString());
  }

  /** Forgets the cursors that nobody has asked for ten minutes. */
  sweep(): void {
    const oldest = this.#now() - IDLE_MILLISECONDS;
    for (const [id, cursor] of this.#open) {
      if (cursor.usedAt < oldest) this.#open.delete(id);
    }
  }

  clear(): void {
    this.#open.clear();
  }

  #makeRoom(): void {
    if (this.#open.size < MAX_OPEN) return;
    this.sweep();
    if (this.#open.size < MAX_OPEN) return;
    let oldest: string | null = null;
    let usedAt = Number.POSITIVE_INFINITY;
    for (const [id, cursor] of this.#open) {
      if (cursor.usedAt >= usedAt) continue;
      oldest = id;
      usedAt = cursor.usedAt;
    }
    if (oldest !== null) this.#open.delete(oldest);
  }
}

/** `size` documents, or as many as fit into a message; at least one when there is one. */
function takeBatch(cursor: OpenCursor, size: number): { batch: Buffer[]; done: boolean } {
  const batch: Buffer[] = [];
  let bytes = 0;
  while (batch.length < size) {
    const bytesOfNext = cursor.waiting ?? advance(cursor);
    if (!bytesOfNext) return { batch, done: true };
    if (batch.length > 0 && bytes + bytesOfNext.length > MAX_BATCH_BYTES) {
      cursor.waiting = bytesOfNext;
      return { batch, done: false };
    }
    cursor.waiting = null;
    bytes += bytesOfNext.length;
    batch.push(bytesOfNext);
  }
  cursor.waiting ??= advance(cursor);
  return { batch, done: cursor.waiting === null };
}

function advance(cursor: OpenCursor): Buffer | null {
  const next = cursor.source.next();
  return next.done ? null : next.value;
}
