import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadViewer } from '#server/features/accounts/data.ts';
import { importNumberedText } from '#server/features/forum/import.mutations.ts';
import { Posts, Topics } from '#server/features/forum/model.ts';
import { repairRecentTopics } from '#server/features/forum/mutations.ts';
import { addOrganisation, setMandate } from '#server/features/organisations/mutations.ts';
import { startTestHost, type TestHost, type TestPerson } from '#server/test/test-host.ts';
import type { SpaceId } from '#shared/core/ids.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';

let host: TestHost;
let nord: SpaceId;
let cohort: SpaceId;
let member: TestPerson;
let other: TestPerson;
let stranger: TestPerson;

let keys = 0;
function newKey(): string {
  keys += 1;
  return `test-key-${String(keys).padStart(6, '0')}`;
}

const answer = (words: string, extra: object = {}) => ({
  state: stateFromParagraphs([words]),
  clientKey: newKey(),
  ...extra,
});
const topic = (title: string, extra: object = {}) => ({
  title,
  kind: 'question',
  visibility: 'public',
  ...answer(`Le message de « ${title} »`),
  ...extra,
});

let opened = 0;
let opener: TestPerson;

/** Opens a topic as someone who has not opened so many that they must wait. */
async function open(title: string, extra: object = {}, slug = 'nord'): Promise<string> {
  if (opened % 15 === 0) {
    opener = await host.person('Olga Membre', [
      [nord, 'member'],
      [cohort, 'member'],
    ]);
  }
  opened += 1;
  const path = `/api/spaces/${slug}/topics`;
  const { status, body } = await host.call(opener, 'POST', path, topic(title, extra));
  expect(status).toBe(201);
  return body.topic.id;
}

beforeAll(async () => {
  host = await startTestHost();
  nord = await host.space('nord');
  cohort = await host.space('promo', 'members');
  member = await host.person('Awa Membre', [
    [nord, 'member'],
    [cohort, 'member'],
  ]);
  other = await host.person('Bruno Membre', [[nord, 'member']]);
  stranger = await host.person('Chloé Ailleurs');
});

afterAll(() => host.close());

