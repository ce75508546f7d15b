import { trusted } from 'mongoose';
import { People, type PersonRecord } from '#server/features/accounts/model.ts';
import { mandatesOf } from '#server/features/organisations/data.ts';
import { rolesOf } from '#server/features/spaces/data.ts';
import { type PersonId, toId } from '#shared/core/ids.ts';
import { anonymousViewer, type Viewer } from '#shared/features/spaces/abilities.ts';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly about: string;
  readonly locale: 'fr' | 'en';
  readonly hostRole: 'none' | 'administrator';
}

const toPerson = (record: PersonRecord & { _id: unknown }): Person => ({
  id: toId<'person'>(String(record._id)),
  name: record.name,
  email: record.email,
  about: record.about ?? '',
  locale: record.locale ?? 'fr',
  hostRole: record.hostRole ?? 'none',
});

export async function findPerson(id: PersonId): Promise<Person | null> {
  const record = await People.findById(id).lean();
  return record ? toPerson(record) : null;
}

export async function findPersonByEmail(email: string): Promise<Person | null> {
  const record = await People.findOne({ email }).lean();
  return record ? toPerson(record) : null;
}

/** The names to show beside what people wrote. Someone who left has none. */
export async function namesOf(ids: readonly PersonId[]): Promise<ReadonlyMap<string, string>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const records = await People.find({ _id: trusted({ $in: unique }) }, { name: 1 }).lean();
  return new Map(records.map((record) => [String(record._id), record.name]));
}

/** Whether the host still waits for its first administrator. */
export async function firstRunNeeded(): Promise<boolean> {
  return (await People.exists({ hostRole: 'administrator' })) === null;
}

/** Whether nobody has an account yet. */
export const hostIsEmpty = async (): Promise<boolean> => (await People.exists({})) === null;

/** Everything that abilities judge a person by, as the store has it now. */
export async function loadViewer(personId: PersonId): Promise<Viewer> {
  const [person, roles, mandates] = await Promise.all([
    findPerson(personId),
    rolesOf(personId),
    mandatesOf(personId),
  ]);
  if (!person) return anonymousViewer;
  return {
    personId,
    hostAdministrator: person.hostRole === 'administrator',
    organisationIds: mandates.map((mandate) => mandate.organisationId),
    roleIn: (spaceId) => roles.get(spaceId) ?? null,
  };
}
