import { describe, expect, it } from 'vitest';
import { toId } from '#shared/core/ids.ts';
import { mayAnswerTopic, mayOpenTopic, maySeeTopic } from '#shared/features/forum/abilities.ts';
import {
  anonymousViewer,
  SPACE_ROLES,
  type SpaceRole,
  type Viewer,
} from '#shared/features/spaces/abilities.ts';

const id = toId<'space'>('0'.repeat(24));
const viewer = (role: SpaceRole | null): Viewer => ({
  ...anonymousViewer,
  personId: toId<'person'>('1'.repeat(24)),
  roleIn: () => role,
});
const administrator: Viewer = { ...viewer(null), hostAdministrator: true };
const everyone: readonly (readonly [string, Viewer])[] = [
  ['signed out', anonymousViewer],
  ['stranger', viewer(null)],
  ...SPACE_ROLES.map((role) => [role, viewer(role)] as const),
  ['host', administrator],
];
const members = ['member', 'facilitator', 'moderator', 'administrator', 'host'];
const who = (may: (viewer: Viewer) => boolean) =>
  everyone.filter(([, candidate]) => may(candidate)).map(([name]) => name);

describe('abilities of the forum', () => {
  const open = { id, visibility: 'public' } as const;
  const closed = { id, visibility: 'members' } as const;
  const shown = { visibility: 'public' } as const;
  const hidden = { visibility: 'members' } as const;

  it('[FO1] a public topic of a public space is for everyone', () => {
    expect(who((one) => maySeeTopic(one, open, shown))).toEqual(everyone.map(([name]) => name));
  });

  it('[FO1] a public topic of a closed space is for whoever sees the space', () => {
    expect(who((one) => maySeeTopic(one, closed, shown))).toEqual(['visitor', ...members]);
  });

  it('[FO1] a topic for members is for members', () => {
    expect(who((one) => maySeeTopic(one, open, hidden))).toEqual(members);
    expect(who((one) => maySeeTopic(one, closed, hidden))).toEqual(members);
  });

  it('[FO2] members open topics', () => {
    expect(who((one) => mayOpenTopic(one, open))).toEqual(members);
  });

  it('[FO3] members answer', () => {
    expect(who((one) => mayAnswerTopic(one, open, shown))).toEqual(members);
    expect(who((one) => mayAnswerTopic(one, closed, hidden))).toEqual(members);
  });
});
