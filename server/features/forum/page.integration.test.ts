import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHost, type TestHost, type TestPerson } from '#server/test/test-host.ts';
import type { SpaceId } from '#shared/core/ids.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';

let host: TestHost;
let nord: SpaceId;
let member: TestPerson;
let topicId: string;
let keys = 0;

const TITLE = 'Qui partage un <local> & un "vélo" ?';

async function read(path: string, person: TestPerson | null = null) {
  const answer = await fetch(`${host.url}${path}`, {
    headers: person ? { cookie: person.cookie } : {},
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const written = (...lines: string[]) => {
  keys += 1;
  return { state: stateFromParagraphs(lines), clientKey: `page-key-${keys}` };
};

async function open(title: string, visibility: 'public' | 'members'): Promise<string> {
  const input = { title, kind: 'question', visibility, ...written(`Message : ${title}`, '- un') };
  const answer = await host.call(member, 'POST', '/api/spaces/nord/topics', input);
  expect(answer.status).toBe(201);
  return answer.body.topic.id;
}

beforeAll(async () => {
  host = await startTestHost();
  nord = await host.space('nord');
  await host.space('promo', 'members');
  member = await host.person('Awa <Membre>', [[nord, 'member']]);
  topicId = await open(TITLE, 'public');
  for (let number = 2; number <= 33; number += 1) {
    const path = `/api/topics/${topicId}/posts`;
    expect((await host.call(member, 'POST', path, written(`Réponse ${number}`))).status).toBe(201);
  }
});

afterAll(() => host.close());

describe('[FO16] pages for those who have no account', () => {
  it('a public topic reads as a whole page, escaped, with what shares and engines need', async () => {
    const { status, headers, text } = await read(`/espaces/nord/forum/${topicId}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/html');
    expect(headers.get('vary')).toContain('Cookie');
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain('<h1>Qui partage un &lt;local&gt; &amp; un &quot;vélo&quot; ?</h1>');
    expect(text).not.toContain('<local>');
    expect(text).not.toContain('<Membre>');
    expect(text).toContain('<ul><li>un</li></ul>');
    const address = `${host.url}/espaces/nord/forum/${topicId}`;
    expect(text).toContain(`<link rel="canonical" href="${address}">`);
    expect(text).toContain(`<meta property="og:url" content="${address}">`);
    expect(text).toContain('<meta property="og:type" content="article">');
    expect(text).toMatch(
      /<meta name="description" content="Message : Qui partage un &lt;local&gt;/,
    );
    const back = encodeURIComponent(`/espaces/nord/forum/${topicId}`);
    expect(text).toContain(`href="/connexion?suite=${back}"`);
    expect(text).not.toMatch(/ style="| on\w+="|<script>/);
  });

  it('a long conversation has pages that know each other', async () => {
    const path = `/espaces/nord/forum/${topicId}`;
    const first = await read(path);
    expect(first.text).toContain('Réponse 30');
    expect(first.text).not.toContain('Réponse 31');
    expect(first.text).toContain(`<link rel="next" href="${path}?apres=30">`);
    expect(first.text).not.toContain('rel="prev"');
    const second = await read(`${path}?apres=30`);
    expect(second.text).toContain('Réponse 31');
    expect(second.text).toContain('Réponse 33');
    expect(second.text).toContain(`<link rel="prev" href="${path}">`);
    expect(second.text).not.toContain('rel="next"');
  });

  it('a forum lists its public topics only', async () => {
    await open('Entre nous seulement', 'members');
    const { status, text } = await read('/espaces/nord/forum');
    expect(status).toBe(200);
    expect(text).toContain(`href="/espaces/nord/forum/${topicId}"`);
    expect(text).not.toContain('Entre nous seulement');
  });

  it('what is not there, or not for everyone, is the same page: 404', async () => {
    const hidden = await open('Caché', 'members');
    const paths = [
      `/espaces/nord/forum/${hidden}`,
      `/espaces/nord/forum/${'f'.repeat(24)}`,
      '/espaces/nord/forum/abc',
      '/espaces/inconnu/forum',
      '/espaces/promo/forum',
      `/espaces/promo/forum/${topicId}`,
      '/espaces/nord/forum?apres=hier',
      `/espaces/nord/forum/${topicId}?apres=-1`,
      `/espaces/nord/forum/${topicId}?apres=5000`,
    ];
    for (const path of paths) {
      const { status, headers, text } = await read(path);
      expect([path, status]).toEqual([path, 404]);
      expect(headers.get('content-type')).toContain('text/html');
      expect(text).toContain('<h1>Cette page n’existe pas</h1>');
      expect(text).not.toContain('Caché');
    }
  });

  it('whoever is signed in gets the application', async () => {
    const path = `/espaces/nord/forum/${topicId}`;
    for (const address of [path, '/espaces/nord/forum']) {
      const { text, headers } = await read(address, member);
      expect(headers.get('vary')).toContain('Cookie');
      expect(text).not.toContain('public-page');
    }
  });
});
