import { findPerson } from '#server/features/accounts/data.ts';
import { mandatesOf, organisationsById } from '#server/features/organisations/data.ts';
import { rolesOf, spacesById } from '#server/features/spaces/data.ts';
import { LINK_LIFETIME } from '#server/platform/auth/auth.ts';
import { type PersonId, toId } from '#shared/core/ids.ts';
import type { MembershipView, SessionView } from '#shared/features/accounts/schema.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';

const SIGNED_OUT: SessionView = { person: null, memberships: [], organisations: [] };

/** Who is signed in, and where they belong. */
export async function presentSession(viewer: Viewer): Promise<SessionView> {
  if (viewer.personId === null) return SIGNED_OUT;
  const person = await findPerson(viewer.personId);
  if (!person) return SIGNED_OUT;
  return {
    person,
    memberships: await presentMemberships(viewer.personId),
    organisations: await presentMandates(viewer.personId),
  };
}

async function presentMemberships(personId: PersonId): Promise<MembershipView[]> {
  const roles = await rolesOf(personId);
  const spaces = await spacesById([...roles.keys()].map((id) => toId<'space'>(id)));
  return [...spaces.values()].map((space) => ({
    spaceId: space.id,
    slug: space.slug,
    name: space.name,
    kind: space.kind,
    accent: space.accent,
    role: roles.get(space.id) ?? 'visitor',
  }));
}

async function presentMandates(personId: PersonId) {
  const mandates = await mandatesOf(personId);
  const organisations = await organisationsById(mandates.map((each) => each.organisationId));
  return mandates.flatMap(({ organisationId, role }) => {
    const organisation = organisations.get(organisationId);
    return organisation ? [{ id: organisation.id, name: organisation.name, role }] : [];
  });
}

/** The mail that carries a sign-in link: the address may be nobody's yet, so it names no one. */
export function signInMail(
  to: string,
  link: string,
): { to: string; subject: string; text: string } {
  const minutes = LINK_LIFETIME / 60;
  const text = [
    'Bonjour,',
    '',
    'Voici votre lien de connexion à Trame :',
    '',
    link,
    '',
    `Il fonctionne une seule fois, pendant ${minutes} minutes.`,
    'Si vous n’avez rien demandé, ignorez ce message : personne n’entrera sans ce lien.',
    '',
    '—',
    '',
    `Hello, this is your link to sign in to Trame. It works once, for ${minutes} minutes.`,
    'If you did not ask for it, ignore this message.',
  ].join('\n');
  return { to, subject: 'Votre lien de connexion à Trame', text };
}
