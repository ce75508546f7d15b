import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleForName } from '#server/features/documents/collab.ts';
import { setMembership } from '#server/features/spaces/mutations.ts';
import { startTestHost, type TestHost, type TestPerson } from '#server/test/test-host.ts';
import type { SpaceId } from '#shared/core/ids.ts';
import { parseDocumentName } from '#shared/realtime/document-name.ts';

let host: TestHost;
let cohort: SpaceId;
let member: TestPerson;
let facilitator: TestPerson;
let outsider: TestPerson;
let keys = 0;

const newKey = () => `key-of-test-${keys++}`;

beforeAll(async () => {
  host = await startTestHost();
  cohort = await host.space('promo', 'members');
  member = await host.person('Aya', [[cohort, 'member']]);
  facilitator = await host.person('Malo', [[cohort, 'facilitator']]);
  outsider = await host.person('Zoé');
});

afterAll(() => host.close());

async function createLetter(
  as: TestPerson,
  more: { sections?: string[]; audience?: string; clientKey?: string } = {},
) {
  const input = { clientKey: newKey(), kind: 'letter', title: 'Lettre ouverte', ...more };
  const { status, body } = await host.call(as, 'POST', '/api/spaces/promo/documents', input);
  expect(status).toBe(201);
  return body.document;
}

