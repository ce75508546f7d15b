import { AppError } from '#shared/core/errors.ts';
import type { OrganisationId, PersonId, SpaceId } from '#shared/core/ids.ts';

/** What a person is in a space, from the least to the most. */
export const SPACE_ROLES = [
  'visitor',
  'member',
  'facilitator',
  'moderator',
  'administrator',
] as const;
export type SpaceRole = (typeof SPACE_ROLES)[number];

/** Who asks: the one shape that every ability judges, on every channel. */
export interface Viewer {
  readonly personId: PersonId | null;
  readonly hostAdministrator: boolean;
  readonly organisationIds: readonly OrganisationId[];
  roleIn(spaceId: SpaceId): SpaceRole | null;
}

export const anonymousViewer: Viewer = {
  personId: null,
  hostAdministrator: false,
  organisationIds: [],
  roleIn: () => null,
};

/** What an ability needs to know of a space. */
export interface SpaceFacts {
  readonly id: SpaceId;
  /** Whether anyone may see that it exists, what it is for and its public contents. */
  readonly visibility: 'public' | 'members';
}

/** Who is signed in. Throws AppError `not_signed_in`; `purpose` is for developers, as in `sign in to write`. */
export function signedIn(viewer: Viewer, purpose: string): PersonId {
  if (viewer.personId === null) throw new AppError('not_signed_in', `sign in to ${purpose}`);
  return viewer.personId;
}

const rank = (role: SpaceRole | null) => (role === null ? -1 : SPACE_ROLES.indexOf(role));

/** [SP1] The host's administrator has every role everywhere. */
export function hasRole(viewer: Viewer, spaceId: SpaceId, least: SpaceRole): boolean {
  return viewer.hostAdministrator || rank(viewer.roleIn(spaceId)) >= rank(least);
}

/** [SP2] A space for members is not even told to others. */
export const maySeeSpace = (viewer: Viewer, space: SpaceFacts): boolean =>
  space.visibility === 'public' || hasRole(viewer, space.id, 'visitor');

/** [SP3] What is said among members is read by members. */
export const mayReadMembersContent = (viewer: Viewer, space: SpaceFacts): boolean =>
  hasRole(viewer, space.id, 'member');

/** [SP4] A signed-in person joins a public space with one gesture, and any other by being added. */
export const mayJoinSpace = (viewer: Viewer, space: SpaceFacts): boolean =>
  viewer.personId !== null && space.visibility === 'public' && viewer.roleIn(space.id) === null;

/** [SP5] The space's administrators decide who is what in it. */
export const mayManageMembers = (viewer: Viewer, space: SpaceFacts): boolean =>
  hasRole(viewer, space.id, 'administrator');
