import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { socketsOf } from '#client/platform/collab/client-socket.ts';
import { DocumentConnection } from '#client/platform/collab/document-connection.ts';
import { SectionProvider } from '#client/platform/collab/section-provider.ts';
import { MemoryDocumentLog } from '#server/platform/collab/memory-document-log.ts';
import { startTestServer, type TestServer } from '#server/platform/collab/testing/test-server.ts';
import { systemClock } from '#shared/core/clock.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';

let log: MemoryDocumentLog;
let server: TestServer;
const providers: { destroy(): void }[] = [];

beforeEach(async () => {
  log = new MemoryDocumentLog();
  server = await startTestServer(log, { connectionsPerAddress: 8 });
});

afterEach(async () => {
  for (const provider of providers.splice(0)) provider.destroy();
  await server.close();
});

function ordinary(account: string, name = 'doc/a@1') {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(server.url, name, doc, {
    params: { account },
    disableBc: true,
  });
  providers.push(provider);
  return { doc, provider };
}

function documentOf(account: string): DocumentConnection {
  return new DocumentConnection(`${server.url}/doc?account=${account}`, {
    clock: systemClock,
    random: Math.random,
    openSocket: socketsOf((url, protocol) => new WebSocket(url, protocol)),
  });
}

function ours(connection: DocumentConnection, section = 'a') {
  const doc = new Y.Doc();
  const provider = new SectionProvider({
    connection,
    name: { document: 'doc', section: { id: section, epoch: 1 } },
    doc,
    clock: systemClock,
    random: Math.random,
    localCopy: null,
  });
  providers.push(provider);
  provider.connect();
  return { doc, provider };
}

/** Resolves when `check` holds, asked again at each change of the document. */
function until(doc: Y.Doc, check: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!check()) return;
      doc.off('update', look);
      resolve();
    };
    doc.on('update', look);
    look();
  });
}

const saved = (provider: SectionProvider) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (provider.saveStatus.state !== 'saved') return;
      provider.off('save', look);
      resolve();
    };
    provider.on('save', look);
    look();
  });

const closed = (provider: WebsocketProvider) =>
  new Promise<number>((resolve) => {
    provider.on('closed', ({ code }: { code: number }) => resolve(code));
  });

/** Opens a bare socket and resolves to its close code, or to the HTTP status that refused it. */
function outcome(path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${server.url}${path}`, { headers });
    socket.on('close', (code) => resolve(code));
    socket.on('unexpected-response', (_request, response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => {});
  });
}

describe('real sockets', () => {
  it('[CO2] [CO3] ordinary clients and ours write one document', async () => {
    const stock = ordinary('anne');
    const mine = ours(documentOf('bruno'));
    const other = ordinary('chloe');
    const text = (doc: Y.Doc) => doc.getText('t').toString();
    stock.doc.getText('t').insert(0, 'un ');
    await until(mine.doc, () => text(mine.doc) === 'un ');
    mine.doc.getText('t').insert(3, 'deux ');
    await saved(mine.provider);
    await until(other.doc, () => text(other.doc) === 'un deux ');
    other.doc.getText('t').insert(8, 'trois');
    const all = [stock.doc, mine.doc, other.doc];
    await Promise.all(all.map((doc) => until(doc, () => text(doc) === 'un deux trois')));
    expect((await log.load('doc/a@1')).claims.size).toBe(3);
  });

  it('[CO3] carry all sections of a document on one socket', async () => {
    const connection = documentOf('anne');
    const sections = ['a', 'b', 'c'].map((id) => ours(connection, id));
    for (const [index, { doc }] of sections.entries()) doc.getText('t').insert(0, `${index}`);
    await Promise.all(sections.map(({ provider }) => saved(provider)));
    expect([server.collab.connectionCount, server.collab.documentCount]).toEqual([1, 3]);
    const stock = ordinary('bruno', 'doc/c@1');
    await until(stock.doc, () => stock.doc.getText('t').toString() === '2');
  });

  it('[CO18] show who is there, between both kinds of clients', async () => {
    const stock = ordinary('anne');
    const mine = ours(documentOf('bruno'));
    stock.provider.awareness.setLocalStateField('name', 'Anne');
    mine.provider.awareness.setLocalStateField('name', 'Bruno');
    const sees = (awareness: SectionProvider['awareness'], name: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          const states = [...awareness.getStates().values()];
          if (states.some((state) => state.name === name)) resolve();
        };
        awareness.on('change', look);
        look();
      });
    await sees(stock.provider.awareness, 'Bruno');
    await sees(mine.provider.awareness, 'Anne');
  });

  it('[CO26] come back after the server restarts, with what was written meanwhile', async () => {
    const mine = ours(documentOf('bruno'));
    mine.doc.getText('t').insert(0, 'avant ');
    await saved(mine.provider);
    const port = Number(new URL(server.url).port);
    await server.close();
    expect(mine.provider.saveStatus.state).not.toBe('saved');
    mine.doc.getText('t').insert(6, 'pendant');
    expect(mine.provider.unsentWords()).toBe(true);
    server = await startTestServer(log, {}, port);
    await saved(mine.provider);
    const stock = ordinary('anne');
    await until(stock.doc, () => stock.doc.getText('t').toString() === 'avant pendant');
  });

  it('[CO11] close an ordinary reader that writes', async () => {
    const reader = ordinary('reader');
    const refused = closed(reader.provider);
    reader.provider.once('sync', () => reader.doc.getText('t').insert(0, 'non'));
    expect(await refused).toBe(CLOSE.forbidden);
  });

  it.each([
    ['nobody is signed in', '/doc', {}, CLOSE.notSignedIn],
    ['the document is unknown', '/absent?account=a', {}, CLOSE.unknownDocument],
    ['the name is malformed', '/a%20b?account=a', {}, CLOSE.unknownDocument],
    ['the escape is broken', '/%e9?account=a', {}, CLOSE.unknownDocument],
    [
      'a section is asked to carry all',
      '/doc%2Fa%401?account=a&trame=1',
      {},
      CLOSE.unknownDocument,
    ],
    ['the path is too long', `/${'a'.repeat(700)}`, {}, 414],
    ['the origin is another', '/doc?account=a', { origin: 'https://evil.example' }, 403],
  ])('[CO1] [CO23] are refused when %s', async (_why, path, headers, code) => {
    expect(await outcome(path, headers)).toBe(code);
  });

  it('[CO23] are bounded by address before anybody is asked who it is', async () => {
    const all = Array.from({ length: 8 }, () => ordinary('anne'));
    await Promise.all(
      all.map(({ provider }) => new Promise((resolve) => provider.once('sync', resolve))),
    );
    expect(await outcome('/doc')).toBe(429);
  });

  it('[CO5] close only who sends hostile bytes', async () => {
    const stock = ordinary('anne');
    await new Promise((resolve) => stock.provider.once('sync', resolve));
    const hostile = [
      [],
      [0, 2, 3, 1, 1, 1],
      [0, 2, 4, 0, 0, 0, 0],
      [0, 2, 14, 1, 1, 1, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0],
      [1, 3, 200, 200, 1],
      [77],
    ];
    for (const bytes of hostile) {
      const socket = new WebSocket(`${server.url}/doc/a@1?account=mallory`);
      const code = new Promise((resolve) => socket.on('close', resolve));
      socket.on('open', () => socket.send(Uint8Array.from(bytes)));
      expect(await code).toBe(CLOSE.malformed);
    }
    expect(stock.provider.wsconnected).toBe(true);
    expect((await log.load('doc/a@1')).updates).toEqual([]);
  });
});
