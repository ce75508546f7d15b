import type { z } from 'zod';
import {
  findPerson,
  findPersonByEmail,
  firstRunNeeded,
  type Person,
} from '#server/features/accounts/data.ts';
import { People } from '#server/features/accounts/model.ts';
import { addTerritory, setMembership } from '#server/features/spaces/mutations.ts';
import { type Auth, givePassword } from '#server/platform/auth/auth.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { claimFact } from '#server/platform/persistence/host-facts.ts';
import { AppError } from '#shared/core/errors.ts';
import type { PersonId, SpaceId } from '#shared/core/ids.ts';
import type { firstRunSchema } from '#shared/features/accounts/schema.ts';

interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly locale?: 'fr' | 'en';
  readonly about?: string;
  readonly hostRole?: 'none' | 'administrator';
}

/** Adds a person whose address is known to be theirs. Throws `conflict` when the address is taken. */
export async function addPerson(person: NewPerson, now = new Date()): Promise<Person> {
  try {
    await People.create({
      ...person,
      email: person.email.toLowerCase(),
      emailVerified: true,
      createdAt: now,
      updatedAt: now,
    });
  } catch (error) {
    if (isDuplicateKey(error)) throw new AppError('conflict', 'this address has an account');
    throw error;
  }
  const added = await findPersonByEmail(person.email.toLowerCase());
  if (!added) throw new AppError('internal', 'the account was not kept');
  return added;
}

export async function updateProfile(
  personId: PersonId,
  changes: {
    name?: string | undefined;
    about?: string | undefined;
    locale?: 'fr' | 'en' | undefined;
  },
): Promise<Person> {
  const given = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  );
  await People.updateOne({ _id: personId }, { $set: { ...given, updatedAt: new Date() } });
  const person = await findPerson(personId);
  if (!person) throw new AppError('not_found', 'no such person');
  return person;
}

/**
 * Creates the territories of an empty host and its first administrator, who is theirs too. Throws `already_done` once
 * there is one. A run that was cut can be taken up again; the address must be new to the host, so
 * that nobody sets the password of somebody else.
 */
export async function runFirstTime(
  auth: Auth,
  input: z.output<typeof firstRunSchema>,
): Promise<{ email: string }> {
  if (!(await firstRunNeeded())) throw new AppError('already_done', 'this host is set up');
  const territories: SpaceId[] = [];
  for (const [order, territory] of input.territories.entries()) {
    territories.push(await addTerritory(territory.name, territory.accent, order));
  }
  const { name, email, password } = input.administrator;
  const person = await addPerson({ name, email });
  await givePassword(auth, person.id, password);
  const first = await claimFact('first-administrator', person.id);
  await People.updateOne({ _id: first }, { $set: { hostRole: 'administrator' } });
  if (first !== person.id) throw new AppError('already_done', 'this host is set up');
  for (const territory of territories) {
    await setMembership(territory, person.id, 'administrator');
  }
  return { email };
}
