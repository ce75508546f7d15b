import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { COLLAB_LIMITS } from '#server/platform/collab/limits.ts';
import { FakeBusNetwork } from '#server/platform/collab/testing/fake-bus.ts';
import type { FakeSocket } from '#server/platform/collab/testing/fake-socket.ts';
import { HubHarness, WatchedLog, Writer } from '#server/platform/collab/testing/hub-harness.ts';
import {
  type AwarenessEntry,
  encodeAwareness,
  readAwareness,
} from '#shared/realtime/awareness-update.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';
import type { Message } from '#shared/realtime/protocol.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

class Cluster {
  readonly clock = new FakeClock(1_000_000);
  readonly log = new WatchedLog();
  readonly network = new FakeBusNetwork();
  readonly nodes: readonly HubHarness[];

  constructor(count: number, withBus = true) {
    this.nodes = Array.from({ length: count }, () => {
      const bus = withBus ? this.network.join() : null;
      return new HubHarness({}, { clock: this.clock, log: this.log, bus });
    });
  }

  node(at: number): HubHarness {
    const node = this.nodes[at];
    if (!node) throw new Error(`no node ${at}`);
    return node;
  }

  /** Ends turns on every node and brings every message, until nothing moves. */
  async settle(): Promise<void> {
    do for (const node of this.nodes) await node.settle();
    while (this.network.deliver() > 0);
    for (const node of this.nodes) await node.settle();
  }

  async pass(duration: number): Promise<void> {
    for (let passed = 0; passed < duration; passed += 50) {
      this.clock.advance(50);
      await this.settle();
    }
  }
}

/** What a connection shows, as its user reads it. */
class Reader {
  readonly doc = new Y.Doc();
  readonly seen = new Map<number, AwarenessEntry>();
  readonly socket: FakeSocket;

  constructor(socket: FakeSocket) {
    this.socket = socket;
  }

  get text(): string {
    for (const message of this.socket.take()) this.#take(message);
    expect(this.doc.store.pendingStructs).toBeNull();
    return this.doc.getText('t').toString();
  }

  get people(): string[] {
    for (const message of this.socket.take()) this.#take(message);
    return [...this.seen.values()].map(({ state }) => state).filter((state) => state !== 'null');
  }

  #take(message: Message): void {
    if (message.type === 'sync' && message.kind !== 'step1') Y.applyUpdate(this.doc, message.bytes);
    if (message.type !== 'awareness') return;
    for (const entry of readAwareness(message.bytes, COLLAB_LIMITS.awareness)) {
      this.seen.set(entry.client, entry);
    }
  }
}

const update = (bytes: Uint8Array) => ({ type: 'sync', kind: 'update', bytes }) as const;
const show = (client: number, name: string, clock = 1) =>
  ({
    type: 'awareness',
    bytes: encodeAwareness([{ client, clock, state: JSON.stringify({ name }) }]),
  }) as const;

async function join(node: HubHarness, account: string): Promise<Reader> {
  const socket = node.open(account);
  const reader = new Reader(socket);
  socket.sync('step1', Uint8Array.of(0));
  socket.sync('step2', Uint8Array.of(0, 0));
  await node.settle();
  return reader;
}

