import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLAB_LIMITS } from '#server/platform/collab/limits.ts';
import { HostProcess } from '#server/test/host-process.ts';

/** The trusted proxy connects from one loopback address, everybody else from the other. */
const PROXY = '127.0.0.2';
const STRANGER = '127.0.0.1';

let host: HostProcess;
let origin: string;
beforeAll(async () => {
  host = await HostProcess.create({
    args: ['--empty'],
    environment: { TRUSTED_PROXIES: PROXY },
  });
  await host.start();
  origin = `http://127.0.0.1:${host.port}`;
});
afterAll(() => host?.remove());

/** What a connection from `from` says of its client. */
interface Way {
  readonly from: string;
  readonly forwardedFor: string;
}

const through = (forwardedFor: string): Way => ({ from: PROXY, forwardedFor });
const forged = (forwardedFor: string): Way => ({ from: STRANGER, forwardedFor });

/** Asks for a sign-in link, and answers the status. */
async function askForLink({ from, forwardedFor }: Way): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const sent = request(`${origin}/api/auth/sign-in/magic-link`, {
    method: 'POST',
    localAddress: from,
    headers: { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor },
  });
  sent.once('error', reject);
  sent.once('response', (response) => {
    response.resume();
    response.once('end', () => resolve(response.statusCode));
  });
  sent.end(JSON.stringify({ email: 'someone@example.org', callbackURL: '/' }));
  return promise;
}

/** Statuses of as many requests, one after the other, each on the way that `way` gives. */
async function statusesOf(count: number, way: (index: number) => Way): Promise<Set<unknown>> {
  const statuses = new Set<unknown>();
  for (let index = 0; index < count; index += 1) statuses.add(await askForLink(way(index)));
  return statuses;
}

const LINKS_A_MINUTE = 60;

describe('sign-in limits', () => {
  it('count by the client that the trusted proxy names', async () => {
    expect(await statusesOf(LINKS_A_MINUTE, () => through('198.51.100.1'))).toEqual(new Set([200]));
    expect(await askForLink(through('198.51.100.1'))).toBe(429);
    expect(await askForLink(through('203.0.113.9, 198.51.100.1'))).toBe(429);
    expect(await askForLink(through('198.51.100.2'))).toBe(200);
  });

  it('do not believe a client about its own address', async () => {
    const forging = (index: number) => forged(`192.0.2.${index}`);
    expect(await statusesOf(LINKS_A_MINUTE, forging)).toEqual(new Set([200]));
    expect(await askForLink(forged('192.0.2.200'))).toBe(429);
  });
});

describe('limits of live events', () => {
  const sockets: Socket[] = [];
  afterAll(() => {
    for (const socket of sockets) socket.close();
  });

  async function connect(way: Way, transport: 'websocket' | 'polling'): Promise<Socket> {
    const socket = io(origin, {
      transports: [transport],
      forceNew: true,
      reconnection: false,
      transportOptions: { [transport]: { agent: new Agent({ localAddress: way.from }) } },
      extraHeaders: { 'x-forwarded-for': way.forwardedFor },
    });
    sockets.push(socket);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
    await promise;
    return socket;
  }

  const EVENTS_A_MINUTE = 240;
  const UNKNOWN_TOPIC = { topicId: '0'.repeat(24) };

  async function follow(socket: Socket): Promise<string> {
    const answer = await socket.timeout(10_000).emitWithAck('forum.follow', UNKNOWN_TOPIC);
    return answer.error.code;
  }

  async function exhaust(socket: Socket): Promise<void> {
    await Promise.all(Array.from({ length: EVENTS_A_MINUTE }, () => follow(socket)));
    expect(await follow(socket)).toBe('too_many_requests');
  }

  it.each(['websocket', 'polling'] as const)('count by client, over %s', async (transport) => {
    const heavy = `198.51.100.${transport.length}`;
    await exhaust(await connect(through(heavy), transport));
    expect(await follow(await connect(through(heavy), transport))).toBe('too_many_requests');
    expect(await follow(await connect(through('198.51.100.200'), transport))).toBe('not_found');
  });

  it('do not believe a client about its own address', async () => {
    await exhaust(await connect(forged('192.0.2.1'), 'websocket'));
    const again = await connect(forged('192.0.2.2'), 'websocket');
    expect(await follow(again)).toBe('too_many_requests');
  });
});

describe('limits of connections to documents', () => {
  const sockets: Duplex[] = [];
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
  });

  /**
   * 101 when the connection was let in, else the status of the refusal. It stays open: nobody is
   * signed in, and the server waits for an answer to its closing frame, which a bare socket never gives.
   */
  async function open({ from, forwardedFor }: Way): Promise<number | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const sent = request(`${origin}/collab/any`, {
      localAddress: from,
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'x-forwarded-for': forwardedFor,
      },
    });
    sent.once('upgrade', (response, socket) => {
      sockets.push(socket);
      resolve(response.statusCode);
    });
    sent.once('response', (response) => {
      sent.destroy();
      resolve(response.statusCode);
    });
    sent.once('error', reject);
    sent.end();
    return promise;
  }

  async function fill(way: (index: number) => Way): Promise<void> {
    const count = COLLAB_LIMITS.connectionsPerAddress;
    const opened = await Promise.all(Array.from({ length: count }, (_, index) => open(way(index))));
    expect(new Set(opened)).toEqual(new Set([101]));
  }

  it('count by the client that the trusted proxy names', async () => {
    await fill(() => through('198.51.100.7'));
    expect(await open(through('198.51.100.7'))).toBe(429);
    expect(await open(through('198.51.100.8'))).toBe(101);
  });

  it('do not believe a client about its own address', async () => {
    await fill((index) => forged(`192.0.2.${index % 250}`));
    expect(await open(forged('192.0.2.251'))).toBe(429);
  });
});
