import * as Y from 'yjs';
import { DIALECTS, type DialectName } from '#server/bench/collab/wire/dialects.ts';
import { LoadSocket } from '#server/bench/collab/wire/load-socket.ts';
import { readServerMessage } from '#server/bench/collab/wire/server-messages.ts';
import { updateMessage } from '#server/bench/collab/wire/typing.ts';
import { MESSAGE, SYNC } from '#shared/realtime/protocol.ts';

export interface ReaderSetup {
  readonly url: string;
  readonly document: string;
  readonly dialect: DialectName;
  /** What is here already, by client: the first clock that is not. */
  readonly known?: ReadonlyMap<number, number>;
}

/** How long anything may take, and how long nothing must come before all is taken to be there; milliseconds. */
const PATIENCE = 120_000;
const QUIET = 700;

/** A client that asks for a document and looks how much of it arrives. */
export class Reader {
  readonly #prefix: Uint8Array;
  readonly #socket: Promise<LoadSocket>;
  readonly #clocks = new Map<number, number>();
  #states = 0;
  #closed = false;
  #wake: (() => void) | null = null;

  constructor({ url, document, dialect, known = new Map() }: ReaderSetup) {
    const { prefix, opening, query } = DIALECTS[dialect];
    this.#prefix = prefix(document);
    const events = {
      content: (client: number, _from: number, to: number) => {
        this.#clocks.set(client, Math.max(to, this.clockOf(client)));
      },
      state: () => {
        this.#states += 1;
      },
      acknowledged: () => undefined,
    };
    this.#socket = LoadSocket.open(`${url}/${document}${query}`, {
      message: (bytes, start, end) => {
        readServerMessage(bytes, start + this.#prefix.length, end, events);
        this.#wake?.();
      },
      closed: () => {
        this.#closed = true;
        this.#wake?.();
      },
    });
    this.#socket.then(
      (socket) => {
        for (const message of opening(document).slice(0, -1)) this.#say(socket, message);
        this.#say(socket, stepOne(known));
      },
      () => undefined,
    );
  }

  clockOf(client: number): number {
    return this.#clocks.get(client) ?? 0;
  }

  /** Resolves once the server gave the document. */
  given(): Promise<void> {
    return this.#until(() => this.#states > 0);
  }

  /** Resolves once everything of `client` before `clock` is here. */
  has(client: number, clock: number): Promise<void> {
    return this.#until(() => this.clockOf(client) >= clock);
  }

  /** Resolves once the document was given and nothing more comes: some servers give the rest later. */
  async settled(): Promise<void> {
    await this.given();
    for (let before = -1; before !== this.#total(); ) {
      before = this.#total();
      await new Promise((resolve) => setTimeout(resolve, QUIET));
    }
  }

  /** Sends updates and resolves once the server has taken them all. */
  async write(updates: readonly Uint8Array[]): Promise<void> {
    const socket = await this.#socket;
    const before = this.#states;
    for (const update of updates) socket.send(updateMessage(this.#prefix, update, null));
    // It answers in order.
    this.#say(socket, stepOne(new Map()));
    await this.#until(() => this.#states > before);
  }

  close(): void {
    this.#socket.then(
      (socket) => socket.close(),
      () => undefined,
    );
  }

  #total(): number {
    return this.#clocks.values().reduce((sum, clock) => sum + clock, 0);
  }

  #say(socket: LoadSocket, message: Uint8Array): void {
    socket.send(Buffer.concat([this.#prefix, message]));
  }

  async #until(isTrue: () => boolean): Promise<void> {
    await this.#socket;
    while (!isTrue()) {
      if (this.#closed) throw new Error('the server closed the connection');
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const timer = setTimeout(() => reject(new Error('a document does not come')), PATIENCE);
      this.#wake = resolve;
      await promise.finally(() => clearTimeout(timer));
    }
  }
}

function stepOne(known: ReadonlyMap<number, number>): Uint8Array {
  const vector = Y.encodeStateVector(new Map(known));
  if (vector.length > 0x7f) throw new RangeError('more clients than a reader knows');
  return Uint8Array.of(MESSAGE.sync, SYNC.step1, vector.length, ...vector);
}
