import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toId } from '#shared/core/ids.ts';
import {
  nextDeadline,
  plannedSession,
  type SessionEvent,
  transition,
} from '#shared/features/sessions/machine.ts';
import {
  type Agenda,
  type ParticipantId,
  type SessionState,
  sessionStateSchema,
} from '#shared/features/sessions/schema.ts';
import { viewFor } from '#shared/features/sessions/view.ts';
import { buildAgenda, planRounds } from '#shared/features/speed-dating/domain.ts';
import { templateSchema } from '#shared/features/speed-dating/schema.ts';

const HOUR = 3_600_000;
const START = 1_900_000_000_000;
const PHASES = ['planned', 'lobby', 'running', 'closed'];
const participant = (rank: number): ParticipantId => toId(rank.toString(16).padStart(24, '0'));
const associations = [1, 2, 3].map(participant);
const businesses = [4, 5, 6, 7].map(participant);

function speedDating(): Agenda {
  const plan = planRounds({ associations, businesses });
  if (!plan.ok) throw new Error(plan.message);
  return buildAgenda(plan.value.rounds, templateSchema.parse({})).steps;
}

type Act =
  | { readonly kind: 'event'; readonly event: SessionEvent; readonly behind: number }
  | { readonly kind: 'clock'; readonly by: number }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'restart' };

/** How a run begins: the first `length` of these, so that every phase is explored. */
const OPENING: readonly SessionEvent[] = [
  { type: 'plan', revision: 0, agenda: speedDating() },
  { type: 'openLobby', revision: 1 },
  { type: 'start', revision: 2 },
];

const simple = ['openLobby', 'start', 'pause', 'resume', 'skip'] as const;
const event: fc.Arbitrary<SessionEvent> = fc.oneof(
  {
    arbitrary: fc.record({ type: fc.constantFrom(...simple), revision: fc.constant(0) }),
    weight: 6,
  },
  fc.record({
    type: fc.constantFrom('close' as const, 'deadlinePassed' as const),
    revision: fc.constant(0),
  }),
  fc.record({
    type: fc.constant('extend' as const),
    revision: fc.constant(0),
    by: fc.integer({ min: -HOUR, max: 2 * HOUR }),
  }),
  fc.record({
    type: fc.constant('plan' as const),
    revision: fc.constant(0),
    agenda: fc.constantFrom(speedDating(), []),
  }),
);

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('event' as const),
      event,
      behind: fc.oneof(fc.constant(0), fc.integer({ min: -2, max: 3 })),
    }),
    weight: 5,
  },
  fc.record({
    kind: fc.constant('clock' as const),
    by: fc.oneof(
      { arbitrary: fc.integer({ min: -HOUR, max: HOUR }), weight: 9 },
      fc.constant(13 * HOUR),
    ),
  }),
  { arbitrary: fc.constant<Act>({ kind: 'deadline' }), weight: 4 },
  fc.constant<Act>({ kind: 'restart' }),
);

const stepIndex = (state: SessionState) => (state.phase === 'running' ? state.current.index : -1);

function expectOnlyForward(before: SessionState, state: SessionState): void {
  expect(state.revision).toBe(before.revision + 1);
  expect(state.changedAt).toBeGreaterThanOrEqual(before.changedAt);
  expect(PHASES.indexOf(state.phase)).toBeGreaterThanOrEqual(PHASES.indexOf(before.phase));
  if (state.phase !== 'running') return;
  expect(stepIndex(state) - stepIndex(before)).toBeOneOf([0, 1]);
  const due = nextDeadline(state);
  expect(due).toBeGreaterThanOrEqual(state.changedAt);
  if (before.phase === 'running') expect(state.agenda).toEqual(before.agenda);
}

/** What the participants are told agrees: each is in one place, each partner sees the other. */
function expectCoherentSeats(state: SessionState, now: number): void {
  const all = [...associations, ...businesses];
  const seats = new Map(
    all.flatMap((one) => {
      const view = viewFor(state, one, now);
      if (view.phase !== 'running') return [];
      expect(view.remaining).toBeGreaterThanOrEqual(0);
      return [[one, view.seat] as const];
    }),
  );
  for (const [one, seat] of seats) {
    expect(seat.kind).not.toBe('observer');
    if (seat.kind !== 'table') continue;
    for (const partner of seat.partners) {
      expect(seats.get(partner)).toMatchObject({ table: seat.table, partners: [one] });
    }
  }
}

it('[SE1] [SE4] [SE8] any commands, clock jumps and restarts keep the course true', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.nat(3), fc.array(act, { maxLength: 60, size: 'max' }), (opened, acts) => {
      let now = START;
      let state = plannedSession(now);
      const begun: number[] = [];
      const apply = (sent: SessionEvent) => {
        const frozen = JSON.stringify(state);
        const result = transition(state, sent, now);
        expect(JSON.stringify(state)).toBe(frozen);
        if (!result.ok) return;
        expect(sent.revision).toBe(state.revision);
        expectOnlyForward(state, result.value.state);
        for (const effect of result.value.effects) {
          if (effect.type === 'stepStarted') begun.push(effect.index);
        }
        state = result.value.state;
        reached.add(state.phase === 'closed' ? `closed: ${state.reason}` : state.phase);
        expectCoherentSeats(state, now);
      };
      for (const sent of OPENING.slice(0, opened)) apply(sent);
      for (const one of acts) {
        if (one.kind === 'clock') now += one.by;
        if (one.kind === 'restart') {
          const stored = JSON.parse(JSON.stringify(state));
          expect(sessionStateSchema.parse(stored)).toEqual(state);
        }
        if (one.kind === 'deadline') {
          // Reaching the end of a long wait is left to the jumps of the clock, else few runs go far.
          const due = nextDeadline(state) ?? now;
          if (due - now < 4 * HOUR) now = Math.max(now, due);
          apply({ type: 'deadlinePassed', revision: state.revision });
        }
        if (one.kind === 'event') apply({ ...one.event, revision: state.revision - one.behind });
      }
      // Each step begins at most once and none is passed over: no meeting is held twice.
      expect(begun).toEqual(begun.map((_, index) => index));
    }),
    { numRuns: 400, seed: 20_26 },
  );
  // The generator itself is judged: a run that never left the lobby would prove nothing.
  const reasons = ['finished', 'ended', 'cancelled', 'abandoned'];
  expect(reached).toEqual(
    new Set([...PHASES.slice(0, 3), ...reasons.map((why) => `closed: ${why}`)]),
  );
});

it('[SE5] left alone, a started session walks through its whole agenda and closes', () => {
  const agenda = speedDating();
  let state: SessionState = { phase: 'lobby', revision: 2, changedAt: START, agenda };
  const started = transition(state, { type: 'start', revision: 2 }, START);
  if (!started.ok) throw new Error(started.message);
  state = started.value.state;
  for (let due = nextDeadline(state); due !== null; due = nextDeadline(state)) {
    const result = transition(state, { type: 'deadlinePassed', revision: state.revision }, due);
    if (!result.ok) throw new Error(result.message);
    state = result.value.state;
  }
  const whole = agenda.reduce((sum, step) => sum + step.duration, 0);
  expect(state).toMatchObject({ phase: 'closed', reason: 'finished', changedAt: START + whole });
});