describe('several nodes', () => {
  it('[CO31] show each other what one of them made durable', async () => {
    const cluster = new Cluster(3);
    const readers = await Promise.all(cluster.nodes.map((node, at) => join(node, `reader ${at}`)));
    const anne = await join(cluster.node(0), 'anne');
    await cluster.settle();
    const writer = new Writer(1);
    anne.socket.say(update(writer.write('Bonjour')));
    await cluster.settle();
    anne.socket.say(update(writer.write(' à tous')));
    await cluster.settle();
    expect(readers.map(({ text }) => text)).toEqual(Array(3).fill('Bonjour à tous'));
  });

  it('[CO6] never show what is not durable', async () => {
    const cluster = new Cluster(2);
    const reader = await join(cluster.node(1), 'bruno');
    const anne = await join(cluster.node(0), 'anne');
    cluster.log.refuse = new Error('away');
    anne.socket.say(update(new Writer(1).write('x')));
    await cluster.settle();
    expect(reader.text).toBe('');
    cluster.log.refuse = null;
    await cluster.pass(1_000);
    expect(reader.text).toBe('x');
  });

  it('[CO32] read the log when a message was lost, before what leans on it', async () => {
    const cluster = new Cluster(2);
    const reader = await join(cluster.node(1), 'bruno');
    const anne = await join(cluster.node(0), 'anne');
    const writer = new Writer(1);
    anne.socket.say(update(writer.write('un ')));
    await cluster.node(0).settle();
    cluster.network.lose();
    anne.socket.say(update(writer.write('deux')));
    await cluster.settle();
    expect(reader.text).toBe('un deux');
  });

  it('[CO32] read the snapshot when what they missed was folded', async () => {
    const cluster = new Cluster(2);
    const reader = await join(cluster.node(1), 'bruno');
    const anne = await join(cluster.node(0), 'anne');
    const writer = new Writer(1);
    for (const word of ['un ', 'deux ', 'trois ']) {
      anne.socket.say(update(writer.write(word)));
      await cluster.node(0).settle();
    }
    await cluster.log.compact('doc/a@1');
    cluster.network.lose();
    anne.socket.say(update(writer.write('quatre')));
    await cluster.settle();
    expect(reader.text).toBe('un deux trois quatre');
  });

  it('[CO32] take their own rows, and read those that came between', async () => {
    const cluster = new Cluster(2);
    const [anne, bruno] = [
      await join(cluster.node(0), 'anne'),
      await join(cluster.node(1), 'bruno'),
    ];
    const reader = await join(cluster.node(1), 'chloe');
    anne.socket.say(update(new Writer(1).write('a')));
    await cluster.node(0).settle();
    cluster.network.lose();
    bruno.socket.say(update(new Writer(2).write('b')));
    await cluster.node(1).settle();
    expect(reader.text).toBe('b');
    await cluster.pass(50);
    expect(reader.text).toHaveLength(2);
    expect(reader.text).toBe(await cluster.node(0).text());
  });

  it('[CO33] poll the log every 500 ms without a bus', async () => {
    const cluster = new Cluster(2, false);
    const reader = await join(cluster.node(1), 'bruno');
    const anne = await join(cluster.node(0), 'anne');
    anne.socket.say(update(new Writer(1).write('x')));
    await cluster.settle();
    expect(reader.text).toBe('');
    await cluster.pass(500);
    expect(reader.text).toBe('x');
  });

  it('[CO33] poll while the bus is away, and at once when it is back', async () => {
    const cluster = new Cluster(2);
    const reader = await join(cluster.node(1), 'bruno');
    const anne = await join(cluster.node(0), 'anne');
    const writer = new Writer(1);
    cluster.network.goAway();
    anne.socket.say(update(writer.write('un ')));
    await cluster.settle();
    expect(reader.text).toBe('');
    await cluster.pass(500);
    expect(reader.text).toBe('un ');
    anne.socket.say(update(writer.write('deux')));
    await cluster.settle();
    cluster.network.comeBack();
    await cluster.settle();
    expect(reader.text).toBe('un deux');
  });

  it('[CO34] give whoever comes from a node that died all that it made durable', async () => {
    const cluster = new Cluster(2);
    const bruno = await join(cluster.node(1), 'bruno');
    const anne = await join(cluster.node(0), 'anne');
    const writer = new Writer(1);
    anne.socket.say(update(writer.write('un ')));
    await cluster.node(0).settle();
    cluster.network.lose();
    cluster.node(0).restart();
    const again = cluster.node(1).open('anne');
    again.sync('step1', Y.encodeStateVector(writer.doc));
    again.sync('step2', writer.state());
    again.say(update(writer.write('deux')));
    await cluster.settle();
    expect([bruno.text, await cluster.node(1).text()]).toEqual(['un deux', 'un deux']);
    expect(cluster.log.commits.flat().map(({ inserted }) => inserted)).toEqual([
      [{ client: 1, from: 0, to: 3 }],
      [{ client: 1, from: 3, to: 7 }],
    ]);
  });

  it('[CO35] show who is on another node, until they leave or their node is silent', async () => {
    const cluster = new Cluster(2);
    const anne = await join(cluster.node(0), 'anne');
    anne.socket.say(show(1, 'Anne'));
    await cluster.settle();
    const bruno = await join(cluster.node(1), 'bruno');
    await cluster.settle();
    expect(bruno.people).toEqual(['{"name":"Anne"}']);
    anne.socket.drop();
    await cluster.settle();
    expect(bruno.people).toEqual([]);
    const chloe = await join(cluster.node(0), 'chloe');
    chloe.socket.say(show(3, 'Chloé'));
    await cluster.settle();
    expect(bruno.people).toEqual(['{"name":"Chloé"}']);
    cluster.node(0).restart();
    for (let beats = 0; beats < 4; beats += 1) {
      await cluster.pass(15_000);
      bruno.socket.pong();
    }
    expect(bruno.people).toEqual([]);
  });

  it('[CO35] follow a client that moves from one node to another', async () => {
    const cluster = new Cluster(2);
    const [first, bruno] = [
      await join(cluster.node(0), 'anne'),
      await join(cluster.node(0), 'bruno'),
    ];
    first.socket.say(show(1, 'Anne'));
    await cluster.settle();
    const second = await join(cluster.node(1), 'anne');
    second.socket.say(show(1, 'Anne again', 2));
    await cluster.settle();
    first.socket.drop();
    await cluster.settle();
    expect(bruno.people).toEqual(['{"name":"Anne again"}']);
  });

  it('[CO9] refuse a clientID that another account has on another node', async () => {
    const cluster = new Cluster(2);
    const [anne, bruno] = [
      await join(cluster.node(0), 'anne'),
      await join(cluster.node(1), 'bruno'),
    ];
    anne.socket.say(update(new Writer(1).write('a')));
    await cluster.settle();
    expect(bruno.text).toBe('a');
    const forger = new Writer(2);
    Y.applyUpdate(forger.doc, Y.encodeStateAsUpdate(bruno.doc));
    forger.doc.clientID = 1;
    bruno.socket.say(update(forger.write('forged')));
    await cluster.settle();
    expect(await cluster.node(0).text()).toBe('a');
    expect(bruno.socket.take().at(-1)).toMatchObject({ type: 'closed', code: CLOSE.foreignClient });
  });
});
