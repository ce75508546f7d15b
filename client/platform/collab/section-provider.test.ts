import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ClientSocketEvents } from '#client/platform/collab/client-socket.ts';
import { DocumentConnection } from '#client/platform/collab/document-connection.ts';
import { type LocalCopy, localCopyKey, openLocalCopy } from '#client/platform/collab/local-copy.ts';
import { SectionProvider } from '#client/platform/collab/section-provider.ts';
import { encodeAwareness, readAwareness } from '#shared/realtime/awareness-update.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';
import { decodeFrame, encodeFrame, type Frame, type Message } from '#shared/realtime/protocol.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

const NAME = { document: 'doc', section: { id: 'a', epoch: 1 } };
const NOTHING = Uint8Array.of(0, 0);

/** The far end of one client's sockets, played by hand. */
class FakeServer {
  readonly clock = new FakeClock();
  readonly sent: Frame[] = [];
  opened = 0;
  hint: () => void = () => {};
  #events: ClientSocketEvents | null = null;
  readonly connection = new DocumentConnection('ws://server/collab/doc', {
    clock: this.clock,
    random: () => 1,
    openSocket: (_url, _protocol, events) => {
      this.opened += 1;
      this.#events = events;
      return {
        send: (bytes) => void this.sent.push(decodeFrame(bytes, true)),
        close: () => {},
      };
    },
    onHint: (callback) => {
      this.hint = callback;
      return () => {};
    },
  });

  accept(): void {
    this.#events?.opened();
    this.say({ type: 'hello', version: 1, maxUpdateBytes: 1000 }, '');
  }

  say(message: Message, channel = 'a@1'): void {
    this.#events?.message(encodeFrame({ channel, message }));
  }

  close(code: number): void {
    this.#events?.closed(code, 'why');
  }

  /** Answers a step 1 as the server would: what it has, then what it asks for. */
  answer(state: Uint8Array = NOTHING): void {
    this.say({ type: 'role', role: 'write' });
    this.say({ type: 'sync', kind: 'step2', bytes: state });
    this.say({ type: 'sync', kind: 'step1', bytes: Uint8Array.of(0) });
  }

  take(): Message[] {
    return this.sent.splice(0).map(({ message }) => message);
  }
}

const providers: SectionProvider[] = [];

function start(localCopy?: (doc: Y.Doc) => LocalCopy) {
  const server = new FakeServer();
  const doc = new Y.Doc();
  const provider = new SectionProvider({
    connection: server.connection,
    name: NAME,
    doc,
    clock: server.clock,
    random: () => 1,
    localCopy: localCopy?.(doc) ?? null,
  });
  providers.push(provider);
  return { server, doc, provider };
}

async function startSynced() {
  const started = start();
  started.provider.connect();
  started.server.accept();
  await Promise.resolve();
  started.server.answer();
  started.server.say({ type: 'acknowledged', sequence: 1 });
  started.server.take();
  return started;
}

afterEach(() => {
  for (const provider of providers.splice(0)) provider.destroy();
});

