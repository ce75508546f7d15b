// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { holdsText, holdsWords, newDraft, readDraft } from '#client/features/forum/draft.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';

const stateText = (...lines: string[]) => JSON.stringify(stateFromParagraphs(lines));

beforeEach(() => localStorage.clear());

describe('a draft', () => {
  it('comes back as it was kept, with its key', () => {
    const draft = {
      ...newDraft(),
      title: 'Un titre',
      kind: 'call' as const,
      state: stateText('bonjour'),
      attempted: stateText('bonj'),
    };
    expect(readDraft(JSON.stringify(draft))).toEqual(draft);
  });

  it.each([null, '', '{', 'null', '7', '[]', '{"kind":"fête","state":3,"title":null}'])(
    'starts anew from %j',
    (kept) => {
      const { clientKey, ...rest } = readDraft(kept);
      expect(clientKey).toMatch(/^[\w-]{8,64}$/);
      expect(rest).toEqual({
        state: null,
        title: '',
        kind: 'discussion',
        visibility: 'public',
        organisationId: null,
        attempted: null,
      });
    },
  );

  it('holds words once there is a letter in the title or the text', () => {
    expect(holdsWords(newDraft())).toBe(false);
    expect(holdsWords({ ...newDraft(), title: ' ' })).toBe(false);
    expect(holdsWords({ ...newDraft(), title: 'a' })).toBe(true);
    expect(holdsText(stateText('', '  '))).toBe(false);
    expect(holdsText(stateText('', '- "'))).toBe(true);
  });
});
