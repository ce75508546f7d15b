import { describe, expect, it } from 'vitest';
import { type PersonId, toId } from '#shared/core/ids.ts';
import {
  mayCreateSession,
  type SessionAccess,
  sessionParts,
} from '#shared/features/sessions/abilities.ts';
import { anonymousViewer, type SpaceRole, type Viewer } from '#shared/features/spaces/abilities.ts';

const me: PersonId = toId('1'.repeat(24));
const session: SessionAccess = {
  spaceId: toId('4'.repeat(24)),
  audience: 'members',
  facilitatorIds: [],
  peopleIds: [],
};
const publicSession: SessionAccess = { ...session, audience: 'public' };

const withRole = (role: SpaceRole | null, hostAdministrator = false): Viewer => ({
  personId: me,
  hostAdministrator,
  organisationIds: [],
  roleIn: (spaceId) => (spaceId === session.spaceId ? role : null),
});

const nothing = { announcement: false, live: false, console: false };
const announcement = { ...nothing, announcement: true };
const live = { ...announcement, live: true };
const everything = { announcement: true, live: true, console: true };

describe('[SE18] [SE19] [SE20] [SE21] who sees which part', () => {
  it.each<[string, Viewer, SessionAccess, object]>([
    ['nobody, of a session for members', anonymousViewer, session, nothing],
    ['nobody, of a public session', anonymousViewer, publicSession, announcement],
    ['a stranger', withRole(null), session, nothing],
    ['a visitor', withRole('visitor'), session, nothing],
    ['a member', withRole('member'), session, announcement],
    ['one who registered', withRole(null), { ...session, peopleIds: [me] }, live],
    [
      'a facilitator from outside',
      withRole(null),
      { ...session, facilitatorIds: [me] },
      everything,
    ],
    ['a facilitator', withRole('facilitator'), session, everything],
    ['a moderator', withRole('moderator'), session, everything],
    ['an administrator', withRole('administrator'), session, everything],
    ['the host', withRole(null, true), session, everything],
  ])('%s', (_, viewer, access, expected) => {
    expect(sessionParts(viewer, access)).toEqual(expected);
  });

  it('[SE18] a role in another space does not count', () => {
    expect(mayCreateSession(withRole('administrator'), session.spaceId)).toBe(true);
    expect(mayCreateSession(withRole('administrator'), toId('5'.repeat(24)))).toBe(false);
    expect(mayCreateSession(withRole('member'), session.spaceId)).toBe(false);
  });
});
