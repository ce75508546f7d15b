import { randomBytes } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostProcess } from '#server/test/host-process.ts';
import { hasRedis, startRedis } from '#server/test/redis-process.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';

/** Two processes that share one store and one Redis, as behind a load balancer. */
describe.skipIf(!hasRedis)('live events', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let one: HostProcess;
  let two: HostProcess;
  let socket: Socket;

  beforeAll(async () => {
    redis = await startRedis();
    const shared = { SECRET: randomBytes(32).toString('hex'), REDIS_URL: redis.url };
    one = await HostProcess.create({ environment: shared });
    await one.start();
    const environment = { ...shared, MONGODB_URL: one.storeUrl };
    two = await HostProcess.create({ environment });
    await two.start();
  });

  afterAll(async () => {
    socket?.close();
    await two?.remove();
    await one?.remove();
    await redis?.stop();
  });

  it('written through one process are heard through the other', async () => {
    const cookie = await signInAs(one, 'association');
    const list = await read(`${two.url}/api/spaces/sud/topics?limit=1`, cookie);
    const topicId: string = list.items[0].id;
    socket = io(two.url, { transports: ['websocket'], extraHeaders: { cookie } });
    expect(await socket.emitWithAck('forum.follow', { topicId })).toMatchObject({ ok: true });
    const heard = new Promise((resolve) => socket.once('forum.post-added', resolve));
    const answer = await fetch(`${one.url}/api/topics/${topicId}/posts`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({
        clientKey: randomBytes(12).toString('hex'),
        state: stateFromParagraphs(['Entendu de l’autre côté ?']),
      }),
    });
    expect(answer.status).toBe(201);
    expect(await heard).toMatchObject({ post: { topicId } });
  });
});

async function signInAs(host: HostProcess, role: string): Promise<string> {
  const line = host.output.split('\n').find((each) => each.includes(`(${role})`));
  const answer = await fetch(line?.match(/http\S+/)?.[0] ?? '', { redirect: 'manual' });
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

async function read(url: string, cookie: string) {
  const answer = await fetch(url, { headers: { cookie } });
  return answer.json();
}
