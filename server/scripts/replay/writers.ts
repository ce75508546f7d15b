import { setImmediate as nextTurn } from 'node:timers/promises';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type AuthorUpdate, clientOf, TEXT } from '#server/scripts/replay/author-updates.ts';

/** Where to write, as y-websocket clients say it. */
export interface Target {
  /** Such as `ws://localhost:3000/collab`. */
  readonly url: string;
  readonly document: string;
  /** One for each author and one for the reader, where the server asks who connects. */
  readonly cookies: readonly string[];
}

/** Updates that a writer sends as one message, where nothing of the others stands between. */
const MOST_AT_ONCE = 200;
/** How long to wait for anything, in milliseconds. */
const PATIENCE = 30_000;

/**
 * An ordinary y-websocket client. Its document carries the updates of an author, whose clientID is
 * theirs, under a clientID of its own: Yjs takes its own coming from elsewhere for a clash.
 */
export class Client {
  readonly doc = new Y.Doc();
  readonly #provider: WebsocketProvider;
  #refusal: string | null = null;
  #wake: (() => void) | null = null;

  constructor(target: Target, number: number) {
    this.#provider = new WebsocketProvider(target.url, target.document, this.doc, {
      WebSocketPolyfill: withCookie(target.cookies[number]),
      // Node has a BroadcastChannel: the clients would meet without the server.
      disableBc: true,
    });
    this.doc.on('update', () => this.#wake?.());
    this.#provider.on('sync', () => this.#wake?.());
    this.#provider.on('closed', ({ code, reason }) => {
      this.#refusal = `the server refused the connection: ${code} ${reason}`;
      this.#wake?.();
    });
  }

  get text(): string {
    return this.doc.getText(TEXT).toString();
  }

  get isSynced(): boolean {
    return this.#provider.synced;
  }

  /** Resolves when `condition` holds; looks again whenever something arrives. */
  async until(condition: () => boolean, what: string): Promise<void> {
    while (!condition()) {
      if (this.#refusal) throw new Error(this.#refusal);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      this.#wake = resolve;
      const seconds = PATIENCE / 1000;
      const late = () => reject(new Error(`${what}: nothing arrived for ${seconds} s`));
      const timer = setTimeout(late, PATIENCE);
      await promise.finally(() => clearTimeout(timer));
    }
  }

  clockOf(agent: number): number {
    return Y.getState(this.doc.store, clientOf(agent));
  }

  close(): void {
    this.#provider.destroy();
    this.doc.destroy();
  }
}

/** Sends an author's updates in order, each once what it leans on has come through the server. */
export async function write(client: Client, updates: readonly AuthorUpdate[]): Promise<void> {
  const isReady = (update: AuthorUpdate | undefined): boolean =>
    update?.needs.every((clock, agent) => client.clockOf(agent) >= clock) ?? false;
  for (let next = 0; next < updates.length; ) {
    await client.until(() => isReady(updates[next]), 'waiting for the other authors');
    const first = next;
    client.doc.transact(() => {
      while (next < updates.length && next - first < MOST_AT_ONCE) {
        const update = updates[next];
        if (!update || !isReady(update)) break;
        Y.applyUpdate(client.doc, update.update);
        next += 1;
      }
    });
    await nextTurn();
  }
}

/** Node's own WebSocket takes headers where a browser's takes protocols. */
function withCookie(cookie: string | undefined): typeof WebSocket {
  if (cookie === undefined) return WebSocket;
  return new Proxy(WebSocket, {
    construct: (target, [url, protocols]) =>
      Reflect.construct(target, [url, { protocols, headers: { cookie } }]),
  });
}
