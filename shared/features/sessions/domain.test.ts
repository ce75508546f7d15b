import { describe, expect, it } from 'vitest';
import { toId } from '#shared/core/ids.ts';
import { checkAgenda, partnersMet, seatIn } from '#shared/features/sessions/domain.ts';
import type { Agenda, ParticipantId, Step } from '#shared/features/sessions/schema.ts';
import { viewFor } from '#shared/features/sessions/view.ts';

const MINUTE = 60_000;
const participant = (rank: number): ParticipantId => toId(rank.toString(16).padStart(24, '0'));
const [one, two, three, four] = [1, 2, 3, 4].map(participant) as [
  ParticipantId,
  ParticipantId,
  ParticipantId,
  ParticipantId,
];

const round = (tables: ParticipantId[][], waiting: ParticipantId[] = []): Step => ({
  kind: 'round',
  duration: 8 * MINUTE,
  tables: tables.map((participants, index) => ({ number: index + 1, participants })),
  waiting,
});
const change: Step = { kind: 'change', duration: MINUTE };
const agenda: Agenda = [round([[one, two]], [three]), change, round([[one, three]], [two])];

describe('agenda', () => {
  it('[SE2] accepts a table of two as a table of four', () => {
    expect(checkAgenda([round([[one, two, three, four]])]).ok).toBe(true);
    expect(checkAgenda(agenda).ok).toBe(true);
  });

  it.each<[string, Agenda]>([
    ['no step', []],
    ['too many steps', Array.from({ length: 81 }, () => change)],
    ['a step of no time', [{ ...change, duration: 0 }]],
    ['an endless step', [{ ...change, duration: Number.POSITIVE_INFINITY }]],
    ['no table', [round([])]],
    ['a table for one', [round([[one]])]],
    [
      'two tables for one participant',
      [
        round([
          [one, two],
          [one, three],
        ]),
      ],
    ],
    ['one who sits and waits', [round([[one, two]], [two])]],
  ])('[SE2] refuses %s', (_, bad) => {
    expect(checkAgenda(bad)).toMatchObject({ ok: false, code: 'bad_input' });
  });

  it('[SE2] refuses two tables of one number', () => {
    const tables = [
      [one, two],
      [three, four],
    ].map((participants) => ({ number: 1, participants }));
    const step: Step = { kind: 'round', duration: MINUTE, tables, waiting: [] };
    expect(checkAgenda([step])).toMatchObject({ ok: false, code: 'bad_input' });
  });
});

describe('seats', () => {
  it('[SE14] places everyone: at a table, waiting, in the room, looking on', () => {
    const step = round([[one, two]], [three]);
    expect(seatIn(step, one)).toEqual({ kind: 'table', table: 1, partners: [two] });
    expect(seatIn(step, three)).toEqual({ kind: 'waiting' });
    expect(seatIn(step, four)).toEqual({ kind: 'observer' });
    expect(seatIn(step, null)).toEqual({ kind: 'observer' });
    expect(seatIn(change, one)).toEqual({ kind: 'room' });
  });

  it('[SE15] counts as met only those of steps that began', () => {
    expect([...partnersMet(agenda, null, one)]).toEqual([]);
    expect([...partnersMet(agenda, 1, one)]).toEqual([two]);
    expect([...partnersMet(agenda, 2, one)]).toEqual([two, three]);
  });

  it('[SE14] tells one person their own seat, now and next, and the time left', () => {
    const view = viewFor(
      {
        phase: 'running',
        revision: 4,
        changedAt: 1_000,
        agenda,
        current: { index: 1, startedAt: 1_000, timer: { kind: 'ticking', deadline: 61_000 } },
      },
      three,
      21_000,
    );
    expect(view).toEqual({
      phase: 'running',
      revision: 4,
      at: 21_000,
      step: { index: 1, count: 3, kind: 'change', round: 1, rounds: 2 },
      startedAt: 1_000,
      deadline: 61_000,
      remaining: 40_000,
      seat: { kind: 'room' },
      next: { kind: 'round', seat: { kind: 'table', table: 1, partners: [one] } },
    });
    expect(JSON.stringify(view)).not.toContain(two);
  });

  it('[SE14] has no deadline while paused and no next after the last step', () => {
    const timer = { kind: 'paused', remaining: 5_000 } as const;
    const current = { index: 2, startedAt: 0, timer };
    const view = viewFor({ phase: 'running', revision: 4, changedAt: 0, agenda, current }, one, 9);
    expect(view).toMatchObject({ deadline: null, remaining: 5_000, next: null });
  });
});
