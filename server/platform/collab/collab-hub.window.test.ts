import { describe, expect, it } from 'vitest';
import type { FakeSocket } from '#server/platform/collab/testing/fake-socket.ts';
import { HubHarness, Writer } from '#server/platform/collab/testing/hub-harness.ts';
import type { Message } from '#shared/realtime/protocol.ts';

const READERS = 20;

const updatesIn = (messages: readonly Message[]): number =>
  messages.filter((message) => message.type === 'sync' && message.kind === 'update').length;

class Room {
  readonly harness = new HubHarness({ messages: { perSecond: 1e6, burst: 1e6 } });
  readonly readers: FakeSocket[] = [];
  readonly #writer = new Writer(1);

  static async open(): Promise<Room> {
    const room = new Room();
    for (let reader = 0; reader <= READERS; reader += 1) {
      room.readers.push(await room.harness.join(`reader ${reader}`));
    }
    return room;
  }

  type(): void {
    this.readers[0]?.sync('update', this.#writer.write('x'));
  }

  /** Somebody types as fast as makes the window open wholly. */
  async fill(): Promise<void> {
    for (let turn = 0; turn < 100; turn += 1) {
      for (let count = 0; count < 10; count += 1) this.type();
      await this.harness.settle();
      this.harness.clock.advance(5);
    }
    await this.harness.settle();
    this.take();
  }

  take(): number {
    return updatesIn(this.readers[1]?.take() ?? []);
  }
}

describe('a busy room', () => {
  it('[CO37] has updates wait for company, at most 25 ms', async () => {
    const room = await Room.open();
    room.type();
    await room.harness.settle();
    expect(room.take()).toBe(1);
    await room.fill();
    const commits = room.harness.log.commits.length;
    room.type();
    await room.harness.settle();
    room.harness.clock.advance(10);
    room.type();
    await room.harness.settle();
    expect(room.take()).toBe(0);
    room.harness.clock.advance(15);
    await room.harness.settle();
    expect([room.take(), room.harness.log.commits.length - commits]).toEqual([1, 1]);
  });

  it('[CO37] does not have eight updates wait', async () => {
    const room = await Room.open();
    await room.fill();
    for (let count = 0; count < 7; count += 1) room.type();
    await room.harness.settle();
    expect(room.take()).toBe(0);
    room.type();
    await room.harness.settle();
    expect(room.take()).toBe(1);
  });
});
