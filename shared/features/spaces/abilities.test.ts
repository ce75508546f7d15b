import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SpaceId, toId } from '#shared/core/ids.ts';
import {
  anonymousViewer,
  hasRole,
  mayJoinSpace,
  mayManageMembers,
  mayReadMembersContent,
  maySeeSpace,
  SPACE_ROLES,
  type SpaceRole,
  type Viewer,
} from '#shared/features/spaces/abilities.ts';
import { slugOf, slugSchema } from '#shared/features/spaces/schema.ts';

const here: SpaceId = toId('0'.repeat(24));
const open = { id: here, visibility: 'public' } as const;
const closed = { id: here, visibility: 'members' } as const;
const person = (role: SpaceRole | null, hostAdministrator = false): Viewer => ({
  personId: toId('1'.repeat(24)),
  hostAdministrator,
  organisationIds: [],
  roleIn: (spaceId) => (spaceId === here ? role : null),
});

describe('spaces', () => {
  it('[SP1] the host’s administrator has every role', () => {
    for (const role of SPACE_ROLES) expect(hasRole(person(null, true), here, role)).toBe(true);
  });

  it('[SP2] a space for members is seen by those in it only', () => {
    expect(maySeeSpace(anonymousViewer, open)).toBe(true);
    expect(maySeeSpace(anonymousViewer, closed)).toBe(false);
    expect(maySeeSpace(person(null), closed)).toBe(false);
    expect(maySeeSpace(person('visitor'), closed)).toBe(true);
  });

  it('[SP3] visitors do not read what members say', () => {
    expect(mayReadMembersContent(person('visitor'), open)).toBe(false);
    expect(mayReadMembersContent(person('member'), open)).toBe(true);
  });

  it('[SP4] one joins a public space once, signed in', () => {
    expect(mayJoinSpace(person(null), open)).toBe(true);
    expect(mayJoinSpace(person('member'), open)).toBe(false);
    expect(mayJoinSpace(person(null), closed)).toBe(false);
    expect(mayJoinSpace(anonymousViewer, open)).toBe(false);
  });

  it('[SP5] only administrators manage members', () => {
    const managing = SPACE_ROLES.filter((role) => mayManageMembers(person(role), open));
    expect(managing).toEqual(['administrator']);
  });

  it('[SP7] whatever the name, its slug is well formed or empty', () => {
    expect(slugOf('Été à l’Eurométropole !')).toBe('ete-a-l-eurometropole');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const slug = slugOf(name);
        return slug === '' || slugSchema.safeParse(slug).success;
      }),
    );
  });
});
