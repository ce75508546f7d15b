import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { SharedFrame } from '#server/platform/collab/shared-frame.ts';

export interface SocketEvents {
  message(bytes: Uint8Array): void;
  /** A text message: nothing in the protocol is text. */
  text(): void;
  pong(): void;
  /** Comes once, whoever closed. */
  closed(): void;
}

/** What the server needs of a WebSocket; tests give one that they flush by hand. */
export interface CollabSocket {
  /** Bytes handed over and not yet taken by the network. */
  readonly bufferedAmount: number;
  listen(events: SocketEvents): void;
  send(bytes: Uint8Array): void;
  /** Sends what others get too. */
  sendShared(frame: SharedFrame): void;
  close(code: number, reason: string): void;
  terminate(): void;
  ping(): void;
  /** Stops reading, so that the network slows the sender. */
  pause(): void;
  resume(): void;
}

/** A close frame carries at most 123 bytes of reason. */
const MAX_REASON = 120;

/**
 * `raw` is what the WebSocket was upgraded from. Without compression ws writes each frame whole and at once, so whole
 * frames may go in between: one write where ws makes two, and no header made for each of many readers.
 */
export function collabSocket(socket: WebSocket, raw: Duplex): CollabSocket {
  socket.binaryType = 'nodebuffer';
  // What went wrong arrives as a close event; without a listener the error would be thrown.
  socket.on('error', () => {});
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    listen(events) {
      socket.on('message', (data, isBinary) => {
        if (!isBinary) return events.text();
        if (data instanceof Uint8Array) events.message(data);
      });
      socket.on('pong', () => events.pong());
      socket.on('close', () => events.closed());
    },
    send(bytes) {
      socket.send(bytes, ignoreFailure);
    },
    sendShared({ framed }) {
      if (socket.readyState === socket.OPEN) raw.write(framed);
    },
    close(code, reason) {
      socket.close(code, reason.slice(0, MAX_REASON));
    },
    terminate: () => socket.terminate(),
    ping() {
      if (socket.readyState === socket.OPEN) socket.ping();
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  };
}

/** A send on a socket that is closing fails; its close event says all there is to say. */
const ignoreFailure = (): void => {};