describe('opening and answering', () => {
  it('[FO2] [FO12] a member opens a topic, whose text is clean HTML for everyone', async () => {
    const input = topic('Qui partage <un local> ?', {
      state: stateFromParagraphs(['Bonjour <script>alert(1)</script>', '- un', '- deux']),
    });
    const opened = await host.call(member, 'POST', '/api/spaces/nord/topics', input);
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({
      created: true,
      topic: { title: 'Qui partage <un local> ?', postCount: 1, author: { name: 'Awa Membre' } },
      post: { number: 1 },
    });
    const { id } = opened.body.topic;
    const read = await host.call(null, 'GET', `/api/topics/${id}`);
    expect(read.body).toMatchObject({ topic: { id }, space: { slug: 'nord' }, mayAnswer: false });
    const posts = await host.call(null, 'GET', `/api/topics/${id}/posts`);
    expect(posts.body.next).toBeNull();
    expect(posts.body.items[0].html).toBe(
      '<p>Bonjour &lt;script&gt;alert(1)&lt;/script&gt;</p>\n<ul><li>un</li><li>deux</li></ul>',
    );
  });

  it('[FO6] sending a topic twice, even at once, opens it once', async () => {
    const input = topic('Envoyé deux fois');
    const answers = await Promise.all(
      [1, 2, 3].map(() => host.call(member, 'POST', '/api/spaces/nord/topics', input)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.topic.id)).size).toBe(1);
    expect(answers.filter(({ body }) => body.created)).toHaveLength(1);
    expect(await Topics.countDocuments({ title: 'Envoyé deux fois' })).toBe(1);
  });

  it('[FO6] sending an answer twice, even at once, adds it once', async () => {
    const id = await open('Une réponse en double');
    const input = answer('Une fois');
    const answers = await Promise.all(
      [1, 2, 3].map(() => host.call(other, 'POST', `/api/topics/${id}/posts`, input)),
    );
    expect(answers.map(({ body }) => body.post.number)).toEqual([2, 2, 2]);
    expect(await Posts.countDocuments({ topicId: id })).toBe(2);
  });

  it('[FO6] a key that made something else is refused', async () => {
    const first = topic('Première clé');
    await host.call(member, 'POST', '/api/spaces/nord/topics', first);
    const id = await open('Autre sujet');
    const { state, clientKey } = first;
    const reused = await host.call(member, 'POST', `/api/topics/${id}/posts`, { state, clientKey });
    expect(reused).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    const elsewhere = await host.call(member, 'POST', '/api/spaces/promo/topics', first);
    expect(elsewhere).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
  });

  it('[FO7] a topic whose opening was cut is finished by sending again', async () => {
    const input = topic('Coupé en route');
    const first = await host.call(member, 'POST', '/api/spaces/nord/topics', input);
    const { id } = first.body.topic;
    await Topics.deleteOne({ _id: id });
    const read = await host.call(member, 'GET', `/api/topics/${id}/posts`);
    expect(read.status).toBe(404);
    const again = await host.call(member, 'POST', '/api/spaces/nord/topics', input);
    expect(again.body).toMatchObject({ created: true, topic: { id, postCount: 1 } });
    expect(await Posts.countDocuments({ topicId: id })).toBe(1);
  });

  it('[FO8] answers that come at once are numbered without gap', async () => {
    const id = await open('Tout le monde à la fois');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        host.call(index % 2 ? member : other, 'POST', `/api/topics/${id}/posts`, answer('moi')),
      ),
    );
    const numbers = answers.map(({ body }) => body.post.number);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 2));
    const read = await host.call(null, 'GET', `/api/topics/${id}`);
    expect(read.body.topic.postCount).toBe(13);
  });

  it('[FO9] a topic left behind by a crash is brought up by reading and by the job', async () => {
    const id = await open('Compteur en retard');
    await host.call(other, 'POST', `/api/topics/${id}/posts`, answer('deux'));
    const behind = { $set: { postCount: 1, lastPostAuthorId: opener.id } };
    const lateness = async () => (await host.call(null, 'GET', `/api/topics/${id}`)).body.topic;

    await Topics.updateOne({ _id: id }, behind);
    await host.call(null, 'GET', `/api/topics/${id}/posts`);
    expect(await lateness()).toMatchObject({
      postCount: 2,
      lastPost: { author: { name: 'Bruno Membre' } },
    });

    await Topics.updateOne({ _id: id }, behind);
    await repairRecentTopics();
    expect(await lateness()).toMatchObject({ postCount: 2 });
  });

  it('[FO4] one speaks for one’s own organisation only', async () => {
    const organisationId = await addOrganisation({
      name: 'Les Jardins',
      kind: 'association',
      territoryId: nord,
      town: '',
      mission: '',
      themes: [],
      needs: [],
      offers: [],
    });
    await setMandate(organisationId, member.id, 'member');
    const opened = await host.call(
      member,
      'POST',
      '/api/spaces/nord/topics',
      topic('Au nom de', { organisationId }),
    );
    expect(opened.body.post.organisation).toEqual({ id: organisationId, name: 'Les Jardins' });
    const id = opened.body.topic.id;
    const foreign = answer('nous aussi', { organisationId });
    const refused = await host.call(other, 'POST', `/api/topics/${id}/posts`, foreign);
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  });
});

