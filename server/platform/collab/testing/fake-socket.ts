import type { CollabSocket, SocketEvents } from '#server/platform/collab/collab-socket.ts';
import type { SharedFrame } from '#server/platform/collab/shared-frame.ts';
import {
  decodeFrame,
  encodeFrame,
  type Message,
  type SyncKind,
} from '#shared/realtime/protocol.ts';

/** The server's end of a socket without a network: a test sends, and reads what was sent. */
export class FakeSocket implements CollabSocket {
  /** What the network has not taken; a test sets it to play a slow reader. */
  bufferedAmount = 0;
  readonly sent: Uint8Array[] = [];
  closedWith: { code: number; reason: string } | null = null;
  terminated = false;
  paused = false;
  pings = 0;
  readonly #multiplexed: boolean;
  #events: SocketEvents | null = null;

  constructor(multiplexed: boolean) {
    this.#multiplexed = multiplexed;
  }

  listen(events: SocketEvents): void {
    this.#events = events;
  }

  send(bytes: Uint8Array): void {
    this.sent.push(bytes);
  }

  sendShared({ bytes }: SharedFrame): void {
    this.sent.push(bytes);
  }

  close(code: number, reason: string): void {
    this.closedWith ??= { code, reason };
    this.#end();
  }

  terminate(): void {
    this.terminated = true;
    this.#end();
  }

  ping(): void {
    this.pings += 1;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  /** The peer's bytes arrive. */
  receive(bytes: Uint8Array): void {
    this.#events?.message(bytes);
  }

  receiveText(): void {
    this.#events?.text();
  }

  pong(): void {
    this.#events?.pong();
  }

  /** The peer is gone. */
  drop(): void {
    this.#end();
  }

  say(message: Message, channel = 'a@1'): void {
    this.receive(encodeFrame({ channel: this.#multiplexed ? channel : null, message }));
  }

  sync(kind: SyncKind, bytes: Uint8Array, channel = 'a@1'): void {
    this.say({ type: 'sync', kind, bytes }, channel);
  }

  /** Everything sent so far, decoded; forgets it. */
  take(): Message[] {
    return this.sent.splice(0).map((bytes) => decodeFrame(bytes, this.#multiplexed).message);
  }

  #end(): void {
    const events = this.#events;
    this.#events = null;
    events?.closed();
  }
}
