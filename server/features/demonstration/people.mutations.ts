import { addPerson } from '#server/features/accounts/mutations.ts';
import { memberships } from '#server/features/demonstration/content/memberships.ts';
import { organisations } from '#server/features/demonstration/content/organisations.ts';
import { people } from '#server/features/demonstration/content/people.ts';
import { spaces } from '#server/features/demonstration/content/spaces.ts';
import { addOrganisation, setMandate } from '#server/features/organisations/mutations.ts';
import { addSpace, setMembership } from '#server/features/spaces/mutations.ts';
import type { OrganisationId, PersonId, SpaceId } from '#shared/core/ids.ts';

/** What the content calls by key, as the store calls it. */
export class KeyedIds<Identifier extends string> {
  readonly #ids = new Map<string, Identifier>();

  set(key: string, id: Identifier): void {
    this.#ids.set(key, id);
  }

  /** Throws on a key that the content does not define. */
  get(key: string): Identifier {
    const id = this.#ids.get(key);
    if (!id) throw new Error(`the demonstration refers to an unknown key: ${key}`);
    return id;
  }
}

export interface Population {
  readonly people: KeyedIds<PersonId>;
  readonly spaces: KeyedIds<SpaceId>;
  readonly organisations: KeyedIds<OrganisationId>;
}

/** People, spaces and organisations, and who belongs where. */
export async function seedPopulation(): Promise<Population> {
  const population: Population = {
    people: new KeyedIds(),
    spaces: new KeyedIds(),
    organisations: new KeyedIds(),
  };
  for (const { key, name, email, locale, about, signIn } of people) {
    const hostRole = signIn === 'administrator' ? 'administrator' : 'none';
    const person = await addPerson({ name, email, locale, about, hostRole });
    population.people.set(key, person.id);
  }
  for (const [order, { key, name, kind, accent, purpose }] of spaces.entries()) {
    const visibility = kind === 'cohort' ? 'members' : 'public';
    const space = { slug: key, name, kind, accent, visibility, order } as const;
    population.spaces.set(key, await addSpace({ ...space, purpose: purpose.join('\n') }));
  }
  for (const { space, person, role } of memberships) {
    await setMembership(population.spaces.get(space), population.people.get(person), role);
  }
  await seedOrganisations(population);
  return population;
}

async function seedOrganisations(population: Population): Promise<void> {
  for (const { key, territory, members, ...card } of organisations) {
    const territoryId = population.spaces.get(territory);
    const organisationId = await addOrganisation({ ...card, territoryId });
    population.organisations.set(key, organisationId);
    for (const { person, role } of members) {
      await setMandate(organisationId, population.people.get(person), role);
    }
  }
}
