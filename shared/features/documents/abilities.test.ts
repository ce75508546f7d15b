import { describe, expect, it } from 'vitest';
import { toId } from '#shared/core/ids.ts';
import {
  collabRoleFor,
  type DocumentAccess,
  mayArrangeDocument,
  mayCreateDocument,
  mayEraseText,
  mayReadDocument,
  mayUseVersions,
} from '#shared/features/documents/abilities.ts';
import type { SectionPhase } from '#shared/features/documents/schema.ts';
import { anonymousViewer, type SpaceRole, type Viewer } from '#shared/features/spaces/abilities.ts';

const id = (digit: string) => digit.repeat(24);
const space = toId<'space'>(id('a'));
const creator = toId<'person'>(id('c'));

const person = (role: SpaceRole | null, personId = toId<'person'>(id('d'))): Viewer => ({
  personId,
  hostAdministrator: false,
  organisationIds: [],
  roleIn: (asked) => (asked === space ? role : null),
});

const administrator: Viewer = { ...person(null), hostAdministrator: true };

const letter = (phase: SectionPhase, audience: 'members' | 'public' = 'members') =>
  ({
    spaceId: space,
    kind: 'letter',
    audience,
    createdBy: creator,
    sections: [{ id: id('e'), phase }],
  }) satisfies DocumentAccess;

const plain: DocumentAccess = { ...letter('draft'), kind: 'plain', sections: [] };

const everyone: readonly [string, Viewer][] = [
  ['a visitor without account', anonymousViewer],
  ['someone of elsewhere', person(null)],
  ['a visitor of the space', person('visitor')],
  ['a member', person('member')],
  ['a facilitator', person('facilitator')],
  ['the host administrator', administrator],
];

const answers = (judge: (viewer: Viewer) => unknown) =>
  Object.fromEntries(everyone.map(([name, viewer]) => [name, judge(viewer)]));

describe('who may, by role', () => {
  it('[DO1] members read; a public document is read by anyone', () => {
    expect(answers((viewer) => mayReadDocument(viewer, letter('draft')))).toEqual({
      'a visitor without account': false,
      'someone of elsewhere': false,
      'a visitor of the space': false,
      'a member': true,
      'a facilitator': true,
      'the host administrator': true,
    });
    const publicly = answers((viewer) => mayReadDocument(viewer, letter('draft', 'public')));
    expect(new Set(Object.values(publicly))).toEqual(new Set([true]));
  });

  it('[DO2] members create', () => {
    expect(answers((viewer) => mayCreateDocument(viewer, space))).toMatchObject({
      'a visitor without account': false,
      'a visitor of the space': false,
      'a member': true,
    });
  });

  it('[DO3] its creator while a member, and facilitators, arrange', () => {
    const of = (viewer: Viewer) => mayArrangeDocument(viewer, letter('draft', 'public'));
    expect(of(person('member', creator))).toBe(true);
    expect(of(person(null, creator))).toBe(false);
    expect(of(person('member'))).toBe(false);
    expect(of(person('facilitator'))).toBe(true);
    expect(of(administrator)).toBe(true);
    expect(of(anonymousViewer)).toBe(false);
  });
});

describe('versions, by role', () => {
  it('[DO15] members use them, readers of a public document do not', () => {
    expect(answers((viewer) => mayUseVersions(viewer, letter('draft', 'public')))).toEqual({
      'a visitor without account': false,
      'someone of elsewhere': false,
      'a visitor of the space': false,
      'a member': true,
      'a facilitator': true,
      'the host administrator': true,
    });
  });
});

describe('erasing, by role', () => {
  it('[DO21] facilitators erase, the creator does not', () => {
    expect(answers((viewer) => mayEraseText(viewer, letter('draft', 'public')))).toMatchObject({
      'a visitor without account': false,
      'a member': false,
      'a facilitator': true,
      'the host administrator': true,
    });
    expect(mayEraseText(person('member', creator), letter('draft'))).toBe(false);
  });
});

describe('what may be done with one text', () => {
  const roleOf = (viewer: Viewer, phase: SectionPhase, audience?: 'members' | 'public') =>
    collabRoleFor(viewer, letter(phase, audience), id('e'));

  it('[DO4] members write in draft and in consultation', () => {
    expect(roleOf(person('member'), 'draft')).toBe('write');
    expect(roleOf(person('member'), 'consultation')).toBe('write');
    expect(roleOf(person('visitor'), 'draft')).toBe('none');
    expect(roleOf(person('visitor'), 'draft', 'public')).toBe('read');
    expect(roleOf(anonymousViewer, 'draft', 'public')).toBe('read');
  });

  it('[DO5] nobody writes in a frozen or adopted section', () => {
    for (const phase of ['frozen', 'adopted'] as const) {
      expect(roleOf(person('member'), phase)).toBe('read');
      expect(roleOf(person('facilitator'), phase)).toBe('read');
      expect(roleOf(administrator, phase)).toBe('read');
      expect(roleOf(person(null), phase)).toBe('none');
    }
  });

  it('[DO6] an unknown section, and a whole letter, are open to nobody', () => {
    expect(collabRoleFor(administrator, letter('draft'), id('f'))).toBe('none');
    expect(collabRoleFor(administrator, letter('draft'), null)).toBe('none');
    expect(collabRoleFor(administrator, plain, id('e'))).toBe('none');
  });

  it('[DO7] members write in a plain document', () => {
    expect(collabRoleFor(person('member'), plain, null)).toBe('write');
    expect(collabRoleFor(person(null), plain, null)).toBe('none');
    expect(collabRoleFor(person(null), { ...plain, audience: 'public' }, null)).toBe('read');
  });
});
