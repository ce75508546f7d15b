import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toId } from '#shared/core/ids.ts';
import { checkAgenda } from '#shared/features/sessions/domain.ts';
import type { ParticipantId } from '#shared/features/sessions/schema.ts';
import {
  buildAgenda,
  planDifference,
  planRounds,
  type Registration,
  register,
  withdraw,
} from '#shared/features/speed-dating/domain.ts';
import { type Participant, templateSchema } from '#shared/features/speed-dating/schema.ts';

const MINUTE = 60_000;
const hex = (rank: number) => rank.toString(16).padStart(24, '0');
const template = templateSchema.parse({});

const side = (first: number, size: number): ParticipantId[] =>
  Array.from({ length: size }, (_, rank) => toId(hex(first + rank)));

function planOf(associations: number, businesses: number, rounds?: number) {
  const plan = planRounds({
    associations: side(1, associations),
    businesses: side(101, businesses),
    rounds,
  });
  if (!plan.ok) throw new Error(plan.message);
  return plan.value;
}

const upTo = (size: number) => Array.from({ length: size }, (_, index) => index + 1);
const everySize = upTo(12).flatMap((one) => upTo(12).map((other) => [one, other] as const));
const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

/** The longest run of `true`. */
const longestRun = (flags: readonly boolean[]) =>
  Math.max(...flags.map((_, start) => flags.slice(start).findIndex((flag) => !flag)), 0);

describe('rounds', () => {
  it.each(everySize)('[SD4] %i associations and %i businesses all meet, once', (one, other) => {
    const { rounds, unplannedMeetings } = planOf(one, other);
    const meetings = rounds.flatMap((round) => round.tables.map((table) => table.participants));
    const expected = side(1, one).flatMap((host) => side(101, other).map((guest) => host + guest));
    expect(meetings.map((pair) => [...pair].sort().join('')).sort()).toEqual(expected.sort());
    expect(rounds).toHaveLength(Math.max(one, other));
    expect(unplannedMeetings).toBe(0);
  });

  it.each(everySize)('[SD5] [SD6] %i and %i share waits at any number of rounds', (one, other) => {
    const everyone = [...side(1, one), ...side(101, other)];
    const larger = one >= other ? side(1, one) : side(101, other);
    for (const wanted of upTo(Math.max(one, other))) {
      const { rounds, unplannedMeetings } = planOf(one, other, wanted);
      for (const { tables, waiting } of rounds) {
        const places = [...tables.flatMap((table) => table.participants), ...waiting];
        expect([...places].sort()).toEqual([...everyone].sort());
        expect(waiting.every((participant) => larger.includes(participant))).toBe(true);
      }
      const waits = larger.map((participant) =>
        rounds.map(({ waiting }) => waiting.includes(participant)),
      );
      expect(spread(waits.map((flags) => flags.filter(Boolean).length))).toBeLessThanOrEqual(1);
      const longest = Math.ceil(Math.max(one, other) / Math.min(one, other)) - 1;
      for (const flags of waits) expect(longestRun([...flags, false])).toBeLessThanOrEqual(longest);
      expect(unplannedMeetings).toBe(one * other - wanted * Math.min(one, other));
    }
  });

  it('[SD5] the smaller side keeps its tables', () => {
    for (const { tables } of planOf(3, 5).rounds) {
      expect(tables.map((table) => table.participants[0])).toEqual(side(1, 3));
      expect(tables.map((table) => table.number)).toEqual([1, 2, 3]);
    }
  });

  it('[SD7] the same people in the same order give the same plan', () => {
    expect(planOf(7, 10)).toEqual(planOf(7, 10));
  });

  it('[SD4] more rounds than needed are not used', () => {
    expect(planOf(3, 4, 9)).toEqual(planOf(3, 4));
  });

  it.each([
    ['an empty side', [], side(2, 1)],
    ['someone on both sides', side(1, 2), side(2, 2)],
    ['a side that is too large', side(1, 31), side(101, 1)],
  ])('[SD8] refuses %s', (_, associations, businesses) => {
    expect(planRounds({ associations, businesses })).toMatchObject({ code: 'bad_input' });
  });

  it.each([0, -1, 1.5, Number.NaN])('[SD8] refuses %d rounds', (rounds) => {
    const sides = { associations: side(1, 2), businesses: side(101, 2) };
    expect(planRounds({ ...sides, rounds })).toMatchObject({ code: 'bad_input' });
  });
});

