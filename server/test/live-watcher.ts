import type { Socket } from 'socket.io-client';
import type { Acknowledgement } from '#shared/core/result.ts';

interface Seen {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read events of every shape
  readonly payload: any;
}

/** Keeps what a socket is told, so that a test can wait for what may have come already. */
export class LiveWatcher {
  readonly socket: Socket;
  readonly seen: Seen[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((name: string, payload: unknown) => this.seen.push({ name, payload }));
  }

  /** The first event of that name that `matches`, past ones included. Rejects after `limit` ms. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read events of every shape
  async until(name: string, matches: (payload: any) => boolean, limit = 15_000): Promise<any> {
    const known = this.seen.find((event) => event.name === name && matches(event.payload));
    if (known) return known.payload;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const listener = (payload: unknown) => {
      if (matches(payload)) resolve(payload);
    };
    this.socket.on(name, listener);
    const timer = setTimeout(() => reject(new Error(`${name} did not come`)), limit);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.socket.off(name, listener);
    }
  }

  /** Sends one event and gives its acknowledgement, refusals included. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  ask(name: string, input: unknown): Promise<Acknowledgement<any>> {
    return this.socket.timeout(10_000).emitWithAck(name, input);
  }
}
