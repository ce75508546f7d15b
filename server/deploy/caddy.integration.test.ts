import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';
import { TEXT } from '#server/scripts/replay/author-updates.ts';
import { Client, type Target } from '#server/scripts/replay/writers.ts';
import { freePort, HostProcess } from '#server/test/host-process.ts';
import { LiveWatcher } from '#server/test/live-watcher.ts';
import { hasProgram, type Program, startProgram } from '#server/test/program.ts';
import { hasRedis, startRedis } from '#server/test/redis-process.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';

/** Two nodes on one store and one Redis behind Caddy with its very settings, but plain HTTP. */
const folder = mkdtempSync(join(tmpdir(), 'trame-caddy-'));
const CADDYFILE = join(import.meta.dirname, 'Caddyfile');
const LINKS_A_MINUTE = 60;
const NOTICED_WITHIN = 10_000;

describe.skipIf(!hasProgram('caddy') || !hasRedis)('behind Caddy', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let store: HostProcess;
  let first: HostProcess;
  let second: HostProcess;
  let caddy: Program;
  let site: string;
  let environment: Readonly<Record<string, string>>;
  let cookie: string;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    const port = await freePort();
    site = `http://localhost:${port}`;
    const shared = {
      SECRET: randomBytes(32).toString('hex'),
      REDIS_URL: redis.url,
      PUBLIC_URL: site,
      TRUSTED_PROXIES: 'loopback',
    };
    store = await HostProcess.create({ args: ['--services=store'] });
    await store.start();
    const MONGODB_URL = readStoreAddress(store.dataDir) ?? '';
    first = await HostProcess.create({ environment: { ...shared, MONGODB_URL } });
    second = await HostProcess.create({ environment: { ...shared, MONGODB_URL } });
    await first.start();
    await second.start();
    environment = {
      TRAME_SITE: site,
      TRAME_NODES: `127.0.0.1:${first.port} 127.0.0.1:${second.port}`,
      CADDY_ADMIN: `127.0.0.1:${await freePort()}`,
      HOME: folder,
    };
    caddy = await startProgram({
      command: 'caddy',
      args: ['run', '--config', CADDYFILE],
      environment,
      readyText: 'serving initial configuration',
    });
  });

  /** Runs a command of Caddy's to its end, for its exit code. */
  function runCaddy(args: readonly string[]): Promise<number | null> {
    const { promise, resolve, reject } = Promise.withResolvers<number | null>();
    const child = spawn('caddy', args, {
      stdio: 'ignore',
      env: { ...process.env, ...environment },
    });
    child.once('error', reject);
    child.once('exit', resolve);
    return promise;
  }

  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await caddy?.stop();
    await second?.remove();
    await first?.remove();
    await store?.remove();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A document's connection: the node that took it says who is not signed in. */
  async function askForDocument(): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const socket = new WebSocket(`${site.replace('http', 'ws')}/collab/any`);
    socket.once('close', resolve);
    socket.once('error', reject);
    return promise;
  }

  async function connect(transport: 'websocket' | 'polling'): Promise<LiveWatcher> {
    const socket = io(site, {
      transports: [transport],
      forceNew: true,
      withCredentials: true,
      extraHeaders: { cookie },
    });
    sockets.push(socket);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
    await promise;
    return new LiveWatcher(socket);
  }

  async function firstTopic(): Promise<string> {
    const answer = await fetch(`${site}/api/spaces/sud/topics?limit=1`, { headers: { cookie } });
    return (await answer.json()).items[0].id;
  }

  const post = (to: string, topicId: string, text: string, clientKey: string = randomUUID()) =>
    fetch(`${to}/api/topics/${topicId}/posts`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ clientKey, state: stateFromParagraphs([text]) }),
    });

  /**
   * Sends one post again as the page of a person would, with one key. Until Caddy has seen that a
   * node is gone it may refuse a request that has a body: it cannot send that again elsewhere.
   */
  async function postUntilTaken(topicId: string, text: string): Promise<number> {
    const clientKey = randomUUID();
    const deadline = Date.now() + NOTICED_WITHIN;
    let { status } = await post(site, topicId, text, clientKey);
    while (status === 502 && Date.now() < deadline) {
      ({ status } = await post(site, topicId, text, clientKey));
    }
    return status;
  }

  /** Idle connections are closed by a reload, and only browsers ask again by themselves. */
  async function statusOnNewConnection(): Promise<number | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const sent = request(`${site}/espaces/sud/forum`, { agent: false });
    sent.once('error', reject);
    sent.once('response', (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
    });
    sent.end();
    return promise;
  }

  /** A body in pieces, of a length that is not announced; whatever the answer. */
  async function sendWithoutLength(bytes: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const sent = request(`${site}/api/first-run`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    sent.once('close', resolve);
    sent.on('error', () => {});
    sent.once('response', (response) => response.resume());
    sent.write(Buffer.alloc(bytes, ' '));
    sent.end();
    await promise;
  }

  /** A document of the cohort, and who writes in it. */
  async function newDocument(): Promise<Target> {
    const laureate = await signInAs('laureate');
    const headers = { cookie: laureate, 'content-type': 'application/json' };
    const spaces = await (await fetch(`${site}/api/spaces`, { headers })).json();
    const { slug } = spaces.items.find((space: { kind: string }) => space.kind === 'cohort');
    const answer = await fetch(`${site}/api/spaces/${slug}/documents`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ clientKey: randomUUID(), kind: 'plain', title: 'Essai' }),
    });
    const { document } = await answer.json();
    const cookies = Array.from({ length: 4 }, () => laureate);
    return { url: `${site.replace('http', 'ws')}/collab`, document: document.id, cookies };
  }

  async function signInAs(role: string): Promise<string> {
    const line = first.output.split('\n').find((each) => each.includes(`(${role})`));
    const link = line?.match(/http\S+/)?.[0] ?? '';
    expect(link.startsWith(`${site}/`)).toBe(true);
    const answer = await fetch(link, { redirect: 'manual' });
    return answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  }

  it('pages come, compressed once, with the headers of the nodes', async () => {
    const page = await fetch(`${site}/espaces/sud/forum`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html lang="fr"');
    expect(page.headers.get('content-encoding')).toBe('gzip');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('server')).toBeNull();
    expect((await fetch(`${site}/readyz`)).status).toBe(200);
  });

  it('one signs in by a link of the site', async () => {
    cookie = await signInAs('association');
    const session = await fetch(`${site}/api/session`, { headers: { cookie } });
    expect((await session.json()).person).not.toBeNull();
  });

  it.each(['websocket', 'polling'] as const)(
    'what is written through either node is heard over %s',
    async (transport) => {
      const topicId = await firstTopic();
      const watcher = await connect(transport);
      expect(await watcher.ask('forum.follow', { topicId })).toMatchObject({ ok: true });
      for (const node of [first, second]) {
        const answer = await post(`http://127.0.0.1:${node.port}`, topicId, `Par ${node.port}.`);
        const written = await answer.json();
        await watcher.until('forum.post-added', (payload) => payload.post.id === written.post.id);
      }
      watcher.socket.close();
    },
  );

  it('limits count clients by the address that Caddy saw', async () => {
    const ask = async (localAddress: string, forwardedFor: string) => {
      const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
      const sent = request(`${site}/api/auth/sign-in/magic-link`, {
        method: 'POST',
        localAddress,
        family: 4,
        headers: { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor },
      });
      sent.once('error', reject);
      sent.once('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.end(JSON.stringify({ email: 'someone@example.org', callbackURL: '/' }));
      return promise;
    };
    // Each of the two nodes counts for itself.
    const statuses = new Set<number | undefined>();
    for (let index = 0; index <= LINKS_A_MINUTE * 2; index += 1) {
      statuses.add(await ask('127.0.0.3', `192.0.2.${index}`));
    }
    expect(statuses).toEqual(new Set([200, 429]));
    expect(await ask('127.0.0.4', '192.0.2.1')).toBe(200);
  });

  it('a body past the limit is refused before it reaches a node', async () => {
    const answer = await fetch(`${site}/api/first-run`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ filler: 'x'.repeat(1_100_000) }),
    });
    expect(answer.status).toBe(413);
  });

  it('bodies that break off put no node out of use', async () => {
    for (let index = 0; index < 8; index += 1) await sendWithoutLength(1_100_000);
    for (let index = 0; index < 4; index += 1) {
      expect((await fetch(`${site}/espaces/sud/forum`)).status).toBe(200);
    }
  });

  it('settings are read again without a request lost; live connections come back', async () => {
    const watcher = await connect('websocket');
    const back = new Promise((resolve) => watcher.socket.io.once('reconnect', resolve));
    const args = ['reload', '--force', '--config', CADDYFILE];
    const reload = runCaddy(args);
    for (let index = 0; index < 30; index += 1) expect(await statusOnNewConnection()).toBe(200);
    expect(await reload).toBe(0);
    await back;
    const topicId = await firstTopic();
    expect(await watcher.ask('forum.follow', { topicId })).toMatchObject({ ok: true });
    watcher.socket.close();
  });

  it('those who write together meet', async () => {
    const target = await newDocument();
    const clients = Array.from({ length: 4 }, (_, index) => new Client(target, index));
    try {
      for (const client of clients) await client.until(() => client.isSynced, 'synchronising');
      for (const [index, client] of clients.entries())
        client.doc.getText(TEXT).insert(0, `${index}`);
      for (const client of clients) {
        await client.until(() => client.text.length === clients.length, 'the words of the others');
      }
      await second.stop();
      clients[0]?.doc.getText(TEXT).insert(0, 'ensemble');
      const last = clients[3];
      await last?.until(() => last.text.includes('ensemble'), 'words while the second is away');
    } finally {
      for (const client of clients) client.close();
      await second.start();
    }
  });

  it('a killed node is replaced by the other: pages, writes, live events, documents', async () => {
    const topicId = await firstTopic();
    const watcher = await connect('websocket');
    await first.kill();
    expect(await askForDocument()).toBe(CLOSE.notSignedIn);
    for (let index = 0; index < 10; index += 1) {
      expect((await fetch(`${site}/espaces/sud/forum`)).status).toBe(200);
    }
    expect(await postUntilTaken(topicId, 'La seconde répond.')).toBe(201);
    const again = watcher.socket.connected ? watcher : await connect('websocket');
    expect(await again.ask('forum.follow', { topicId })).toMatchObject({ ok: true });
    await first.start();
    await second.kill();
    expect(await askForDocument()).toBe(CLOSE.notSignedIn);
    expect((await fetch(`${site}/api/session`, { headers: { cookie } })).status).toBe(200);
    await second.start();
  });
});
