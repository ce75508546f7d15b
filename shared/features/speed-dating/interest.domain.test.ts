import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toId } from '#shared/core/ids.ts';
import { seededRandom, shuffled } from '#shared/core/random.ts';
import type { Agenda, ParticipantId, SessionState } from '#shared/features/sessions/schema.ts';
import { checkNote, revealedTo } from '#shared/features/speed-dating/interest.domain.ts';
import {
  INTEREST_LEVELS,
  type InterestLevel,
  LEAD_KINDS,
  type LeadKind,
  type Note,
} from '#shared/features/speed-dating/schema.ts';

const participant = (rank: number): ParticipantId => toId(rank.toString(16).padStart(24, '0'));
const reader = participant(1);
const PEOPLE = [1, 2, 3, 4, 5, 6].map(participant);

const agenda: Agenda = [
  {
    kind: 'round',
    duration: 60_000,
    tables: [{ number: 1, participants: [reader, participant(2)] }],
    waiting: [],
  },
  {
    kind: 'round',
    duration: 60_000,
    tables: [{ number: 1, participants: [reader, participant(3)] }],
    waiting: [],
  },
];
const common = { revision: 3, changedAt: 0, agenda };
const current = { index: 0, startedAt: 0, timer: { kind: 'ticking', deadline: 60_000 } } as const;
const running: SessionState = { phase: 'running', ...common, current };
const closed: SessionState = { phase: 'closed', ...common, reason: 'finished', lastStep: 1 };

const noteOf = (
  from: ParticipantId,
  about: ParticipantId,
  level: InterestLevel,
  kinds: readonly LeadKind[] = [],
): Note => ({
  from,
  about,
  level,
  leads: kinds.map((kind) => ({ kind, words: `words of ${from}`, nextStep: `step of ${from}` })),
});

