import type { OrganisationId, PersonId } from '#shared/core/ids.ts';
import { mayReadSession, type SessionAccess } from '#shared/features/sessions/abilities.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';

/** [SD18] One registers oneself, never another, for an organisation that one belongs to. */
export const mayRegister = (
  viewer: Viewer,
  session: SessionAccess,
  organisationId: OrganisationId,
): boolean =>
  viewer.personId !== null &&
  mayReadSession(viewer, session) &&
  viewer.organisationIds.includes(organisationId);

/**
 * [SD19] Notes and what is revealed belong to the people of one participant. No role opens them,
 * not even that of the host's administrator.
 */
export const mayUseNotesOf = (
  viewer: Viewer,
  participant: { readonly people: readonly PersonId[] },
): boolean => viewer.personId !== null && participant.people.includes(viewer.personId);
