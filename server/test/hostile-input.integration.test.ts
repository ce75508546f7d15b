import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  startTestHost,
  type TestHost,
  type TestPerson,
} from '#server/test/test-host.ts';
import { ERROR_STATUS } from '#shared/core/errors.ts';
import type { SpaceId } from '#shared/core/ids.ts';

/**
 * Every route that the API describes of itself, and every event, given what no client of ours
 * would send: a refusal with a stable code, never a failure, and the host goes on.
 */
let host: TestHost;
let space: SpaceId;
let member: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  host = await startTestHost();
  space = await host.space('ici');
  member = await host.person('Membre', [[space, 'member']]);
  stranger = await host.person('Passante');
});
afterAll(() => host.close());

const UNKNOWN_ID = 'f'.repeat(24);
const LONG = 'x'.repeat(100_000);
const DEEP = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
const DEEP_MEGABYTE = `{"a":${'['.repeat(10_000)}"${'x'.repeat(1_000_000)}"${']'.repeat(10_000)}}`;

const MALFORMED: readonly unknown[] = [
  '{"title":',
  'null',
  '7',
  [],
  { title: { $ne: null }, name: 7, state: 'no', kind: '__proto__', clientKey: ['a'], type: null },
  { title: LONG, name: LONG, clientKey: LONG, state: { root: null }, sections: [LONG] },
  DEEP,
  DEEP_MEGABYTE,
];

/** A change of nothing may be accepted: it must change nothing. */
const EMPTY: readonly unknown[] = ['{"__proto__":{"hostAdministrator":true}}', {}];

const PARAMETERS = [UNKNOWN_ID, 'ici', '..%2F..%2Fetc', '%00', 'x'.repeat(2_000), '$ne', '-1'];
const QUERIES = ['', '?after=x&limit=1000000', '?limit[$gt]=1', `?after=${UNKNOWN_ID}&limit=2`];

interface Route {
  readonly method: string;
  readonly path: string;
}

async function routes(): Promise<Route[]> {
  const { body } = await host.call(null, 'GET', '/api/openapi.json');
  return Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
}

function expectRefusalOrSuccess(answer: Answer, what: string): void {
  expect(answer.status, what).toBeLessThan(500);
  if (answer.status < 400) return;
  const code: keyof typeof ERROR_STATUS = answer.body?.error?.code;
  expect(ERROR_STATUS[code], `${what}: ${JSON.stringify(answer.body)}`).toBe(answer.status);
}

describe('every route', () => {
  it('is described', async () => {
    expect((await routes()).length).toBeGreaterThan(25);
  });

  it('answers whatever it is given with a code of its own', async () => {
    for (const { method, path } of await routes()) {
      const hasParameter = path.includes('{');
      const parameters = hasParameter ? PARAMETERS : [''];
      for (const parameter of parameters) {
        const address = path.replace(/\{\w+\}/g, parameter);
        const queries = method === 'GET' ? QUERIES : [''];
        for (const query of queries) {
          const what = `${method} ${address.slice(0, 120)}${query}`;
          expectRefusalOrSuccess(await host.call(stranger, method, address + query), what);
        }
      }
    }
  });

  it('reads no body that is malformed, and needs a session to write', async () => {
    const writing = (await routes()).filter(
      ({ method }) => method === 'POST' || method === 'PATCH',
    );
    for (const { method, path } of writing) {
      const address = path.replace(/\{slug\}/g, 'ici').replace(/\{\w+\}/g, UNKNOWN_ID);
      for (const [index, body] of [...MALFORMED, ...EMPTY].entries()) {
        const what = `${method} ${address} with body ${index}`;
        const answer = await host.call(member, method, address, body);
        expectRefusalOrSuccess(answer, what);
        const mayBeTaken = index >= MALFORMED.length || answer.status === 204;
        if (!mayBeTaken) expect(answer.status, what).toBeGreaterThanOrEqual(400);
      }
      const visitor = await host.call(null, method, address, {});
      expect([400, 401, 404], `${method} ${address} by a visitor`).toContain(visitor.status);
    }
  });
});

const EVENTS = [
  'forum.follow',
  'forum.unfollow',
  'forum.follow-space',
  'forum.unfollow-space',
  'documents.follow',
  'session.join',
  'session.leave',
  'session.command',
  'session.chat',
  'speed-dating.note',
];

const INPUTS: readonly unknown[] = [
  undefined,
  null,
  7,
  'x'.repeat(10_000),
  [],
  {},
  { topicId: 7, spaceId: {}, documentId: null, sessionId: [] },
  { topicId: UNKNOWN_ID, spaceId: UNKNOWN_ID, documentId: UNKNOWN_ID, sessionId: UNKNOWN_ID },
  { sessionId: UNKNOWN_ID, command: { type: 'start', revision: -1 }, text: LONG },
  { topicId: { $ne: null }, spaceId: { $gt: '' }, sessionId: { $exists: true } },
];

describe('every event', () => {
  it.each(EVENTS)('%s acknowledges a refusal with a code', async (event) => {
    for (const person of [null, stranger]) {
      const socket = await host.socket(person);
      for (const input of INPUTS) {
        const answer = await socket.timeout(5_000).emitWithAck(event, input);
        if (answer.ok) continue;
        expect(Object.keys(ERROR_STATUS)).toContain(answer.error.code);
        expect(answer.error.code, JSON.stringify(input)).not.toBe('internal');
        expect(answer.error.message).not.toBe('no such event');
      }
      expect(socket.connected).toBe(true);
      socket.close();
    }
  });

  it('survives arguments that are none, and a frame that is too large', async () => {
    const socket = await host.socket(stranger);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.emit('forum.follow');
    socket.emit('forum.follow', { topicId: 'x'.repeat(2_000_000) });
    await gone;
    expect((await host.call(null, 'GET', '/readyz')).status).toBe(200);
  });
});
