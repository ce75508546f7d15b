import { describe, expect, it } from 'vitest';
import { toId } from '#shared/core/ids.ts';
import {
  type Section,
  withEpoch,
  withSection,
  withSectionChanged,
} from '#shared/features/documents/domain.ts';
import { createDocumentSchema, DOCUMENT_LIMITS } from '#shared/features/documents/schema.ts';

const section = (number: number): Section => ({
  id: toId<'section'>(number.toString(16).padStart(24, '0')),
  title: `Section ${number}`,
  phase: 'draft',
  epoch: 0,
  clientKey: `key-${number}-of-test`,
});

const titles = (answer: ReturnType<typeof withSection>) =>
  answer.ok ? answer.value.map(({ title }) => title) : answer.code;

describe('sections', () => {
  const three = [section(1), section(2), section(3)];

  it('[DO11] a new section follows the one that is named, or stands last', () => {
    expect(titles(withSection(three, section(4), section(1).id))).toEqual([
      'Section 1',
      'Section 4',
      'Section 2',
      'Section 3',
    ]);
    expect(titles(withSection(three, section(4), undefined))?.at(-1)).toBe('Section 4');
    expect(titles(withSection(three, section(4), section(9).id))).toBe('not_found');
  });

  it('[DO12] there are 60 at most', () => {
    const full = Array.from({ length: DOCUMENT_LIMITS.sections }, (_, index) => section(index));
    expect(titles(withSection(full, section(99), undefined))).toBe('too_large');
  });

  it('a change keeps what it does not name', () => {
    const changed = withSectionChanged(three, section(2).id, { phase: 'frozen' });
    expect(changed).toMatchObject({
      ok: true,
      value: [section(1), { ...section(2), phase: 'frozen' }, section(3)],
    });
    expect(withSectionChanged(three, section(9).id, { title: 'x' })).toMatchObject({
      code: 'not_found',
    });
  });
});

describe('epochs', () => {
  it('[DO21] only rise', () => {
    const sections = [section(1), { ...section(2), epoch: 3 }];
    const raised = withEpoch(sections, section(2).id, 5);
    expect(raised).toMatchObject({ ok: true, value: [section(1), { ...section(2), epoch: 5 }] });
    expect(withEpoch(sections, section(2).id, 3)).toMatchObject({ code: 'conflict' });
    expect(withEpoch(sections, section(9).id, 3)).toMatchObject({ code: 'not_found' });
  });
});

describe('the input of a creation', () => {
  const input = { clientKey: 'a-key-of-test', title: ' Lettre   ouverte ' };

  it('[DO8] a letter begins with one untitled section', () => {
    expect(createDocumentSchema.parse({ ...input, kind: 'letter' })).toEqual({
      clientKey: 'a-key-of-test',
      title: 'Lettre ouverte',
      kind: 'letter',
      audience: 'members',
      sections: [''],
    });
    const none = { ...input, kind: 'letter', sections: [] };
    expect(createDocumentSchema.safeParse(none).success).toBe(false);
  });

  it('[DO7] a plain document has none', () => {
    expect(createDocumentSchema.safeParse({ ...input, kind: 'plain' }).success).toBe(true);
    const some = { ...input, kind: 'plain', sections: ['x'] };
    expect(createDocumentSchema.safeParse(some).success).toBe(false);
  });
});
