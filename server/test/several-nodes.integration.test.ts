import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Balancer, startBalancer } from '#server/test/balancer.ts';
import { createLetter, DocumentClient, signIn } from '#server/test/document-client.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { hasRedis, startRedis } from '#server/test/redis-process.ts';
import type { DocumentName } from '#shared/realtime/document-name.ts';

const NODES = 3;
/** `npm run test:full` has a whole cohort type. */
const TYPISTS = process.env.TRAME_TEST_FULL ? 60 : 9;
const RHYTHM = 250;

/** Processes that share a store in a process of its own, behind a balancer. */
class Cluster {
  readonly store: HostProcess;
  readonly nodes: HostProcess[] = [];
  balancer: Balancer | null = null;
  readonly #clients: { close(): void }[] = [];

  private constructor(store: HostProcess) {
    this.store = store;
  }

  static async start(environment: Readonly<Record<string, string>>): Promise<Cluster> {
    const store = await HostProcess.create({ args: ['--services=store'] });
    const cluster = new Cluster(store);
    await store.start();
    const shared = { ...environment, SECRET: randomBytes(32).toString('hex') };
    for (let node = 0; node < NODES; node += 1) {
      const own = { ...shared, MONGODB_URL: store.storeUrl };
      const host = await HostProcess.create({ environment: own });
      cluster.nodes.push(host);
      await host.start();
    }
    cluster.balancer = await startBalancer(cluster.nodes.map(({ port }) => port));
    return cluster;
  }

  node(at: number): HostProcess {
    const node = this.nodes[at];
    if (!node) throw new Error(`no node ${at}`);
    return node;
  }

  /** A page on one node, or on whichever the balancer gives. */
  open(name: DocumentName, cookie: string, at?: number): DocumentClient {
    const url = at === undefined ? (this.balancer?.url ?? '') : this.node(at).url;
    const client = new DocumentClient({ url, output: '' }, name, cookie);
    this.#clients.push(client);
    return client;
  }