describe('agenda', () => {
  it('[SD9] ten and ten fit into two hours, with a break in the middle', () => {
    const { steps, duration, fit } = buildAgenda(planOf(10, 10).rounds, template);
    expect(duration).toBe(118 * MINUTE);
    expect(fit).toEqual({ fits: true, spare: 2 * MINUTE });
    expect(steps.reduce((sum, step) => sum + step.duration, 0)).toBe(duration);
    const kinds = steps.map((step) => step.kind);
    expect(kinds.slice(0, 4)).toEqual(['welcome', 'round', 'change', 'round']);
    expect(kinds.slice(9, 12)).toEqual(['round', 'break', 'round']);
    expect(kinds.slice(-2)).toEqual(['round', 'closing']);
  });

  it('[SD9] three rounds do without a break', () => {
    const { steps } = buildAgenda(planOf(3, 3).rounds, template);
    expect(steps.map((step) => step.kind)).not.toContain('break');
  });

  it('[SD10] says how many rounds fit when all do not', () => {
    const { fit } = buildAgenda(planOf(8, 12).rounds, template);
    expect(fit).toEqual({ fits: false, excess: 16 * MINUTE, roundsThatFit: 10 });
    expect(buildAgenda(planOf(8, 12, 10).rounds, template).fit.fits).toBe(true);
  });

  it.each(everySize)('[SD9] %i and %i give an agenda that the engine takes', (one, other) => {
    const { steps, duration } = buildAgenda(planOf(one, other).rounds, template);
    expect(checkAgenda(steps).ok).toBe(true);
    expect(steps.reduce((sum, step) => sum + step.duration, 0)).toBe(duration);
  });

  it('[SD11] names who came or left since it was planned', () => {
    const { steps } = buildAgenda(planOf(2, 3).rounds, template);
    const ids = [...side(1, 2), ...side(102, 2), ...side(200, 1)];
    const participants = ids.map((id, rank): Participant => {
      const organisationId = toId<'organisation'>(hex(300 + rank));
      return { id, organisationId, side: 'business', people: [toId(hex(400 + rank))] };
    });
    const difference = { missing: side(200, 1), gone: side(101, 1) };
    expect(planDifference(steps, participants)).toEqual(difference);
  });
});

describe('registration', () => {
  const entry = (person: number, organisation: number, on: Registration['side']): Registration => ({
    personId: toId(hex(person)),
    organisationId: toId(hex(organisation)),
    side: on,
    participantId: toId(hex(person + 1_000)),
  });

  function registered(...entries: Registration[]): readonly Participant[] {
    let participants: readonly Participant[] = [];
    for (const one of entries) {
      const result = register(participants, one);
      if (!result.ok) throw new Error(result.message);
      participants = result.value;
    }
    return participants;
  }

  it('[SD1] two people of one organisation are one participant', () => {
    const participants = registered(entry(1, 50, 'association'), entry(2, 50, 'association'));
    expect(participants).toHaveLength(1);
    expect(participants[0]?.people).toEqual([hex(1), hex(2)]);
    const third = register(participants, entry(3, 50, 'association'));
    expect(third).toMatchObject({ code: 'conflict' });
  });

  it('[SD2] refuses a person or an organisation on two sides', () => {
    const participants = registered(entry(1, 50, 'association'));
    const again = register(participants, entry(1, 50, 'association'));
    expect(again).toMatchObject({ code: 'already_done' });
    expect(register(participants, entry(1, 51, 'business'))).toMatchObject({ code: 'conflict' });
    expect(register(participants, entry(2, 50, 'business'))).toMatchObject({ code: 'conflict' });
  });

  it('[SD2] refuses one more on a full side, not on the other', () => {
    const full = registered(...upTo(30).map((rank) => entry(rank, 100 + rank, 'business')));
    expect(register(full, entry(31, 131, 'business'))).toMatchObject({ code: 'conflict' });
    expect(register(full, entry(31, 131, 'association')).ok).toBe(true);
  });

  it('[SD3] withdraws a person, then the organisation with its last one', () => {
    const participants = registered(entry(1, 50, 'association'), entry(2, 50, 'association'));
    const alone = withdraw(participants, toId(hex(1)));
    if (!alone.ok) throw new Error(alone.message);
    expect(alone.value[0]?.people).toEqual([hex(2)]);
    expect(withdraw(alone.value, toId(hex(2)))).toEqual({ ok: true, value: [] });
    expect(withdraw(alone.value, toId(hex(1)))).toMatchObject({ code: 'not_found' });
  });

  it('[SD1] [SD2] any registrations leave each person and organisation in one place', () => {
    const gesture = fc.record({
      person: fc.integer({ min: 1, max: 8 }),
      organisation: fc.integer({ min: 50, max: 54 }),
      on: fc.constantFrom('association' as const, 'business' as const),
      leaves: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 40 }), (gestures) => {
        let participants: readonly Participant[] = [];
        for (const { person, organisation, on, leaves } of gestures) {
          const result = leaves
            ? withdraw(participants, toId(hex(person)))
            : register(participants, entry(person, organisation, on));
          if (result.ok) participants = result.value;
          const people = participants.flatMap((participant) => participant.people);
          expect(new Set(people).size).toBe(people.length);
          const organisations = participants.map((participant) => participant.organisationId);
          expect(new Set(organisations).size).toBe(organisations.length);
          for (const participant of participants) {
            expect(participant.people.length).toBeOneOf([1, 2]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
