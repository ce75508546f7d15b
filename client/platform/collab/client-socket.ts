export interface ClientSocketEvents {
  opened(): void;
  message(bytes: Uint8Array): void;
  /** Comes once, also when the socket never opened (1006). */
  closed(code: number, reason: string): void;
}

/** What the provider needs of a WebSocket; tests give one that they flush by hand. */
export interface ClientSocket {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export type OpenSocket = (
  url: string,
  protocol: string,
  events: ClientSocketEvents,
) => ClientSocket;

/** The parts of the WebSocket interface that browsers, Node and `ws` share. */
interface WebSocketLike {
  binaryType: string;
  readonly readyState: number;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(
    type: 'close',
    listener: (event: { code: number; reason: string }) => void,
  ): void;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

const OPEN = 1;

/** Opens sockets of a WebSocket class: the browser's, Node's, or that of `ws`. */
export function socketsOf(create: (url: string, protocol: string) => WebSocketLike): OpenSocket {
  return (url, protocol, events) => {
    const socket = create(url, protocol);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => events.opened());
    socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) events.message(new Uint8Array(data));
    });
    socket.addEventListener('close', ({ code, reason }) => events.closed(code, reason));
    // A failure is told by the close event that follows it.
    socket.addEventListener('error', () => {});
    return {
      send(bytes) {
        if (socket.readyState === OPEN) socket.send(bytes);
      },
      close: () => socket.close(),
    };
  };
}
