import { describe, expect, it } from 'vitest';
import { type OrganisationId, type PersonId, toId } from '#shared/core/ids.ts';
import type { SessionAccess } from '#shared/features/sessions/abilities.ts';
import { SPACE_ROLES, type Viewer } from '#shared/features/spaces/abilities.ts';
import { mayRegister, mayUseNotesOf } from '#shared/features/speed-dating/abilities.ts';

const me: PersonId = toId('1'.repeat(24));
const another: PersonId = toId('2'.repeat(24));
const organisation: OrganisationId = toId('3'.repeat(24));

const viewer = (overrides: Partial<Viewer> = {}): Viewer => ({
  personId: me,
  hostAdministrator: false,
  organisationIds: [organisation],
  roleIn: () => null,
  ...overrides,
});

const session = (audience: SessionAccess['audience']): SessionAccess => ({
  spaceId: toId('4'.repeat(24)),
  audience,
  facilitatorIds: [],
  peopleIds: [],
});

describe('registering', () => {
  it('[SD18] is for oneself, with an own organisation, in a session one can read', () => {
    expect(mayRegister(viewer(), session('public'), organisation)).toBe(true);
    expect(mayRegister(viewer(), session('members'), organisation)).toBe(false);
    const member = viewer({ roleIn: () => 'member' });
    expect(mayRegister(member, session('members'), organisation)).toBe(true);
    const foreign: OrganisationId = toId('5'.repeat(24));
    expect(mayRegister(viewer(), session('public'), foreign)).toBe(false);
    expect(mayRegister(viewer({ personId: null }), session('public'), organisation)).toBe(false);
  });
});

describe('notes', () => {
  it('[SD19] are open to the people of the participant', () => {
    expect(mayUseNotesOf(viewer(), { people: [another, me] })).toBe(true);
    expect(mayUseNotesOf(viewer({ personId: null }), { people: [me] })).toBe(false);
  });

  it.each(SPACE_ROLES)('[SD19] stay closed to a %s and to the host', (role) => {
    const powerful = viewer({ hostAdministrator: true, roleIn: () => role });
    expect(mayUseNotesOf(powerful, { people: [another] })).toBe(false);
  });
});
