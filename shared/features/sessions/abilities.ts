import type { PersonId, SpaceId } from '#shared/core/ids.ts';
import { hasRole, type Viewer } from '#shared/features/spaces/abilities.ts';

/** What the rules of access need to know of a session. */
export interface SessionAccess {
  readonly spaceId: SpaceId;
  readonly audience: 'public' | 'members';
  /** People who run this one session, be they members of the space or come from outside. */
  readonly facilitatorIds: readonly PersonId[];
  /** People who registered and have not left. */
  readonly peopleIds: readonly PersonId[];
}

/** The parts of a session that a viewer receives. */
export interface SessionParts {
  readonly announcement: boolean;
  readonly live: boolean;
  readonly console: boolean;
}

/** [SE18] */
export const mayCreateSession = (viewer: Viewer, spaceId: SpaceId): boolean =>
  viewer.personId !== null && hasRole(viewer, spaceId, 'facilitator');

/** [SE19] Plan, open, start, pause, resume, extend, skip, close: one right. */
export function mayRunSession(viewer: Viewer, session: SessionAccess): boolean {
  if (viewer.personId === null) return false;
  if (session.facilitatorIds.includes(viewer.personId)) return true;
  return mayCreateSession(viewer, session.spaceId);
}

/** [SE20] The live session, its presence and its chat. */
export function mayJoinSession(viewer: Viewer, session: SessionAccess): boolean {
  if (viewer.personId === null) return false;
  return session.peopleIds.includes(viewer.personId) || mayRunSession(viewer, session);
}

/** [SE21] The announcement: title, date, description, who organises. */
export const mayReadSession = (viewer: Viewer, session: SessionAccess): boolean =>
  session.audience === 'public' ||
  mayJoinSession(viewer, session) ||
  hasRole(viewer, session.spaceId, 'member');

export function sessionParts(viewer: Viewer, session: SessionAccess): SessionParts {
  return {
    announcement: mayReadSession(viewer, session),
    live: mayJoinSession(viewer, session),
    console: mayRunSession(viewer, session),
  };
}
