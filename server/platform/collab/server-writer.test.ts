import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HubHarness, Writer } from '#server/platform/collab/testing/hub-harness.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';
import type { Message } from '#shared/realtime/protocol.ts';

const NAME = { document: 'doc', section: { id: 'a', epoch: 1 } };

const textIn = (first: Uint8Array, messages: readonly Message[]): string => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, first);
  for (const message of messages) {
    if (message.type === 'sync' && message.kind === 'update') Y.applyUpdate(doc, message.bytes);
  }
  return doc.getText('t').toString();
};

describe('the server as a writer', () => {
  it('[CO41] changes what is durable in the name of an account, and everyone sees it', async () => {
    const harness = new HubHarness();
    const anne = await harness.join('anne');
    const first = new Writer(1).write('Bonjour');
    anne.say({ type: 'numbered', sequence: 1, kind: 'update', bytes: first });
    await harness.settle();
    anne.take();
    const written = harness.hub.rewrite(NAME, 'chloe', (doc) => {
      expect(doc.getText('t').toString()).toBe('Bonjour');
      doc.getText('t').delete(0, 3);
      doc.getText('t').insert(4, ' à tous');
    });
    await harness.settle();
    await written;
    expect(textIn(first, anne.take())).toBe('jour à tous');
    expect(harness.log.commits.at(-1)).toMatchObject([{ name: 'doc/a@1', account: 'chloe' }]);
    expect(harness.changes.at(-1)).toMatchObject({ accounts: ['chloe'], updates: 1 });
  });

  it('[CO41] writes nothing when nothing changes', async () => {
    const harness = new HubHarness();
    const written = harness.hub.rewrite(NAME, 'chloe', () => {});
    await harness.settle();
    await written;
    expect(harness.log.commits).toEqual([]);
  });

  it('[CO41] is refused what is too large, and waits for a store that refuses no longer than its limit', async () => {
    const harness = new HubHarness({ rewriteTimeout: 1_000, queuedBytes: 1_000 });
    const large = harness.hub.rewrite(NAME, 'chloe', (doc) =>
      doc.getText('t').insert(0, 'x'.repeat(2_000)),
    );
    await expect(large).rejects.toMatchObject({ code: CLOSE.storeRefuses });
    harness.log.refuse = new Error('away');
    const waiting = harness.hub.rewrite(NAME, 'chloe', (doc) => doc.getText('t').insert(0, 'x'));
    const refused = expect(waiting).rejects.toMatchObject({ code: CLOSE.storeRefuses });
    await harness.settle();
    harness.clock.advance(1_000);
    await refused;
  });
});
