import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHost, type TestHost, type TestPerson } from '#server/test/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

const territories = [{ name: 'Vallée du Nord', accent: 'nord' }];
const administrator = {
  name: 'Ada Exemple',
  email: 'Ada@example.org',
  password: 'une phrase assez longue',
};

async function passwordSignIn(email: string, password: string): Promise<Response> {
  return fetch(`${host.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
}

describe('a new host', () => {
  it('is alive and ready', async () => {
    expect((await host.call(null, 'GET', '/healthz')).status).toBe(200);
    expect((await host.call(null, 'GET', '/readyz')).status).toBe(200);
  });

  it('gets its administrator and territories once', async () => {
    expect((await host.call(null, 'GET', '/api/first-run')).body).toEqual({ needed: true });
    const wrong = await host.call(null, 'POST', '/api/first-run', { territories });
    expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'bad_input' } } });
    const both = await Promise.all(
      ['ada@example.org', 'second@example.org'].map((email) =>
        host.call(null, 'POST', '/api/first-run', {
          territories,
          administrator: { ...administrator, email },
        }),
      ),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect((await host.call(null, 'GET', '/api/first-run')).body).toEqual({ needed: false });
    const spaces = await host.call(null, 'GET', '/api/spaces');
    expect(spaces.body.items).toMatchObject([
      { slug: 'vallee-du-nord', kind: 'territory', counts: { members: 1 } },
    ]);
    const again = await host.call(null, 'POST', '/api/first-run', { territories, administrator });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'already_done' } } });
  });
});

describe('coming in', () => {
  it('by a link that works once, for somebody known or new alike', async () => {
    const admin = await anAdministrator();
    const asked = await host.call(null, 'POST', '/api/auth/sign-in/magic-link', {
      email: 'nouvelle@example.org',
      callbackURL: '/',
    });
    expect(asked.status).toBe(200);
    const mails = await host.call(admin, 'GET', '/api/admin/mails');
    const mail = mails.body.items[0];
    expect(mail).toMatchObject({ to: 'nouvelle@example.org', state: 'kept' });
    const link = String(mail.text).match(/http\S+/)?.[0] ?? '';
    const first = await fetch(link, { redirect: 'manual' });
    expect(first.headers.getSetCookie().join()).toMatch(/trame\.session_token=/);
    const second = await fetch(link, { redirect: 'manual' });
    expect(second.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
    expect(second.headers.get('location')).toMatch(/error=/);
  });

  it('by a password that one chose', async () => {
    const person = await host.person('Bao Exemple');
    const short = await host.call(person, 'POST', '/api/account/password', { password: 'court' });
    expect(short).toMatchObject({ status: 400, body: { error: { code: 'bad_input' } } });
    const chosen = { password: 'cheval pile agrafe' };
    expect((await host.call(person, 'POST', '/api/account/password', chosen)).status).toBe(204);
    expect((await passwordSignIn(person.email, 'autre chose du tout')).status).toBe(401);
    expect((await passwordSignIn(person.email, chosen.password)).status).toBe(200);
  });

  it('and going out ends the session everywhere at once', async () => {
    const person = await host.person('Chloé Exemple');
    const socket = await host.socket(person);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    expect((await host.call(person, 'GET', '/api/session')).body.person.name).toBe('Chloé Exemple');
    expect((await host.call(person, 'POST', '/api/auth/sign-out', {})).status).toBe(200);
    await gone;
    expect((await host.call(person, 'GET', '/api/session')).body.person).toBeNull();
  });
});

describe('one’s own profile', () => {
  it('is changed by oneself, within limits', async () => {
    const person = await host.person('Dina');
    const changed = await host.call(person, 'PATCH', '/api/account', {
      name: '  Dina\n Exemple ',
      locale: 'en',
    });
    expect(changed.body).toMatchObject({ name: 'Dina Exemple', locale: 'en' });
  });

  it.each([
    ['a wrong type', { name: 7 }],
    ['too long a name', { name: 'x'.repeat(200) }],
    ['a role that nobody gives oneself', { hostRole: 'administrator' }],
    ['an operator', { name: { $ne: '' } }],
  ])('refuses %s', async (_what, body) => {
    const person = await host.person('Elio');
    const answer = await host.call(person, 'PATCH', '/api/account', body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_input' } } });
    const session = await host.call(person, 'GET', '/api/session');
    expect(session.body.person).toMatchObject({ name: 'Elio', hostRole: 'none' });
  });

  it('is nobody’s without a session', async () => {
    const answer = await host.call(null, 'PATCH', '/api/account', { name: 'Personne' });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'not_signed_in' } } });
  });
});

describe('the mails that were kept', () => {
  it('are for administrators', async () => {
    const person = await host.person('Farah');
    expect((await host.call(null, 'GET', '/api/admin/mails')).status).toBe(401);
    expect((await host.call(person, 'GET', '/api/admin/mails')).status).toBe(403);
    const admin = await anAdministrator();
    const page = await host.call(admin, 'GET', '/api/admin/mails?limit=1');
    expect(page.body.items).toHaveLength(1);
    expect((await host.call(admin, 'GET', '/api/admin/mails?after=x')).status).toBe(400);
  });
});

describe('a hostile request', () => {
  it.each([
    ['JSON that is none', '{"name":', 'bad_json'],
    ['a body that is too large', JSON.stringify({ name: 'x'.repeat(1_000_000) }), 'too_large'],
    ['nesting 10,000 deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'bad_input'],
    [
      'a megabyte of nesting',
      `{"name":${'['.repeat(10_000)}"${'x'.repeat(1_000_000)}"${']'.repeat(10_000)}}`,
      'too_large',
    ],
    ['the wrong shape', '[]', 'bad_input'],
  ])('with %s is refused', async (_what, body, code) => {
    const person = await host.person('Gil');
    const answer = await host.call(person, 'PATCH', '/api/account', body);
    expect(answer.body.error.code).toBe(code);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it.each([
    ['an endpoint that no page uses', 'update-user', { name: 'x'.repeat(10_000) }, 'not_found'],
    ['creating an account by password', 'sign-up/email', { email: 'a@example.org' }, 'not_found'],
    ['too much', 'sign-in/email', { email: 'x'.repeat(100_000) }, 'too_large'],
    ['JSON that is none', 'sign-in/email', '{"email":', 'bad_json'],
  ])('to sign-in with %s is refused', async (_what, endpoint, body, code) => {
    const person = await host.person('Ismaël');
    const answer = await host.call(person, 'POST', `/api/auth/${endpoint}`, body);
    expect(answer.body.error.code).toBe(code);
  });

  it('to sign-in in another form than JSON is refused', async () => {
    const answer = await fetch(`${host.url}/api/auth/sign-in/email`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'a@example.org', password: 'x'.repeat(20) }),
    });
    expect(answer.status).toBe(415);
  });

  it('from another site is refused', async () => {
    const person = await host.person('Hana');
    const answer = await fetch(`${host.url}/api/account`, {
      method: 'PATCH',
      headers: {
        cookie: person.cookie,
        'content-type': 'application/json',
        origin: 'https://evil.example',
      },
      body: JSON.stringify({ name: 'Volée' }),
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: 'bad_origin' } });
  });

  it('for an address that does not exist is answered 404, and one that cannot be read 400', async () => {
    expect((await host.call(null, 'GET', '/api/nothing')).body.error.code).toBe('not_found');
    expect((await host.call(null, 'GET', '/api/spaces/%E0%A4%A')).status).toBe(400);
  });

  it('by an unknown event is refused, and the socket goes on', async () => {
    const socket = await host.socket(await host.person('Ines'));
    const answers = await Promise.all(
      ['nothing', '__proto__', 'constructor'].map((name) => socket.emitWithAck(name, { a: 1 })),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'not_found' } });
    }
    expect(socket.connected).toBe(true);
  });
});

let administratorPerson: TestPerson | null = null;

/** The one that the first run made, signed in. */
async function anAdministrator(): Promise<TestPerson> {
  if (administratorPerson) return administratorPerson;
  for (const email of ['ada@example.org', 'second@example.org']) {
    const answer = await passwordSignIn(email, administrator.password);
    const cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const person: TestPerson = { id: (await answer.json()).user?.id, email, cookie };
    const session = await host.call(person, 'GET', '/api/session');
    if (session.body.person?.hostRole === 'administrator') administratorPerson = person;
  }
  if (!administratorPerson) throw new Error('no administrator');
  return administratorPerson;
}
