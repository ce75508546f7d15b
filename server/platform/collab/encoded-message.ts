import { SharedFrame } from '#server/platform/collab/shared-frame.ts';
import { encodeFrame, type Message } from '#shared/realtime/protocol.ts';

/** A message for many receivers, encoded at most once for each kind of connection. */
export class EncodedMessage {
  readonly #message: Message;
  readonly #channel: string;
  #plain: SharedFrame | null = null;
  #multiplexed: SharedFrame | null = null;

  constructor(message: Message, channel: string) {
    this.#message = message;
    this.#channel = channel;
  }

  frame(multiplexed: boolean): SharedFrame {
    if (multiplexed) {
      this.#multiplexed ??= this.#encode(this.#channel);
      return this.#multiplexed;
    }
    this.#plain ??= this.#encode(null);
    return this.#plain;
  }

  #encode(channel: string | null): SharedFrame {
    return new SharedFrame(encodeFrame({ channel, message: this.#message }));
  }
}
