import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { clientFrame, OPCODE, ServerFrames } from '#server/bench/collab/wire/server-frames.ts';

const END_OF_HEAD = '\r\n\r\n';
/** Sockets are read one after the other, each to its end: they share one buffer. */
const READ_BUFFER = Buffer.alloc(256 * 1024);

export interface LoadSocketEvents {
  /** Something arrived: its messages follow. */
  readStart?(): void;
  /** One message: `bytes` from `start` to `end`, valid during the call. */
  message(bytes: Buffer, start: number, end: number): void;
  /** Comes once, whoever closed. */
  closed(): void;
}

/** A WebSocket client that does nothing but what a load needs, so as to cost little. */
export class LoadSocket {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Rejects when the server refuses the upgrade. */
  static open(address: string, events: LoadSocketEvents): Promise<LoadSocket> {
    const { hostname, port, pathname, search } = new URL(address);
    const { promise, resolve, reject } = Promise.withResolvers<LoadSocket>();
    const frames = new ServerFrames((opcode, bytes, start, end) => {
      if (opcode === OPCODE.binary) events.message(bytes, start, end);
      else if (opcode === OPCODE.ping) opened.#pong(bytes.subarray(start, end));
      else if (opcode === OPCODE.close) socket.end();
    });
    const takeFrames = (bytes: Buffer): void => {
      events.readStart?.();
      frames.push(bytes);
    };
    let head = '';
    const takeHead = (bytes: Buffer): void => {
      head += bytes.toString('latin1');
      const end = head.indexOf(END_OF_HEAD);
      if (end < 0) return;
      if (!head.startsWith('HTTP/1.1 101')) {
        reject(new Error(`the server refused: ${head.split('\r\n')[0]}`));
        socket.destroy();
        return;
      }
      take = takeFrames;
      resolve(opened);
      takeFrames(Buffer.from(head.slice(end + END_OF_HEAD.length), 'latin1'));
    };
    let take = takeHead;
    const socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: READ_BUFFER,
        callback: (size) => {
          take(READ_BUFFER.subarray(0, size));
          return true;
        },
      },
    });
    const opened = new LoadSocket(socket);
    socket.on('error', reject);
    socket.on('close', () => {
      reject(new Error('the server closed the connection'));
      events.closed();
    });
    socket.write(upgradeRequest(`${hostname}:${port}`, `${pathname}${search}`));
    return promise;
  }

  send(payload: Uint8Array): void {
    this.#socket.write(clientFrame(payload));
  }

  close(): void {
    this.#socket.destroy();
  }

  #pong(payload: Uint8Array): void {
    this.#socket.write(clientFrame(payload, OPCODE.pong));
  }
}

const upgradeRequest = (host: string, path: string): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    END_OF_HEAD,
  ]
    .join('\r\n')
    .slice(0, -2);
