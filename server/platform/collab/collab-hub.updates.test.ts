import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HubHarness, Writer } from '#server/platform/collab/testing/hub-harness.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';
import type { Message } from '#shared/realtime/protocol.ts';

const updatesIn = (messages: readonly Message[]) =>
  messages.flatMap((message) =>
    message.type === 'sync' && message.kind === 'update' ? [message.bytes] : [],
  );
const acknowledgedIn = (messages: readonly Message[]) =>
  messages.flatMap((message) => (message.type === 'acknowledged' ? [message.sequence] : []));
const textOf = (...updates: Uint8Array[]): string => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('t').toString();
};
const numbered = (sequence: number, bytes: Uint8Array, kind: 'update' | 'step2' = 'update') =>
  ({ type: 'numbered', sequence, kind, bytes }) as const;

describe('updates', () => {
  it('[CO6] are relayed and acknowledged only once durable', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno', false);
    const update = new Writer(1).write('Bonjour');
    anne.say(numbered(1, update));
    expect(harness.log.commits).toHaveLength(0);
    expect([anne.take(), bruno.take()]).toEqual([[], []]);
    await harness.settle();
    expect(textOf(...updatesIn(bruno.take()))).toBe('Bonjour');
    expect(anne.take()).toEqual([{ type: 'acknowledged', sequence: 1 }]);
    expect(harness.changes).toEqual([{ name: 'doc/a@1', accounts: ['anne'], updates: 1 }]);
  });

  it('[CO7] [CO8] of one turn make one commit and one message', async () => {
    const harness = new HubHarness();
    const sockets = await Promise.all(['anne', 'bruno', 'chloe'].map((name) => harness.join(name)));
    const [anne, bruno, chloe] = sockets;
    const writers = [new Writer(1), new Writer(2)];
    for (let round = 0; round < 3; round += 1) {
      anne?.say(numbered(round + 1, writers[0]?.write('a') ?? new Uint8Array()));
      bruno?.say(numbered(round + 1, writers[1]?.write('b') ?? new Uint8Array()));
    }
    await harness.settle();
    expect(harness.log.commits.map((entries) => entries.length)).toEqual([6]);
    const relayed = updatesIn(chloe?.take() ?? []);
    expect(relayed).toHaveLength(1);
    expect(textOf(...relayed)).toHaveLength(6);
    expect(acknowledgedIn(anne?.take() ?? [])).toEqual([3]);
  });

  it('[CO8] are merged at most 100 at once', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno');
    const writer = new Writer(1);
    for (let index = 1; index <= 250; index += 1) anne.say(numbered(index, writer.write('x')));
    await harness.settle();
    const relayed = updatesIn(bruno.take());
    expect(relayed).toHaveLength(3);
    expect(textOf(...relayed)).toBe('x'.repeat(250));
  });

  it('[CO12] reach a newcomer only from what is durable', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    anne.say(numbered(1, new Writer(1).write('Bonjour')));
    harness.log.refuse = new Error('away');
    const bruno = await harness.join('bruno');
    bruno.sync('step1', Uint8Array.of(0));
    const step2 = bruno.take().find((message) => message.type === 'sync');
    expect(step2?.type === 'sync' && textOf(step2.bytes)).toBe('');
  });

  it('[CO9] of a clientID that another account brought are refused', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno');
    const chloe = await harness.join('chloe', false);
    const writer = new Writer(7);
    anne.say(numbered(1, writer.write('Anne')));
    await harness.settle();
    chloe.take();
    const forged = new Writer(7);
    Y.applyUpdate(forged.doc, writer.state());
    // Yjs steps aside when it sees its own clientID used; a forger does not.
    forged.doc.clientID = 7;
    bruno.say(numbered(1, forged.write(' dit non')));
    await harness.settle();
    expect(bruno.take()).toContainEqual(
      expect.objectContaining({ type: 'closed', code: CLOSE.foreignClient }),
    );
    expect(bruno.closedWith).toBeNull();
    expect(await harness.text()).toBe('Anne');
    expect(chloe.take()).toEqual([]);
    chloe.sync('update', forged.state());
    await harness.settle();
    expect(chloe.closedWith?.code).toBe(CLOSE.foreignClient);
    expect(anne.closedWith).toBeNull();
  });

  it('[CO9] of the same account may come from its next connection', async () => {
    const harness = new HubHarness();
    const writer = new Writer(7);
    const before = await harness.join('anne');
    before.say(numbered(1, writer.write('Un')));
    await harness.settle();
    before.drop();
    const after = await harness.join('anne');
    writer.write(' deux');
    after.say(numbered(1, writer.state(), 'step2'));
    await harness.settle();
    expect(await harness.text()).toBe('Un deux');
    expect(acknowledgedIn(after.take())).toEqual([1]);
  });

  it('[CO9] that are known pass, whoever sends them, and are not stored again', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno');
    const writer = new Writer(7);
    anne.say(numbered(1, writer.write('Bonjour')));
    anne.say(
      numbered(
        2,
        writer.change((doc) => doc.getText('t').delete(0, 3)),
      ),
    );
    await harness.settle();
    bruno.take();
    bruno.say(numbered(1, writer.state(), 'step2'));
    await harness.settle();
    expect(bruno.take()).toEqual([{ type: 'acknowledged', sequence: 1 }]);
    expect(harness.log.commits).toHaveLength(1);
  });

  it('[CO9] keep only what is new, so that a false copy of known text cannot win', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno');
    const chloe = await harness.join('chloe');
    anne.say(numbered(1, new Writer(7).write('vrai')));
    await harness.settle();
    chloe.take();
    const forged = new Writer(7);
    forged.write('faux');
    const own = new Writer(8);
    Y.applyUpdate(own.doc, forged.state());
    own.write('!');
    bruno.say(numbered(1, own.state(), 'step2'));
    await harness.settle();
    expect(await harness.text()).toBe('vrai!');
    expect(Y.decodeUpdate(updatesIn(chloe.take())[0] ?? new Uint8Array()).structs).toHaveLength(1);
  });

  it('[CO9] log a deletion for who did it, though a whole state names it beside others', async () => {
    const harness = new HubHarness();
    const [anne, bruno] = [await harness.join('anne'), await harness.join('bruno')];
    const [first, second] = [new Writer(1), new Writer(2)];
    anne.say(numbered(1, first.write('abcdef')));
    anne.say(
      numbered(
        2,
        first.change((doc) => doc.getText('t').delete(1, 2)),
      ),
    );
    await harness.settle();
    Y.applyUpdate(second.doc, first.state());
    second.change((doc) => doc.getText('t').delete(0, 3));
    bruno.say(numbered(1, second.state(), 'step2'));
    await harness.settle();
    expect(harness.log.commits.at(-1)).toMatchObject([
      {
        account: 'bruno',
        deleted: [
          { client: 1, from: 0, to: 1 },
          { client: 1, from: 3, to: 5 },
        ],
      },
    ]);
    expect(await harness.text()).toBe('f');
  });

  it('[CO9] log only new deletions of a whole state whose authors lean on each other', async () => {
    const harness = new HubHarness();
    const [anne, bruno] = [await harness.join('anne'), await harness.join('bruno')];
    const [other, first, second] = [new Writer(1), new Writer(7), new Writer(8)];
    bruno.say(numbered(1, other.write('parti')));
    bruno.say(
      numbered(
        2,
        other.change((doc) => doc.getText('t').delete(0, 3)),
      ),
    );
    await harness.settle();
    Y.applyUpdate(first.doc, other.state());
    bruno.say(
      numbered(
        3,
        other.change((doc) => doc.getText('t').delete(0, 2)),
      ),
    );
    first.write('une ');
    Y.applyUpdate(second.doc, first.state());
    second.write('deux');
    anne.say(numbered(1, second.state(), 'step2'));
    await harness.settle();
    expect(harness.log.commits.at(-1)).toMatchObject([
      { account: 'bruno' },
      { account: 'anne', deleted: [] },
    ]);
    expect(await harness.text()).toBe('une deux');
  });

  it('[CO9] without anything new are acknowledged after what is on its way', async () => {
    const harness = new HubHarness();
    const first = await harness.join('anne');
    const second = await harness.join('anne');
    const writer = new Writer(7);
    harness.log.refuse = new Error('away');
    first.say(numbered(1, writer.write('Bonjour')));
    second.say(numbered(1, writer.state(), 'step2'));
    await harness.settle();
    expect(acknowledgedIn(second.take())).toEqual([]);
    harness.log.refuse = null;
    harness.clock.advance(250);
    await harness.settle();
    expect(acknowledgedIn(second.take())).toEqual([1]);
    expect(await harness.text()).toBe('Bonjour');
  });

  it('[CO10] that leave a gap are not stored; the whole state is asked for', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const writer = new Writer(7);
    writer.write('un ');
    anne.say(numbered(1, writer.write('deux')));
    anne.say(
      numbered(
        2,
        writer.change((doc) => doc.getText('t').delete(0, 1)),
      ),
    );
    await harness.settle();
    expect(harness.log.commits).toHaveLength(0);
    const asked = anne.take();
    expect(acknowledgedIn(asked)).toEqual([]);
    expect(asked.filter((message) => message.type === 'sync')).toMatchObject([{ kind: 'step1' }]);
    anne.say(numbered(3, writer.state(), 'step2'));
    await harness.settle();
    expect(acknowledgedIn(anne.take())).toEqual([3]);
    expect(await harness.text()).toBe('n deux');
  });

  it('[CO10] whose authors lean on each other in a circle are not stored', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const circle = Uint8Array.from([
      2, 1, 2, 0, 0x84, 1, 0, 1, 0x61, 1, 1, 0, 0x84, 2, 0, 1, 0x62, 0,
    ]);
    anne.sync('update', circle);
    anne.sync('step2', circle);
    await harness.settle();
    expect(harness.log.commits).toHaveLength(0);
    expect(await harness.text()).toBe('');
  });

  it('[CO10] of a whole state are stored as far as they can be integrated', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const [whole, own] = [new Writer(7), new Writer(8)];
    whole.write('perdu ');
    Y.applyUpdate(own.doc, whole.write('aussi'));
    own.write('gardé');
    anne.say(numbered(1, own.state(), 'step2'));
    await harness.settle();
    expect(await harness.text()).toBe('gardé');
    expect(acknowledgedIn(anne.take())).toEqual([1]);
  });

  it('[CO11] of a reader are refused, with a reason to those who asked', async () => {
    const harness = new HubHarness();
    harness.roles.set('lea', 'read');
    const asked = await harness.join('lea');
    const ordinary = await harness.join('lea', false);
    const update = new Writer(1).write('non');
    asked.say(numbered(1, Uint8Array.of(0, 0), 'step2'));
    asked.say(numbered(2, update));
    asked.say(numbered(3, Uint8Array.of(0, 0)));
    ordinary.sync('step2', Uint8Array.of(0, 0));
    await harness.settle();
    expect(asked.take()).toEqual([
      { type: 'refused', sequence: 2, reason: 'read_only' },
      { type: 'acknowledged', sequence: 1 },
    ]);
    expect(ordinary.closedWith).toBeNull();
    ordinary.sync('update', update);
    expect(ordinary.closedWith?.code).toBe(CLOSE.forbidden);
    await harness.settle();
    expect(await harness.text()).toBe('');
  });
});
