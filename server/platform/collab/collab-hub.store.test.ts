import { describe, expect, it } from 'vitest';
import { HubHarness, Writer } from '#server/platform/collab/testing/hub-harness.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';

const AWAY = new Error('the store is away');

describe('the store', () => {
  it('[CO13] that refuses stops relaying, is told, and nothing is lost', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno', false);
    const writer = new Writer(1);
    harness.log.refuse = AWAY;
    anne.say({ type: 'numbered', sequence: 1, kind: 'update', bytes: writer.write('un ') });
    await harness.settle();
    anne.say({ type: 'numbered', sequence: 2, kind: 'update', bytes: writer.write('deux') });
    await harness.settle();
    expect(anne.take()).toEqual([{ type: 'state', state: 'store_refuses' }]);
    expect(bruno.take()).toEqual([]);
    expect(harness.errors).toEqual(['the store refuses']);

    harness.log.refuse = null;
    harness.clock.advance(249);
    await harness.settle();
    expect(anne.take()).toEqual([]);
    harness.clock.advance(1);
    await harness.settle();
    expect(await harness.text()).toBe('un deux');
    expect(anne.take()).toContainEqual({ type: 'state', state: 'storing' });
    expect(bruno.take()).not.toEqual([]);
  });

  it('[CO13] is tried again after pauses that grow', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    harness.log.refuse = AWAY;
    anne.sync('update', new Writer(1).write('x'));
    await harness.settle();
    const attempts: number[] = [];
    for (let quarter = 0; quarter < 16; quarter += 1) {
      const before = harness.log.commits.length;
      harness.clock.advance(250);
      await harness.settle();
      if (harness.log.commits.length > before) attempts.push(quarter);
    }
    expect(attempts).toEqual([0, 2, 6, 14]);
  });

  it('[CO13] closes the sender when memory is full', async () => {
    const harness = new HubHarness({ queuedBytes: 2000 });
    const anne = await harness.join('anne');
    const bruno = await harness.join('bruno', false);
    harness.log.refuse = AWAY;
    anne.sync('update', new Writer(1).write('x'.repeat(1500)));
    bruno.sync('update', new Writer(2).write('y'.repeat(1500)));
    await harness.settle();
    expect(bruno.closedWith?.code).toBe(CLOSE.storeRefuses);
    harness.log.refuse = null;
    harness.clock.advance(250);
    await harness.settle();
    expect(await harness.text()).toBe('x'.repeat(1500));
  });

  it('[CO14] that cannot load a document closes, and never opens it blank', async () => {
    const harness = new HubHarness();
    harness.log.refuse = AWAY;
    const ordinary = await harness.join('anne', false);
    const asked = harness.open('anne');
    asked.sync('step1', Uint8Array.of(0));
    await harness.settle();
    expect(ordinary.closedWith?.code).toBe(CLOSE.storeRefuses);
    expect(asked.closedWith).toBeNull();
    expect(asked.take().map((message) => message.type)).toEqual(['hello', 'state', 'closed']);
    harness.log.refuse = null;
    const later = await harness.join('anne', false);
    expect(later.closedWith).toBeNull();
  });

  it('[CO14] that does not answer in time counts as refusing', async () => {
    const harness = new HubHarness();
    harness.log.load = () => new Promise(() => {});
    const anne = await harness.join('anne', false);
    expect(anne.closedWith).toBeNull();
    harness.clock.advance(15_000);
    await harness.settle();
    expect(anne.closedWith?.code).toBe(CLOSE.storeRefuses);
  });

  it('[CO17] keeps a document in memory for its readers and 30 s longer', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    anne.sync('update', new Writer(1).write('x'));
    await harness.settle();
    harness.clock.advance(14_000);
    anne.pong();
    expect(harness.hub.documentCount).toBe(1);
    anne.drop();
    await harness.settle();
    harness.clock.advance(29_999);
    expect(harness.hub.documentCount).toBe(1);
    harness.clock.advance(1);
    expect(harness.hub.documentCount).toBe(0);
  });

  it('[CO17] keeps a document in memory while something of it waits', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    harness.log.refuse = AWAY;
    anne.sync('update', new Writer(1).write('x'));
    await harness.settle();
    anne.drop();
    await harness.settle();
    harness.clock.advance(60_000);
    await harness.settle();
    expect(harness.hub.documentCount).toBe(1);
    harness.log.refuse = null;
    harness.clock.advance(10_000);
    await harness.settle();
    expect(await harness.text()).toBe('x');
    harness.clock.advance(30_000);
    expect(harness.hub.documentCount).toBe(0);
  });

  it('[CO26] takes what was received before the server stops', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne', false);
    anne.sync('update', new Writer(1).write('x'));
    const stopped = harness.hub.shutdown();
    await harness.settle();
    await stopped;
    expect(anne.closedWith?.code).toBe(CLOSE.restart);
    expect(await harness.text()).toBe('x');
  });

  it('[CO26] that refuses does not hold the end up for ever', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    harness.log.refuse = AWAY;
    anne.sync('update', new Writer(1).write('x'));
    const stopped = harness.hub.shutdown(5_000);
    await harness.settle();
    harness.clock.advance(5_000);
    await harness.settle();
    await stopped;
    expect(anne.closedWith?.code).toBe(CLOSE.restart);
  });
});