function revealed(notes: readonly Note[], to = reader) {
  const result = revealedTo(closed, to, notes);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

describe('writing', () => {
  it('[SD12] notes whom one has met, no one else, not oneself', () => {
    expect(checkNote(running, noteOf(reader, participant(2), 'yes')).ok).toBe(true);
    for (const about of [participant(3), participant(4), reader]) {
      const refused = checkNote(running, noteOf(reader, about, 'yes'));
      expect(refused).toMatchObject({ code: 'forbidden' });
    }
  });

  it('[SD13] takes no note before the session or after it closed', () => {
    for (const state of [closed, { phase: 'lobby', ...common } as const]) {
      const refused = checkNote(state, noteOf(reader, participant(2), 'yes'));
      expect(refused).toMatchObject({ code: 'wrong_state' });
    }
  });
});

describe('revealing', () => {
  it('[SD14] reveals nothing before the session closed', () => {
    expect(revealedTo(running, reader, [])).toMatchObject({ code: 'wrong_state' });
  });

  it.each<[InterestLevel, InterestLevel, boolean]>([
    ['yes', 'yes', true],
    ['yes', 'maybe', true],
    ['maybe', 'maybe', true],
    ['yes', 'no', false],
    ['no', 'yes', false],
    ['no', 'no', false],
  ])('[SD15] %s and %s: mutual %s, for both', (mine, theirs, mutual) => {
    const other = participant(2);
    const notes = [noteOf(reader, other, mine), noteOf(other, reader, theirs)];
    expect(revealed(notes)).toHaveLength(mutual ? 1 : 0);
    expect(revealed(notes, other)).toHaveLength(mutual ? 1 : 0);
  });

  it('[SD15] a note without an answer stays private on both sides', () => {
    const notes = [noteOf(reader, participant(2), 'yes')];
    expect(revealed(notes)).toEqual([]);
    expect(revealed(notes, participant(2))).toEqual([]);
  });

  it('[SD16] tells the kinds that both noted, and nothing of what the other wrote', () => {
    const other = participant(2);
    const own = noteOf(reader, other, 'maybe', ['donation', 'employment']);
    const theirs = noteOf(other, reader, 'yes', ['employment', 'sponsorship']);
    const result = revealed([theirs, own]);
    expect(result).toEqual([{ partner: other, commonKinds: ['employment'], own }]);
    expect(JSON.stringify(result)).not.toContain(`of ${other}`);
    expect(JSON.stringify(result)).not.toContain('yes');
  });
});

const lead = fc.record({
  kind: fc.constantFrom(...LEAD_KINDS),
  words: fc.string({ maxLength: 8 }),
  nextStep: fc.string({ maxLength: 8 }),
});
const content = fc.record({
  level: fc.constantFrom(...INTEREST_LEVELS),
  leads: fc.uniqueArray(lead, { selector: ({ kind }) => kind, maxLength: 4 }),
});
type Content = Pick<Note, 'level' | 'leads'>;

const pairs = PEOPLE.flatMap((from) =>
  PEOPLE.filter((about) => about !== from).map((about) => ({ from, about })),
);
/** For each pair of people a note, or none. */
const contents = fc.tuple(...pairs.map(() => fc.option(content, { freq: 4 })));

const notesFrom = (written: readonly (Content | null)[]): Note[] =>
  pairs.flatMap((pair, index) => {
    const one = written[index];
    return one ? [{ ...pair, ...one }] : [];
  });

const willing = (notes: readonly Note[], from: ParticipantId, about: ParticipantId) =>
  notes.some((note) => note.from === from && note.about === about && note.level !== 'no');

const kindsOf = (notes: readonly Note[], from: ParticipantId, about: ParticipantId) =>
  notes
    .filter((note) => note.from === from && note.about === about)
    .flatMap((note) => note.leads.map((one) => one.kind));

/**
 * Another world that the reader must not tell from the first: everything that others wrote is
 * replaced, but for the answer to each interest of the reader's and the kinds that both named.
 */
function otherWorld(notes: readonly Note[], replacement: readonly Note[]): Note[] {
  const own = notes.filter((note) => note.from === reader);
  const foreign = PEOPLE.filter((one) => one !== reader).flatMap((from) => {
    const written = replacement.filter((note) => note.from === from);
    if (!willing(notes, reader, from)) return written;
    const elsewhere = written.filter((note) => note.about !== reader);
    const here = written.find((note) => note.about === reader);
    if (!willing(notes, from, reader)) {
      return here ? [...elsewhere, { ...here, level: 'no' as const }] : elsewhere;
    }
    const mine = kindsOf(notes, reader, from);
    const shared = kindsOf(notes, from, reader).filter((kind) => mine.includes(kind));
    const others = (here?.leads ?? []).filter(({ kind }) => !mine.includes(kind));
    const leads = [...others, ...shared.map((kind) => ({ kind, words: 'else', nextStep: 'else' }))];
    const level = here?.level === 'yes' ? 'yes' : 'maybe';
    return [...elsewhere, { from, about: reader, level, leads } as const];
  });
  return [...own, ...foreign];
}

describe('privacy, for any notes', () => {
  it('[SD15] reveals exactly the mutual interests, and the same to both', () => {
    fc.assert(
      fc.property(contents, (written) => {
        const notes = notesFrom(written);
        for (const one of PEOPLE) {
          const expected = PEOPLE.filter(
            (other) => willing(notes, one, other) && willing(notes, other, one),
          );
          expect(revealed(notes, one).map(({ partner }) => partner)).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('[SD17] two worlds that differ only in one-sided facts give the reader the same result', () => {
    let compared = 0;
    fc.assert(
      fc.property(contents, contents, fc.integer(), (written, rewritten, seed) => {
        const notes = notesFrom(written);
        const other = shuffled(otherWorld(notes, notesFrom(rewritten)), seededRandom(seed));
        const before = revealed(notes);
        compared += before.length;
        expect(JSON.stringify(revealed(other))).toBe(JSON.stringify(before));
      }),
      { numRuns: 400 },
    );
    // Worlds without any mutual interest would make this trivial.
    expect(compared).toBeGreaterThan(100);
  });
});
