import { addOrganisation, setMandate } from '#server/features/organisations/mutations.ts';
import { setMembership } from '#server/features/spaces/mutations.ts';
import { LiveWatcher } from '#server/test/live-watcher.ts';
import type { TestHost, TestPerson } from '#server/test/test-host.ts';
import type { OrganisationId, SpaceId } from '#shared/core/ids.ts';

export interface Guest {
  readonly person: TestPerson;
  readonly organisationId: OrganisationId;
  readonly side: 'association' | 'business';
}

/** A speed dating of `size` associations and as many businesses, created and registered by HTTP. */
export interface SpeedDatingRoom {
  readonly sessionId: string;
  readonly path: string;
  readonly facilitator: TestPerson;
  readonly guests: readonly Guest[];
}

let counter = 0;

export async function openRoom(
  host: TestHost,
  space: { readonly id: SpaceId; readonly slug: string },
  size: number,
): Promise<SpeedDatingRoom> {
  const facilitator = await host.person('Animatrice', [[space.id, 'facilitator']]);
  counter += 1;
  const created = await host.call(facilitator, 'POST', `/api/spaces/${space.slug}/sessions`, {
    clientKey: `room-of-test-${counter}`,
    kind: 'speed_dating',
    title: `Rencontre ${counter}`,
    startsAt: Date.now() + 3_600_000,
    audience: 'members',
  });
  const sessionId: string = created.body.session.id;
  const path = `/api/sessions/${sessionId}`;
  const guests: Guest[] = [];
  for (const side of ['association', 'business'] as const) {
    for (let rank = 1; rank <= size; rank += 1) {
      const guest = await newGuest(host, space.id, side, `${side} ${rank}`);
      const { organisationId } = guest;
      await host.call(guest.person, 'POST', `${path}/registration`, { organisationId, side });
      guests.push(guest);
    }
  }
  return { sessionId, path, facilitator, guests };
}

export async function newGuest(
  host: TestHost,
  spaceId: SpaceId,
  side: Guest['side'],
  name: string,
): Promise<Guest> {
  const person = await host.person(`Personne de ${name}`);
  const organisationId = await addOrganisation({
    name,
    kind: side,
    territoryId: spaceId,
    town: 'Haguenau',
    mission: `La mission de ${name}`,
    themes: [],
    needs: ['du temps'],
    offers: ['du pain'],
  });
  await setMandate(organisationId, person.id, 'manager');
  await setMembership(spaceId, person.id, 'member');
  return { person, organisationId, side };
}

/** A socket that joined the session, with what it was told on arrival. */
export async function enterRoom(host: TestHost, person: TestPerson, sessionId: string) {
  const watcher = new LiveWatcher(await host.socket(person));
  const joined = await watcher.ask('session.join', { sessionId });
  if (!joined.ok) throw new Error(joined.error.code);
  return { watcher, arrival: joined.value };
}
