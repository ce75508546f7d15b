import { describe, expect, it } from 'vitest';
import { COLLAB_LIMITS } from '#server/platform/collab/limits.ts';
import type { FakeSocket } from '#server/platform/collab/testing/fake-socket.ts';
import { HubHarness, Writer } from '#server/platform/collab/testing/hub-harness.ts';
import {
  type AwarenessEntry,
  encodeAwareness,
  readAwareness,
} from '#shared/realtime/awareness-update.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';
import type { Message } from '#shared/realtime/protocol.ts';

const state = (name: string) => JSON.stringify({ name });
const show = (socket: FakeSocket, ...entries: AwarenessEntry[]) =>
  socket.say({ type: 'awareness', bytes: encodeAwareness(entries) });
const shownIn = (messages: readonly Message[]) =>
  messages.flatMap((message) =>
    message.type === 'awareness' ? readAwareness(message.bytes, COLLAB_LIMITS.awareness) : [],
  );

describe('presence', () => {
  it('[CO11] [CO18] is shown to all, readers too, and to newcomers', async () => {
    const harness = new HubHarness();
    harness.roles.set('lea', 'read');
    const lea = await harness.join('lea');
    const anne = await harness.join('anne', false);
    show(lea, { client: 1, clock: 0, state: state('Léa') });
    await harness.settle();
    expect(shownIn(anne.take())).toEqual([{ client: 1, clock: 0, state: state('Léa') }]);
    const bruno = harness.open('bruno');
    bruno.sync('step1', Uint8Array.of(0));
    await harness.settle();
    expect(shownIn(bruno.take())).toHaveLength(1);
  });

  it('[CO18] of others is dropped without a word', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno');
    const chloe = await harness.join('chloe');
    show(anne, { client: 1, clock: 1, state: state('Anne') });
    show(bruno, { client: 2, clock: 1, state: state('Bruno') });
    await harness.settle();
    chloe.take();
    show(bruno, { client: 1, clock: 9, state: state('Faux') });
    show(bruno, { client: 1, clock: 9, state: 'null' }, { client: 3, clock: 1, state: state('?') });
    await harness.settle();
    expect(shownIn(chloe.take())).toEqual([]);
    expect(bruno.closedWith).toBeNull();
    show(chloe, { client: 1, clock: 9, state: state('Faux') });
    await harness.settle();
    expect(shownIn(anne.take())).not.toContainEqual(expect.objectContaining({ clock: 9 }));
  });

  it('[CO9] [CO18] keeps a clientID for the account that shows itself with it', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno', false);
    show(anne, { client: 1, clock: 1, state: state('Anne') });
    bruno.sync('update', new Writer(1).write('volé'));
    await harness.settle();
    expect(bruno.closedWith?.code).toBe(CLOSE.foreignClient);
  });

  it('[CO19] ends with its connection', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno');
    show(anne, { client: 1, clock: 4, state: state('Anne') });
    await harness.settle();
    bruno.take();
    anne.drop();
    await harness.settle();
    expect(shownIn(bruno.take())).toEqual([{ client: 1, clock: 5, state: 'null' }]);
  });

  it.each([
    ['a state too large', JSON.stringify({ bomb: 'x'.repeat(5000) })],
    ['a state too deep', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`],
    ['a state that is not JSON', '{'],
    ['a state that is no object', '[]'],
  ])('[CO20] closes the sender of %s, and nobody else', async (_what, bomb) => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno');
    show(bruno, { client: 2, clock: 1, state: bomb });
    await harness.settle();
    expect(bruno.closedWith?.code).toBe(CLOSE.malformed);
    expect([anne.closedWith, shownIn(anne.take())]).toEqual([null, []]);
  });
});

describe('hostile bytes', () => {
  it.each([
    ['nothing', []],
    ['an unknown message', [0, 99]],
    ['a truncated frame', [4, 97, 64, 49, 0, 0, 2, 9, 1]],
    ['a trailing byte', [3, 97, 64, 49, 3, 0]],
    ['a malformed update', [3, 97, 64, 49, 0, 2, 2, 1, 1]],
    ['an update in format V2', [3, 97, 64, 49, 0, 2, 4, 0, 0, 0, 0]],
    ['a malformed state vector', [3, 97, 64, 49, 0, 0, 2, 9, 9]],
    ['a channel that is no name', [2, 46, 46, 0, 0, 1, 0]],
  ])('[CO5] close only the sender of %s', async (_what, bytes) => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const mallory = await harness.join('mallory');
    mallory.receive(Uint8Array.from(bytes));
    await harness.settle();
    expect(mallory.closedWith?.code).toBe(CLOSE.malformed);
    expect([anne.closedWith, anne.take()]).toEqual([null, []]);
    expect(harness.log.commits).toEqual([]);
  });

  it('[CO5] that arrive before the document is loaded close their sender too', async () => {
    const harness = new HubHarness();
    const mallory = harness.open('mallory', false);
    mallory.sync('update', Uint8Array.of(1, 1));
    await harness.settle();
    expect(mallory.closedWith?.code).toBe(CLOSE.malformed);
    expect(harness.errors).toEqual([]);
  });

  it('[CO5] in text close the sender', async () => {
    const harness = new HubHarness();
    const mallory = await harness.join('mallory', false);
    mallory.receiveText();
    expect(mallory.closedWith?.code).toBe(CLOSE.malformed);
  });
});

describe('limits', () => {
  it('[CO21] slow an eager sender and lose nothing', async () => {
    const harness = new HubHarness({ messages: { perSecond: 10, burst: 20 } });
    const anne = await harness.join('anne');
    const writer = new Writer(1);
    for (let index = 0; index < 25; index += 1) anne.sync('update', writer.write('x'));
    expect(anne.paused).toBe(true);
    harness.clock.advance(1000);
    expect(anne.paused).toBe(false);
    await harness.settle();
    expect(await harness.text()).toBe('x'.repeat(25));
    expect(anne.closedWith).toBeNull();
  });

  it('[CO21] close who floods all the same', async () => {
    const harness = new HubHarness({ messages: { perSecond: 10, burst: 20 } });
    const mallory = await harness.join('mallory');
    for (let index = 0; index < 60; index += 1) mallory.say({ type: 'queryAwareness' });
    expect(mallory.closedWith?.code).toBe(CLOSE.tooFast);
  });

  it('[CO21] close who asks for whole documents again and again', async () => {
    const harness = new HubHarness();
    const mallory = await harness.join('mallory', false);
    for (let index = 0; index < 20; index += 1) mallory.sync('step1', Uint8Array.of(0));
    expect(mallory.closedWith?.code).toBe(CLOSE.tooFast);
  });

  it('[CO22] drop awareness for a slow reader, then close it', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const slow = await harness.join('bruno');
    const writer = new Writer(1);
    slow.bufferedAmount = COLLAB_LIMITS.awarenessBacklog + 1;
    show(anne, { client: 1, clock: 1, state: state('Anne') });
    anne.sync('update', writer.write('x'));
    await harness.settle();
    expect(slow.take().map((message) => message.type)).toEqual(['sync']);
    slow.bufferedAmount = COLLAB_LIMITS.slowReaderBacklog + 1;
    anne.sync('update', writer.write('x'));
    await harness.settle();
    expect(slow.closedWith?.code).toBe(CLOSE.slowReader);
    expect(anne.closedWith).toBeNull();
  });

  it('[CO22] do not count the answer to a sync step 1', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno');
    bruno.bufferedAmount = 3 * COLLAB_LIMITS.slowReaderBacklog;
    bruno.sync('step1', Uint8Array.of(0));
    anne.sync('update', new Writer(1).write('x'));
    await harness.settle();
    expect(bruno.closedWith).toBeNull();
  });

  it('[CO23] bound the connections of an account and of a document', async () => {
    const harness = new HubHarness({ connectionsPerAccount: 2, connectionsPerDocument: 3 });
    await harness.join('anne');
    await harness.join('anne');
    expect(harness.open('anne').closedWith?.code).toBe(CLOSE.tooFast);
    await harness.join('bruno');
    expect(harness.open('chloe').closedWith?.code).toBe(CLOSE.storeRefuses);
  });

  it('[CO25] cut who answers no ping, and show the others that the line is alive', async () => {
    const harness = new HubHarness();
    const alive = await harness.join('anne', false);
    const dead = await harness.join('bruno');
    for (let beat = 0; beat < 3; beat += 1) {
      harness.clock.advance(15_000);
      alive.pong();
    }
    expect(dead.terminated).toBe(true);
    expect([alive.terminated, alive.pings, alive.take().length]).toEqual([false, 3, 3]);
  });
});

describe('access', () => {
  it('[CO24] withdrawn closes at once', async () => {
    const harness = new HubHarness();
    const ordinary = await harness.join('anne', false);
    const asked = await harness.join('anne');
    const other = await harness.join('bruno');
    harness.roles.set('anne', 'none');
    harness.hub.recheck({ account: 'anne' });
    await harness.settle();
    expect(ordinary.closedWith?.code).toBe(CLOSE.forbidden);
    expect(asked.take()).toEqual([
      { type: 'closed', code: CLOSE.forbidden, reason: expect.any(String) },
    ]);
    asked.sync('update', new Writer(1).write('x'));
    await harness.settle();
    expect([await harness.text(), other.take()]).toEqual(['', []]);
  });

  it('[CO24] that falls and rises is told, and what was refused is asked for', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    harness.roles.set('anne', 'read');
    harness.hub.recheck({ document: 'doc' });
    await harness.settle();
    expect(anne.take()).toEqual([{ type: 'role', role: 'read' }]);
    harness.roles.set('anne', 'write');
    harness.hub.recheck({ document: 'doc', account: 'anne' });
    await harness.settle();
    expect(anne.take()).toEqual([
      { type: 'role', role: 'write' },
      { type: 'sync', kind: 'step1', bytes: expect.any(Uint8Array) },
    ]);
  });

  it('[CO24] that changes while it is asked for is asked for again', async () => {
    const harness = new HubHarness();
    const anne = harness.open('anne');
    anne.sync('step1', Uint8Array.of(0));
    harness.roles.set('anne', 'none');
    harness.hub.recheck({ account: 'anne' });
    await harness.settle();
    expect(anne.take().map((message) => message.type)).toEqual(['hello', 'state', 'closed']);
  });

  it('[CO24] of a session that ends closes its connections', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno');
    harness.hub.closeWhere(
      ({ visitor }) => visitor.sessionId === 'session of anne',
      CLOSE.notSignedIn,
    );
    expect([anne.closedWith?.code, bruno.closedWith]).toEqual([CLOSE.notSignedIn, null]);
  });

  it.each([
    ['none', CLOSE.forbidden],
    ['unknown_document', CLOSE.unknownDocument],
    ['stale_epoch', CLOSE.staleEpoch],
  ] as const)('[CO4] answered as %s has its code', async (role, code) => {
    const harness = new HubHarness();
    harness.roles.set('anne', role);
    expect((await harness.join('anne', false)).closedWith?.code).toBe(code);
  });
});