describe('who may', () => {
  it('[FO1] a topic for members does not exist for others', async () => {
    const id = await open('Entre nous', { visibility: 'members' });
    for (const someone of [null, stranger]) {
      for (const path of [`/api/topics/${id}`, `/api/topics/${id}/posts`]) {
        const read = await host.call(someone, 'GET', path);
        expect(read).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
      }
      const list = await host.call(someone, 'GET', '/api/spaces/nord/topics?limit=50');
      const titles = list.body.items.map((item: { title: string }) => item.title);
      expect(titles).not.toContain('Entre nous');
      expect(list.body.mayOpen).toBe(false);
    }
    const read = await host.call(other, 'GET', `/api/topics/${id}`);
    expect(read).toMatchObject({ status: 200, body: { mayAnswer: true } });
  });

  it('[FO1] nor does any topic of a space for members', async () => {
    const id = await open('Dans la promo', {}, 'promo');
    expect((await host.call(other, 'GET', `/api/topics/${id}`)).status).toBe(404);
    expect((await host.call(other, 'GET', '/api/spaces/promo/topics')).status).toBe(404);
    expect((await host.call(member, 'GET', '/api/spaces/promo/topics')).body.items).toHaveLength(1);
  });

  it('[FO2] [FO3] visitors and strangers write nothing', async () => {
    const id = await open('À lire seulement');
    const before = await Posts.countDocuments();
    const attempts = [
      [null, '/api/spaces/nord/topics', topic('Sans compte'), 401],
      [stranger, '/api/spaces/nord/topics', topic('Pas membre'), 403],
      [stranger, '/api/spaces/promo/topics', topic('Pas visible'), 404],
      [null, `/api/topics/${id}/posts`, answer('Sans compte'), 401],
      [stranger, `/api/topics/${id}/posts`, answer('Pas membre'), 403],
    ] as const;
    for (const [someone, path, body, status] of attempts) {
      expect((await host.call(someone, 'POST', path, body)).status).toBe(status);
    }
    expect(await Posts.countDocuments()).toBe(before);
  });
});

describe('pages of lists', () => {
  it('[FO10] topics by last activity, whatever moves meanwhile', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.push(await open(`Page ${index}`, { kind: 'call' }));
    }
    const list = (query: string) =>
      host.call(null, 'GET', `/api/spaces/nord/topics?kind=call&${query}`);
    const first = await list('limit=2');
    expect(first.body.items.map((item: { id: string }) => item.id)).toEqual([ids[4], ids[3]]);
    await host.call(other, 'POST', `/api/topics/${ids[3]}/posts`, answer('je remonte'));
    const second = await list(`limit=2&after=${first.body.next}`);
    expect(second.body.items.map((item: { id: string }) => item.id)).toEqual([ids[2], ids[1]]);
    const third = await list(`limit=2&after=${second.body.next}`);
    expect(third.body).toMatchObject({ items: [{ id: ids[0] }], next: null });
    expect((await list('limit=1')).body.items[0].id).toBe(ids[3]);
  });

  it('[FO11] posts by number', async () => {
    const id = await open('Longue conversation');
    for (const words of ['deux', 'trois', 'quatre']) {
      await host.call(other, 'POST', `/api/topics/${id}/posts`, answer(words));
    }
    const first = await host.call(null, 'GET', `/api/topics/${id}/posts?limit=3`);
    expect(first.body.next).toBe('3');
    const second = await host.call(null, 'GET', `/api/topics/${id}/posts?limit=3&after=3`);
    expect(second.body).toMatchObject({ items: [{ number: 4 }], next: null });
  });
});

