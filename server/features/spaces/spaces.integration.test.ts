import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHost, type TestHost } from '#server/test/test-host.ts';
import type { SpaceId } from '#shared/core/ids.ts';

let host: TestHost;
let closed: SpaceId;
beforeAll(async () => {
  host = await startTestHost();
  await host.space('ouvert');
  closed = await host.space('ferme', 'members');
});
afterAll(() => host.close());

describe('spaces', () => {
  it('[SP2] for members only do not exist for others', async () => {
    const member = await host.person('Membre', [[closed, 'member']]);
    const stranger = await host.person('Passante');
    const slugs = async (as: typeof member | null) =>
      (await host.call(as, 'GET', '/api/spaces')).body.items.map(
        (each: { slug: string }) => each.slug,
      );
    expect(await slugs(null)).toEqual(['ouvert']);
    expect(await slugs(stranger)).toEqual(['ouvert']);
    expect(await slugs(member)).toEqual(['ouvert', 'ferme']);
    for (const path of ['/api/spaces/ferme', '/api/spaces/ferme/members', '/api/spaces/aucun']) {
      expect((await host.call(stranger, 'GET', path)).body.error.code).toBe('not_found');
    }
  });

  it('[SP3] tell their members to members', async () => {
    const stranger = await host.person('Curieux');
    expect((await host.call(stranger, 'GET', '/api/spaces/ouvert/members')).status).toBe(403);
    const member = await host.person('Lina', [[closed, 'member']]);
    const page = await host.call(member, 'GET', '/api/spaces/ferme/members?limit=1');
    expect(page.body.items).toHaveLength(1);
    const rest = await host.call(
      member,
      'GET',
      `/api/spaces/ferme/members?after=${page.body.next}`,
    );
    expect(rest.body.items.map((each: { name: string }) => each.name)).toContain('Lina');
  });

  it('[SP4] [SP6] are joined and left by one gesture, twice without harm', async () => {
    const person = await host.person('Noé');
    const path = '/api/spaces/ouvert/members/me';
    expect((await host.call(null, 'POST', path)).status).toBe(401);
    for (const _turn of [1, 2]) expect((await host.call(person, 'POST', path)).status).toBe(204);
    expect((await host.call(person, 'GET', '/api/spaces/ouvert')).body.space.role).toBe('member');
    for (const _turn of [1, 2]) expect((await host.call(person, 'DELETE', path)).status).toBe(204);
    expect((await host.call(person, 'GET', '/api/spaces/ouvert')).body.space.role).toBeNull();
    expect((await host.call(person, 'POST', '/api/spaces/ferme/members/me')).status).toBe(404);
  });

  it.each(['/api/spaces/Une%20Majuscule', '/api/spaces/ouvert/members?limit=1000'])(
    'refuse %s',
    async (path) => {
      const person = await host.person('Olga');
      expect((await host.call(person, 'GET', path)).body.error.code).toBe('bad_input');
    },
  );
});