describe('a section', () => {
  it('[CO27] synchronises, and is saved once its own state is acknowledged', async () => {
    const { server, doc, provider } = start();
    doc.getText('t').insert(0, 'hors ligne');
    const synced: boolean[] = [];
    provider.on('sync', (state) => synced.push(state));
    provider.connect();
    server.accept();
    await Promise.resolve();
    expect(server.take().map((message) => message.type)).toEqual(['sync']);
    server.answer();
    expect(synced).toEqual([true]);
    expect(provider.saveStatus.state).toBe('saving');
    const numbered = server.take().find((message) => message.type === 'numbered');
    expect(numbered).toMatchObject({ kind: 'step2', sequence: 1 });
    server.clock.advance(5);
    server.say({ type: 'acknowledged', sequence: 1 });
    expect(provider.saveStatus).toEqual({ state: 'saved', savedAt: 5 });
    expect(provider.unsentWords()).toBe(false);
    expect(server.connection.state.kind).toBe('synced');
  });

  it('[CO27] sends what is written, and waits for its acknowledgement', async () => {
    const { server, doc, provider } = await startSynced();
    doc.getText('t').insert(0, 'x');
    expect(provider.unsentWords()).toBe(true);
    expect(server.take()).toMatchObject([{ type: 'numbered', sequence: 2, kind: 'update' }]);
    server.say({ type: 'acknowledged', sequence: 2 });
    expect([provider.saveStatus.state, provider.unsentWords()]).toEqual(['saved', false]);
  });

  it('does not send back what it received', async () => {
    const { server, doc } = await startSynced();
    const other = new Y.Doc();
    other.getText('t').insert(0, 'Bonjour');
    server.say({ type: 'sync', kind: 'update', bytes: Y.encodeStateAsUpdate(other) });
    expect(doc.getText('t').toString()).toBe('Bonjour');
    expect(server.take()).toEqual([]);
  });

  it('[CO28] synchronises again after the connection broke', async () => {
    const { server, doc, provider } = await startSynced();
    server.close(1006);
    doc.getText('t').insert(0, 'x');
    expect([provider.synced, provider.saveStatus.state]).toEqual([false, 'offline']);
    server.clock.advance(500);
    expect(server.opened).toBe(2);
    server.accept();
    await Promise.resolve();
    server.answer();
    server.say({ type: 'acknowledged', sequence: 1 });
    expect(provider.saveStatus.state).toBe('saved');
  });

  it('[CO28] comes back at once when the network does', async () => {
    const { server } = await startSynced();
    server.close(1006);
    server.hint();
    expect(server.opened).toBe(2);
  });

  it('[CO4] that is refused for good says so and tries no more', async () => {
    const { server, provider } = await startSynced();
    const refusals: number[] = [];
    provider.on('refused', ({ code }) => refusals.push(code));
    server.say({ type: 'closed', code: CLOSE.staleEpoch, reason: 'an older epoch' });
    server.clock.advance(100_000);
    expect(refusals).toEqual([CLOSE.staleEpoch]);
    expect(provider.saveStatus.state).toBe('refused');
  });

  it('[CO4] that the store could not load is asked for again', async () => {
    const { server, provider } = start();
    provider.connect();
    server.accept();
    await Promise.resolve();
    server.take();
    server.say({ type: 'closed', code: CLOSE.storeRefuses, reason: 'not loaded' });
    server.clock.advance(500);
    await Promise.resolve();
    expect(server.take()).toMatchObject([{ type: 'sync', kind: 'step1' }]);
  });

  it('[CO11] of a reader says that its words are refused, until it may write', async () => {
    const { server, doc, provider } = await startSynced();
    doc.getText('t').insert(0, 'x');
    server.say({ type: 'refused', sequence: 2, reason: 'read_only' });
    expect([provider.saveStatus.state, provider.unsentWords()]).toEqual(['refused', true]);
    server.say({ type: 'role', role: 'write' });
    server.say({ type: 'sync', kind: 'step1', bytes: Uint8Array.of(0) });
    server.say({ type: 'acknowledged', sequence: 3 });
    expect([provider.saveStatus.state, provider.unsentWords()]).toEqual(['saved', false]);
  });

  it('[CO13] says that words stay on the device while the store refuses', async () => {
    const copy: LocalCopy = {
      loaded: Promise.resolve(),
      close: async () => {},
      forget: async () => {},
    };
    const { server, doc, provider } = start(() => copy);
    provider.connect();
    server.accept();
    await new Promise(setImmediate);
    server.answer();
    server.say({ type: 'acknowledged', sequence: 1 });
    server.say({ type: 'state', state: 'store_refuses' }, '');
    expect(provider.saveStatus.state).toBe('saved');
    doc.getText('t').insert(0, 'x');
    expect(provider.saveStatus.state).toBe('on-this-device');
    server.say({ type: 'state', state: 'storing' }, '');
    expect(provider.saveStatus.state).toBe('saving');
  });

  it('[CO29] shows only itself, at most eight times a second', async () => {
    const { server, doc, provider } = await startSynced();
    server.clock.advance(1000);
    server.take();
    for (let index = 0; index < 20; index += 1) {
      provider.awareness.setLocalStateField('cursor', index);
      server.clock.advance(50);
    }
    const shown = server
      .take()
      .flatMap((message) =>
        message.type === 'awareness'
          ? readAwareness(message.bytes, { maxEntries: 9, maxStateBytes: 999 })
          : [],
      );
    expect(shown.length).toBeGreaterThanOrEqual(6);
    expect(shown.length).toBeLessThanOrEqual(9);
    expect(new Set(shown.map(({ client }) => client))).toEqual(new Set([doc.clientID]));
  });

  it('[CO29] does not echo what others show', async () => {
    const { server, provider } = await startSynced();
    server.clock.advance(1000);
    server.take();
    const bytes = encodeAwareness([{ client: 9, clock: 1, state: '{"name":"Anne"}' }]);
    server.say({ type: 'awareness', bytes });
    server.clock.advance(1000);
    expect(provider.awareness.getStates().get(9)).toEqual({ name: 'Anne' });
    expect(server.take()).toEqual([]);
    server.close(1006);
    expect(provider.awareness.getStates().has(9)).toBe(false);
  });

  it('[CO3] leaves without closing the socket that others use', async () => {
    const { server, provider } = await startSynced();
    const second = new SectionProvider({
      connection: server.connection,
      name: { document: 'doc', section: { id: 'b', epoch: 1 } },
      doc: new Y.Doc(),
      clock: server.clock,
      random: () => 1,
      localCopy: null,
    });
    providers.push(second);
    second.connect();
    await Promise.resolve();
    expect(server.sent.at(-1)?.channel).toBe('b@1');
    provider.disconnect();
    expect(server.sent.at(-1)).toEqual({ channel: 'a@1', message: { type: 'leave' } });
    expect([server.opened, server.connection.state.kind]).toEqual([1, 'synced']);
    second.disconnect();
    expect(server.connection.state.kind).toBe('idle');
  });

  it('[CO27] [CO30] brings back words of the browser’s store that the server lacks', async () => {
    const key = localCopyKey('anne', NAME);
    const before = new Y.Doc();
    const kept = openLocalCopy(key, before);
    await kept.loaded;
    before.getText('t').insert(0, 'jamais envoyé');
    await kept.close();

    const { server, doc, provider } = start((target) => openLocalCopy(key, target));
    provider.connect();
    server.accept();
    await new Promise<void>((resolve) => {
      doc.once('update', () => resolve());
    });
    await new Promise(setImmediate);
    expect(doc.getText('t').toString()).toBe('jamais envoyé');
    expect([provider.saveStatus.state, provider.unsentWords()]).toEqual(['saving', true]);
    server.answer();
    const sent = server.take().find((message) => message.type === 'numbered');
    const received = new Y.Doc();
    if (sent?.type === 'numbered') Y.applyUpdate(received, sent.bytes);
    expect(received.getText('t').toString()).toBe('jamais envoyé');
    server.say({ type: 'acknowledged', sequence: 1 });
    expect(provider.saveStatus.state).toBe('saved');
  });

  it('[CO30] keeps accounts, sections and epochs apart', () => {
    const keys = [
      localCopyKey('anne', NAME),
      localCopyKey('bruno', NAME),
      localCopyKey('anne', { ...NAME, section: { id: 'a', epoch: 2 } }),
      localCopyKey('anne', { ...NAME, section: null }),
    ];
    expect(new Set(keys).size).toBe(4);
  });
});