describe('live', () => {
  type Heard = readonly [name: string, payload: unknown];

  /** A socket that hears everything, and whose last word can be waited for. */
  async function listener(person: TestPerson | null) {
    const socket = await host.socket(person);
    const heard: Heard[] = [];
    socket.onAny((name: string, payload: unknown) => heard.push([name, payload]));
    return {
      names: () => heard.map(([name]) => name),
      last: () => heard.at(-1)?.[1],
      ask: (name: string, input: unknown) => socket.timeout(5_000).emitWithAck(name, input),
      heard: (count: number) => expect.poll(() => heard.length).toBe(count),
    };
  }

  it('[FO13] what is opened and answered is told to those who follow', async () => {
    const list = await listener(null);
    expect(await list.ask('forum.follow-space', { spaceId: nord })).toMatchObject({ ok: true });
    const id = await open('En direct');
    await list.heard(1);
    expect(list.last()).toMatchObject({ topic: { id, title: 'En direct' } });

    const page = await listener(other);
    expect(await page.ask('forum.follow', { topicId: id })).toMatchObject({ ok: true });
    await host.call(other, 'POST', `/api/topics/${id}/posts`, answer('Réponse en direct'));
    await page.heard(1);
    expect(page.last()).toMatchObject({
      post: { topicId: id, number: 2, html: '<p>Réponse en direct</p>' },
    });
    await list.heard(2);
    expect(list.names()).toEqual(['forum.topic-opened', 'forum.topic-answered']);

    await page.ask('forum.unfollow', { topicId: id });
    await host.call(other, 'POST', `/api/topics/${id}/posts`, answer('Sans vous'));
    await list.heard(3);
    expect(page.names()).toHaveLength(1);
  });

  it('[FO14] a topic for members is told to members only', async () => {
    const visitor = await listener(stranger);
    const colleague = await listener(other);
    for (const each of [visitor, colleague])
      await each.ask('forum.follow-space', { spaceId: nord });
    await open('Réunion interne', { visibility: 'members' });
    await open('Réunion ouverte');
    await colleague.heard(2);
    await visitor.heard(1);
    expect(visitor.last()).toMatchObject({ topic: { title: 'Réunion ouverte' } });
  });

  it('[FO15] who leaves hears nothing more of what is for members', async () => {
    const leaver = await host.person('Dina Partante', [[nord, 'member']]);
    const id = await open('Avant le départ', { visibility: 'members' });
    const page = await listener(leaver);
    await page.ask('forum.follow', { topicId: id });
    await page.ask('forum.follow-space', { spaceId: nord });
    const left = await host.call(leaver, 'DELETE', '/api/spaces/nord/members/me');
    expect(left.status).toBe(204);
    await host.call(member, 'POST', `/api/topics/${id}/posts`, answer('Entre membres'));
    await open('Encore entre membres', { visibility: 'members' });
    await open('Pour tout le monde');
    await page.heard(1);
    expect(page.last()).toMatchObject({ topic: { title: 'Pour tout le monde' } });
    const again = await page.ask('forum.follow', { topicId: id });
    expect(again).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});

describe('[FO17] importing a text with numbered headings', () => {
  const text = '1) La charte\nDéfinition : un texte.\nObjectifs :\n- un\n2) Le guide\n- deux\nPied';

  it('makes one topic per heading, the first on top, and no double', async () => {
    const viewer = await loadViewer(member.id);
    const first = await importNumberedText(viewer, 'nord', text);
    expect(first.topics.map(({ title, created }) => [title, created])).toEqual([
      ['La charte', true],
      ['Le guide', true],
    ]);
    expect(first.leftOut).toEqual(['Pied']);
    const list = await host.call(null, 'GET', '/api/spaces/nord/topics?limit=2');
    const ids = list.body.items.map((item: { id: string }) => item.id);
    expect(ids).toEqual(first.topics.map((item) => item.id));
    const posts = await host.call(null, 'GET', `/api/topics/${ids[0]}/posts`);
    expect(posts.body.items[0].html).toBe(
      '<h2>Définition</h2>\n<p>un texte.</p>\n<h2>Objectifs</h2>\n<ul><li>un</li></ul>',
    );
    const again = await importNumberedText(viewer, 'nord', text);
    expect(again.topics.map(({ id, created }) => [id, created])).toEqual([
      [ids[0], false],
      [ids[1], false],
    ]);
  });

  it('refuses a text without headings, and an unknown space', async () => {
    const viewer = await loadViewer(member.id);
    await expect(importNumberedText(viewer, 'nord', 'rien')).rejects.toMatchObject({
      code: 'bad_input',
    });
    await expect(importNumberedText(viewer, 'ailleurs', text)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