describe('writing documents', () => {
  it('[DO2] [DO8] a member begins a letter, everyone of the space reads it', async () => {
    const letter = await createLetter(member, { sections: ['Constat', 'Propositions'] });
    expect(letter.sections.map((section: { title: string }) => section.title)).toEqual([
      'Constat',
      'Propositions',
    ]);
    const read = await host.call(facilitator, 'GET', `/api/documents/${letter.id}`);
    expect(read.status).toBe(200);
    expect(read.body.document).toMatchObject({
      title: 'Lettre ouverte',
      space: { slug: 'promo' },
      createdBy: { name: 'Aya' },
      may: { write: true, arrange: true },
    });
  });

  it('[DO10] the same creation twice is one document', async () => {
    const clientKey = newKey();
    const [one, other] = await Promise.all([
      createLetter(member, { clientKey }),
      createLetter(member, { clientKey }),
    ]);
    expect(other.id).toBe(one.id);
  });

  it('[DO1] the list has pages, the newest first; others see what is public', async () => {
    const hall = await host.space('halle');
    await setMembership(hall, member.id, 'member');
    for (const title of ['Premier', 'Deuxième', 'Troisième']) {
      const audience = title === 'Deuxième' ? 'public' : 'members';
      const input = { clientKey: newKey(), kind: 'plain', title, audience };
      await host.call(member, 'POST', '/api/spaces/halle/documents', input);
    }
    const path = '/api/spaces/halle/documents?limit=2';
    const first = await host.call(member, 'GET', path);
    expect(first.body.items.map((item: { title: string }) => item.title)).toEqual([
      'Troisième',
      'Deuxième',
    ]);
    const rest = await host.call(member, 'GET', `${path}&after=${first.body.next}`);
    expect(rest.body).toMatchObject({ items: [{ title: 'Premier' }], next: null });
    const visitor = await host.call(null, 'GET', path);
    expect(visitor.body.items.map((item: { title: string }) => item.title)).toEqual(['Deuxième']);
  });

  it('[DO11] [DO13] sections are added, renamed, frozen; followers are told', async () => {
    const letter = await createLetter(member);
    const socket = await host.socket(member);
    const followed = await socket.emitWithAck('documents.follow', { documentId: letter.id });
    expect(followed).toEqual({ ok: true, value: { documentId: letter.id, revision: 1 } });
    const told = new Promise((resolve) => socket.once('documents.changed', resolve));
    const path = `/api/documents/${letter.id}/sections`;
    const clientKey = newKey();
    const added = await host.call(member, 'POST', path, { clientKey, title: 'Suite' });
    expect(added.status).toBe(201);
    expect(await told).toEqual({ documentId: letter.id, revision: 2 });
    const again = await host.call(member, 'POST', path, { clientKey, title: 'Suite' });
    expect(again.body.document.sections).toHaveLength(2);
    const section = added.body.document.sections[1];
    const frozen = await host.call(member, 'PATCH', `${path}/${section.id}`, { phase: 'frozen' });
    expect(frozen.body.document.sections[1]).toMatchObject({
      title: 'Suite',
      phase: 'frozen',
      role: 'read',
    });
  });

  it('[DO13] ten changes at once all hold', async () => {
    const letter = await createLetter(facilitator);
    const path = `/api/documents/${letter.id}/sections`;
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        host.call(facilitator, 'POST', path, { clientKey: newKey(), title: `Partie ${index}` }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
    const { body } = await host.call(facilitator, 'GET', `/api/documents/${letter.id}`);
    expect(body.document.sections).toHaveLength(6);
    expect(new Set(body.document.sections.map((each: { title: string }) => each.title)).size).toBe(
      6,
    );
  });
});

describe('who may not', () => {
  it('[DO1] a document of others does not exist', async () => {
    const letter = await createLetter(member);
    for (const as of [null, outsider]) {
      const read = await host.call(as, 'GET', `/api/documents/${letter.id}`);
      expect(read).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
      const list = await host.call(as, 'GET', '/api/spaces/promo/documents');
      expect(list.status).toBe(404);
    }
    const socket = await host.socket(outsider);
    const followed = await socket.emitWithAck('documents.follow', { documentId: letter.id });
    expect(followed).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('[DO1] a public letter is read by anyone, changed by nobody else', async () => {
    const letter = await createLetter(facilitator, { audience: 'public' });
    const path = `/api/documents/${letter.id}`;
    const read = await host.call(null, 'GET', path);
    expect(read.body.document).toMatchObject({ may: { write: false, arrange: false } });
    expect((await host.call(null, 'PATCH', path, { title: 'Non' })).status).toBe(401);
    expect((await host.call(outsider, 'PATCH', path, { title: 'Non' })).status).toBe(403);
  });

  it('[DO3] a member who did not create it does not arrange it', async () => {
    const letter = await createLetter(facilitator);
    const path = `/api/documents/${letter.id}`;
    expect((await host.call(member, 'PATCH', path, { title: 'Non' })).status).toBe(403);
    const section = `${path}/sections/${letter.sections[0].id}`;
    expect((await host.call(member, 'PATCH', section, { phase: 'adopted' })).status).toBe(403);
    const again = await host.call(member, 'GET', path);
    expect(again.body.document).toMatchObject({ title: 'Lettre ouverte', revision: 1 });
  });

  it('the wire is told the same by one rule', async () => {
    const letter = await createLetter(member);
    const section = letter.sections[0].id;
    const roleOf = (account: string, name: string) => {
      const parsed = parseDocumentName(name);
      if (!parsed) throw new Error(name);
      return roleForName(account, parsed);
    };
    expect(await roleOf(member.id, `${letter.id}/${section}@0`)).toBe('write');
    expect(await roleOf(outsider.id, `${letter.id}/${section}@0`)).toBe('none');
    expect(await roleOf('anonymous', `${letter.id}/${section}@0`)).toBe('none');
    expect(await roleOf(member.id, `${letter.id}/${section}@1`)).toBe('stale_epoch');
    expect(await roleOf(member.id, `${letter.id}/other@0`)).toBe('unknown_document');
    expect(await roleOf(member.id, letter.id)).toBe('none');
    expect(await roleOf(member.id, 'f'.repeat(24))).toBe('none');
    expect(await roleOf(member.id, 'anything')).toBe('none');
  });
});

describe('bad input', () => {
  const nested = '['.repeat(10_000) + ']'.repeat(10_000);
  const huge = `{"title":${'{"a":'.repeat(10_000)}"${'x'.repeat(2 ** 20)}"${'}'.repeat(10_000)}}`;
  const creation = { clientKey: 'a-key-of-bad-input', kind: 'letter', title: 'Lettre' };

  it.each<[string, unknown, number]>([
    ['nothing', {}, 400],
    ['a wrong kind', { ...creation, kind: 'novel' }, 400],
    ['an empty title', { ...creation, title: ' \n ' }, 400],
    ['a title too long', { ...creation, title: 'x'.repeat(161) }, 400],
    ['a title that is an operator', { ...creation, title: { $gt: '' } }, 400],
    ['too many sections', { ...creation, sections: Array(61).fill('') }, 400],
    ['an unknown key', { ...creation, createdBy: 'f'.repeat(24) }, 400],
    ['a short client key', { ...creation, clientKey: 'x' }, 400],
    ['JSON nested 10,000 deep', `{"title":${nested}}`, 400],
    ['1 MB of JSON nested 10,000 deep', huge, 413],
    ['no JSON', '{"title"', 400],
  ])('%s creates nothing', async (_name, input, status) => {
    const before = await host.call(member, 'GET', '/api/spaces/promo/documents?limit=100');
    const answer = await host.call(member, 'POST', '/api/spaces/promo/documents', input);
    expect(answer.status).toBe(status);
    expect(answer.body.error.code).toMatch(/^(bad_input|bad_json|too_large)$/);
    const after = await host.call(member, 'GET', '/api/spaces/promo/documents?limit=100');
    expect(after.body.items).toHaveLength(before.body.items.length);
  });

  it('no session, no member, unknown ids', async () => {
    const letter = await createLetter(member);
    const unknown = 'f'.repeat(24);
    const hall = await host.space('bad-input-hall');
    await setMembership(hall, facilitator.id, 'member');
    const attempts: [TestPerson | null, string, string, unknown, number][] = [
      [null, 'POST', '/api/spaces/bad-input-hall/documents', creation, 401],
      [outsider, 'POST', '/api/spaces/bad-input-hall/documents', creation, 403],
      [member, 'POST', '/api/spaces/unknown/documents', creation, 404],
      [member, 'GET', '/api/spaces/promo/documents?limit=1000', undefined, 400],
      [member, 'GET', '/api/spaces/promo/documents?after=x', undefined, 400],
      [member, 'GET', '/api/documents/x', undefined, 400],
      [member, 'GET', `/api/documents/${unknown}`, undefined, 404],
      [member, 'PATCH', `/api/documents/${unknown}`, { title: 'x' }, 404],
      [member, 'PATCH', `/api/documents/${letter.id}`, { audience: 'nobody' }, 400],
      [
        member,
        'PATCH',
        `/api/documents/${letter.id}/sections/${unknown}`,
        { phase: 'frozen' },
        404,
      ],
      [
        member,
        'POST',
        `/api/documents/${letter.id}/sections`,
        { clientKey: newKey(), after: unknown },
        404,
      ],
    ];
    for (const [as, method, path, body, status] of attempts) {
      const answer = await host.call(as, method, path, body);
      expect([method, path, answer.status]).toEqual([method, path, status]);
    }
    const socket = await host.socket(member);
    for (const payload of [null, {}, { documentId: 'x' }, { documentId: unknown, more: 1 }, 'x']) {
      const answer = await socket.emitWithAck('documents.follow', payload);
      expect(answer.error.code).toMatch(/^(bad_input|not_found)$/);
    }
  });

  it('a plain document has no sections', async () => {
    const input = { clientKey: newKey(), kind: 'plain', title: 'Notes' };
    const { body } = await host.call(member, 'POST', '/api/spaces/promo/documents', input);
    const path = `/api/documents/${body.document.id}/sections`;
    const answer = await host.call(member, 'POST', path, { clientKey: newKey() });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'wrong_state' } } });
  });
});
