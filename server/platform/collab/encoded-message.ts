import { encodeFrame, type Message } from '#shared/realtime/protocol.ts';

/** A message for many receivers, encoded at most once for each kind of connection. */
export class EncodedMessage {
  readonly #message: Message;
  readonly #channel: string;
  #plain: Uint8Array<ArrayBuffer> | null = null;
  #multiplexed: Uint8Array<ArrayBuffer> | null = null;

  constructor(message: Message, channel: string) {
    this.#message = message;
    this.#channel = channel;
  }

  frame(multiplexed: boolean): Uint8Array<ArrayBuffer> {
    if (multiplexed) {
      this.#multiplexed ??= encodeFrame({ channel: this.#channel, message: this.#message });
      return this.#multiplexed;
    }
    this.#plain ??= encodeFrame({ channel: null, message: this.#message });
    return this.#plain;
  }
}
