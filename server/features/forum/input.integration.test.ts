import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Posts } from '#server/features/forum/model.ts';
import { startTestHost, type TestHost, type TestPerson } from '#server/test/test-host.ts';
import type { SpaceId } from '#shared/core/ids.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';

let host: TestHost;
let cohort: SpaceId;
let member: TestPerson;
let stranger: TestPerson;
/** A public topic, and one for members. */
let topicId: string;
let hidden: string;

const UNKNOWN = 'f'.repeat(24);
let keys = 0;

function topic(title: string, extra: object = {}) {
  keys += 1;
  return {
    title,
    kind: 'question',
    visibility: 'public',
    state: stateFromParagraphs([`Le message de « ${title} »`]),
    clientKey: `test-key-${keys}`,
    ...extra,
  };
}

async function open(input: object): Promise<string> {
  const { status, body } = await host.call(member, 'POST', '/api/spaces/nord/topics', input);
  expect(status).toBe(201);
  return body.topic.id;
}

beforeAll(async () => {
  host = await startTestHost();
  const nord = await host.space('nord');
  cohort = await host.space('promo', 'members');
  member = await host.person('Awa Membre', [[nord, 'member']]);
  stranger = await host.person('Chloé Ailleurs');
  topicId = await open(topic('Ouvert'));
  hidden = await open(topic('Caché', { visibility: 'members' }));
});

afterAll(() => host.close());

/** Arrays within arrays, as JSON text. */
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('bad input changes nothing', () => {
  const bodies: readonly (readonly [string, unknown, number])[] = [
    ['nothing', {}, 400],
    ['a text for a body', '"bonjour"', 400],
    ['broken JSON', '{"title":', 400],
    ['a list', [], 400],
    ['another key', { ...topic('Clé en trop'), admin: true }, 400],
    ['a title that is a number', { ...topic('x'.repeat(9)), title: 7 }, 400],
    ['a short title', topic('ab'), 400],
    ['a long title', topic('a'.repeat(141)), 400],
    ['an unknown kind', topic('Genre inconnu', { kind: 'fête' }), 400],
    ['an operator for a kind', topic('Opérateur', { kind: { $ne: '' } }), 400],
    ['an unknown visibility', topic('Visibilité', { visibility: 'secret' }), 400],
    ['a blank text', topic('Vide', { state: stateFromParagraphs(['\u200b ']) }), 400],
    ['a text that is no state', topic('Pas un état', { state: '<p>bonjour</p>' }), 400],
    ['an unknown node', topic('Nœud', { state: { root: { type: 'iframe' } } }), 400],
    ['a key with spaces', topic('Clé', { clientKey: 'a b' }), 400],
    ['an organisation that is no id', topic('Org', { organisationId: '../..' }), 400],
    ['600 kB', { ...topic('Lourd'), state: 'a'.repeat(600_000) }, 413],
    ['JSON 10,000 deep', `{"title":"Profond","state":${deep(10_000)}}`, 400],
    ['1 MB of JSON 10,000 deep', `{"a":${deep(10_000)},"b":"${'a'.repeat(1_000_000)}"}`, 413],
  ];

  it.each(bodies)('opening a topic with %s', async (_what, body, status) => {
    const before = await Posts.countDocuments();
    const refused = await host.call(member, 'POST', '/api/spaces/nord/topics', body);
    expect(refused.status).toBe(status);
    expect(refused.body.error.code).toMatch(/^(bad_input|bad_json|too_large)$/);
    expect(await Posts.countDocuments()).toBe(before);
  });

  it.each(bodies)('answering with %s', async (_what, body, status) => {
    const before = await Posts.countDocuments();
    const refused = await host.call(member, 'POST', `/api/topics/${topicId}/posts`, body);
    expect(refused.status).toBe(status);
    expect(await Posts.countDocuments()).toBe(before);
  });

  it.each([
    ['/api/topics/abc', 400],
    [`/api/topics/${UNKNOWN}`, 404],
    [`/api/topics/${UNKNOWN}/posts`, 404],
    ['/api/topics/%ff/posts', 400],
    [`/api/topics/${UNKNOWN}/posts?after=-1`, 400],
    [`/api/topics/${UNKNOWN}/posts?limit=1000`, 400],
    ['/api/spaces/inconnu/topics', 404],
    ['/api/spaces/NORD/topics', 400],
    ['/api/spaces/nord/topics?kind=x', 400],
    ['/api/spaces/nord/topics?kind[$ne]=x', 200],
    ['/api/spaces/nord/topics?after=1', 400],
    ['/api/spaces/nord/topics?limit=0', 400],
    [`/api/spaces/nord/topics?after=999999999999999-${UNKNOWN}`, 200],
  ])('GET %s', async (path, status) => {
    const read = await host.call(member, 'GET', path);
    expect(read.status).toBe(status);
  });

  it('an event nested 10,000 deep, as no ordinary client would write it', async () => {
    const socket = await host.socket(stranger);
    const answered = Promise.withResolvers<string>();
    socket.io.engine.on('message', (frame: string) => {
      // Packet type 3: an acknowledgement, of the number that was asked for.
      if (frame.startsWith('3999')) answered.resolve(frame);
    });
    socket.io.engine.write(`2999["forum.follow",${deep(10_000)}]`);
    expect(await answered.promise).toContain('"code":"bad_input"');
  });

  it('the events', async () => {
    const socket = await host.socket(stranger);
    const cases = [
      ['forum.follow', undefined, 'bad_input'],
      ['forum.follow', { topicId: 3 }, 'bad_input'],
      ['forum.follow', { topicId: UNKNOWN, more: 1 }, 'bad_input'],
      ['forum.follow', { topicId: 'a'.repeat(100_000) }, 'bad_input'],
      ['forum.follow', { topicId: UNKNOWN }, 'not_found'],
      ['forum.follow', { topicId: hidden }, 'not_found'],
      ['forum.unfollow', null, 'bad_input'],
      ['forum.follow-space', { spaceId: UNKNOWN }, 'not_found'],
      ['forum.follow-space', { spaceId: cohort }, 'not_found'],
      ['forum.unfollow-space', 'x', 'bad_input'],
    ] as const;
    for (const [name, input, code] of cases) {
      const refused = await socket.timeout(5_000).emitWithAck(name, input);
      expect(refused).toMatchObject({ ok: false, error: { code } });
    }
  });
});
