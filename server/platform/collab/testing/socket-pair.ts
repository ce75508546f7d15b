import type { CollabSocket, SocketEvents } from '#server/platform/collab/collab-socket.ts';

/** What the client's end tells; the same as a browser's WebSocket. */
export interface ClientEnd {
  opened(): void;
  message(bytes: Uint8Array): void;
  closed(code: number, reason: string): void;
}

type Delivery = () => void;

/** Both ends of a socket, whose messages travel only when a test lets them. */
export class SocketPair {
  readonly server: CollabSocket;
  readonly client: { send(bytes: Uint8Array): void; close(): void };
  readonly #end: ClientEnd;
  #events: SocketEvents | null = null;
  #toServer: Delivery[] = [];
  #toClient: Delivery[] = [];

  constructor(end: ClientEnd) {
    this.#end = end;
    this.#toClient.push(() => end.opened());
    this.server = {
      bufferedAmount: 0,
      listen: (events) => {
        this.#events = events;
      },
      send: (bytes) => this.#sendToClient(bytes),
      sendShared: ({ bytes }) => this.#sendToClient(bytes),
      close: (code, reason) => {
        this.#toClient.push(() => end.closed(code, reason));
        this.#endServer();
      },
      terminate: () => this.cut(),
      ping: () => void this.#toClient.push(() => this.#events?.pong()),
      pause: () => {},
      resume: () => {},
    };
    this.client = {
      send: (bytes) => {
        const copy = Uint8Array.from(bytes);
        this.#toServer.push(() => this.#events?.message(copy));
      },
      close: () => this.#endServer(),
    };
  }

  #sendToClient(bytes: Uint8Array): void {
    const copy = Uint8Array.from(bytes);
    this.#toClient.push(() => this.#end.message(copy));
  }

  get waiting(): number {
    return this.#toServer.length + this.#toClient.length;
  }

  /** Lets the oldest message of one direction arrive; false when there is none. */
  deliver(direction: 'server' | 'client'): boolean {
    const delivery = (direction === 'server' ? this.#toServer : this.#toClient).shift();
    delivery?.();
    return delivery !== undefined;
  }

  /** The network breaks: what is under way is lost. */
  cut(): void {
    this.#toServer = [];
    this.#toClient = [];
    this.#end.closed(1006, '');
    this.#endServer();
  }

  #endServer(): void {
    const events = this.#events;
    this.#events = null;
    this.#toServer = [];
    events?.closed();
  }
}