  closeClients(): void {
    for (const client of this.#clients.splice(0)) client.close();
  }

  async stop(): Promise<void> {
    this.closeClients();
    await this.balancer?.close();
    await Promise.all(this.nodes.map((node) => node.remove()));
    await this.store.remove();
  }
}

const write = ({ doc }: DocumentClient, word: string): void => {
  const text = doc.getText('words');
  text.insert(text.length, `${word} `);
};

const has = (client: DocumentClient, ...words: string[]) =>
  client.until(() => client.words.isSupersetOf(new Set(words)));

const saved = (client: DocumentClient) =>
  client.until(() => client.provider.saveStatus.state === 'saved');

describe.skipIf(!hasRedis)('several nodes with Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let cluster: Cluster;
  let cookie: string;
  let cookies: readonly string[];
  let name: DocumentName;

  beforeAll(async () => {
    redis = await startRedis();
    cluster = await Cluster.start({ REDIS_URL: redis.url });
    const roles = ['laureate', 'facilitator', 'administrator'];
    cookies = await Promise.all(roles.map((role) => signIn(cluster.node(0), role)));
    cookie = cookies[0] ?? '';
    name = await createLetter(cluster.node(0), cookie);
  }, 120_000);

  afterAll(async () => {
    await cluster?.stop();
    await redis?.stop();
  });

  it('[CO31] [CO33] converge with Redis, while it is dead, and once it is back', async () => {
    const pages = cluster.nodes.map((_, at) => cluster.open(name, cookie, at));
    const everyone = (words: readonly string[]) =>
      Promise.all(pages.map((page) => has(page, ...words)));
    await Promise.all(pages.map((page) => page.until(() => page.provider.synced)));
    for (const [at, page] of pages.entries()) write(page, `together-${at}`);
    await everyone(['together-0', 'together-1', 'together-2']);
    await redis.kill();
    for (const [at, page] of pages.entries()) write(page, `alone-${at}`);
    await everyone(['alone-0', 'alone-1', 'alone-2']);
    await redis.start();
    for (const [at, page] of pages.entries()) write(page, `again-${at}`);
    await everyone(['again-0', 'again-1', 'again-2']);
    const texts = pages.map(({ doc }) => doc.getText('words').toString());
    expect(new Set(texts).size).toBe(1);
    cluster.closeClients();
  }, 60_000);

  it('[CO34] lose no acknowledged word when a node dies: its clients go on elsewhere', async () => {
    const writers = Array.from({ length: 4 }, () => cluster.open(name, cookie));
    const reader = cluster.open(name, cookie, 1);
    await Promise.all(writers.map((page) => page.until(() => page.provider.synced)));
    for (const [at, page] of writers.entries()) write(page, `before-${at}`);
    await Promise.all(writers.map(saved));
    await cluster.node(0).kill();
    for (const [at, page] of writers.entries()) write(page, `after-${at}`);
    await Promise.all(writers.map(saved));
    await has(reader, ...writers.flatMap((_, at) => [`before-${at}`, `after-${at}`]));
    await cluster.node(0).start();
    cluster.closeClients();
  }, 120_000);

  it(`[CO26] [CO34] restart one after the other under ${TYPISTS} typists, who lose nothing`, async () => {
    const typists = Array.from({ length: TYPISTS }, (_, at) =>
      cluster.open(name, cookies[at % cookies.length] ?? ''),
    );
    await Promise.all(typists.map((page) => page.until(() => page.provider.synced)));
    const kept = [...(typists[0]?.words ?? [])].filter((word) => word !== '');
    const typed: string[] = [];
    const timers = typists.map((page, at) =>
      setInterval(() => {
        const word = `typist-${at}-${typed.length}`;
        typed.push(word);
        write(page, word);
      }, RHYTHM),
    );
    for (const node of cluster.nodes) await node.restart();
    for (const timer of timers) clearInterval(timer);
    await Promise.all(typists.map(saved));
    await Promise.all(typists.map((page) => has(page, ...typed)));
    const texts = new Set(typists.map(({ doc }) => doc.getText('words').toString()));
    expect(texts.size).toBe(1);
    const [text = ''] = texts;
    expect(text.trim().split(' ').toSorted()).toEqual([...kept, ...typed].toSorted());
    const stranger = cluster.open(name, cookie, 2);
    await stranger.until(() => stranger.provider.synced);
    expect(Y.encodeStateVector(stranger.doc)).toEqual(
      Y.encodeStateVector(typists[0]?.doc ?? new Y.Doc()),
    );
    cluster.closeClients();
  }, 240_000);
});

describe('several nodes without Redis', () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await Cluster.start({});
  }, 120_000);

  afterAll(() => cluster?.stop());

  it('[CO33] converge by the store alone', async () => {
    const cookie = await signIn(cluster.node(0), 'laureate');
    const name = await createLetter(cluster.node(0), cookie);
    const pages = cluster.nodes.map((_, at) => cluster.open(name, cookie, at));
    await Promise.all(pages.map((page) => page.until(() => page.provider.synced)));
    for (const [at, page] of pages.entries()) write(page, `word-${at}`);
    await Promise.all(pages.map((page) => has(page, 'word-0', 'word-1', 'word-2')));
    cluster.closeClients();
  }, 60_000);

  it('[CO24] close on every node what a session had open, once it ended on one', async () => {
    const [cookie, other] = await Promise.all(
      ['facilitator', 'administrator'].map((role) => signIn(cluster.node(0), role)),
    );
    const name = await createLetter(cluster.node(0), cookie ?? '');
    const page = cluster.open(name, cookie ?? '', 2);
    const stays = cluster.open(name, other ?? '', 2);
    await Promise.all([page, stays].map((one) => one.until(() => one.provider.synced)));
    const closed = new Promise((resolve) => page.provider.on('refused', resolve));
    const answer = await fetch(`${cluster.node(1).url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { cookie: cookie ?? '', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(200);
    await closed;
    expect(stays.provider.synced).toBe(true);
  }, 60_000);
});
