import { describe, expect, it } from 'vitest';
import type { ClientSocketEvents } from '#client/platform/collab/client-socket.ts';
import {
  DocumentConnection,
  type SectionPort,
} from '#client/platform/collab/document-connection.ts';
import type { Clock } from '#shared/core/clock.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

/** Timers that count from the beginning of a busy turn come before their time by the clock. */
class EarlyClock extends FakeClock {
  readonly #early = 3;

  override after(delay: number, callback: () => void): () => void {
    return super.after(Math.max(delay - this.#early, 1), callback);
  }
}

const port: SectionPort = {
  channel: 'a@1',
  online: () => {},
  offline: () => {},
  receive: () => {},
  storeChanged: () => {},
  isSettled: true,
};

function open(clock: Clock) {
  const sockets: ClientSocketEvents[] = [];
  const connection = new DocumentConnection('ws://server/collab/doc', {
    clock,
    random: () => 0.5,
    openSocket: (_url, _protocol, events) => {
      sockets.push(events);
      return { send: () => {}, close: () => {} };
    },
  });
  connection.join(port);
  return { connection, sockets };
}

describe('a connection', () => {
  it.each([
    ['on time', new FakeClock(1_000)],
    ['early', new EarlyClock(1_000)],
  ])('[CO28] is tried again when its timer comes %s', (_when, clock) => {
    const { connection, sockets } = open(clock);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(sockets).toHaveLength(attempt);
      sockets.at(-1)?.closed(CLOSE.restart, 'the server restarts');
      const { state } = connection;
      if (state.kind !== 'waiting') throw new Error(`it is ${state.kind}`);
      clock.advance(state.until - clock.now());
    }
    expect(sockets).toHaveLength(6);
  });
});
