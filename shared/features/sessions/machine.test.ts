import { describe, expect, it } from 'vitest';
import { toId } from '#shared/core/ids.ts';
import {
  ABANDONED_AFTER,
  nextDeadline,
  plannedSession,
  remainingTime,
  type SessionEvent,
  transition,
} from '#shared/features/sessions/machine.ts';
import {
  type Agenda,
  type ParticipantId,
  type SessionState,
  sessionStateSchema,
} from '#shared/features/sessions/schema.ts';

const MINUTE = 60_000;
const START = 1_900_000_000_000;
const participant = (rank: number): ParticipantId => toId(rank.toString(16).padStart(24, '0'));

const agenda: Agenda = [
  { kind: 'welcome', duration: 10 * MINUTE },
  {
    kind: 'round',
    duration: 8 * MINUTE,
    tables: [{ number: 1, participants: [participant(1), participant(2)] }],
    waiting: [participant(3)],
  },
  { kind: 'closing', duration: 5 * MINUTE },
];

type Unstamped<Event> = Event extends SessionEvent ? Omit<Event, 'revision'> : never;
type Gesture = Unstamped<SessionEvent>;

/** Sends an event at the current revision; fails the test when it is refused. */
function follow(state: SessionState, gesture: Gesture, now: number): SessionState {
  const result = transition(state, { ...gesture, revision: state.revision }, now);
  if (!result.ok) throw new Error(`${gesture.type}: ${result.message}`);
  return result.value.state;
}

function refusal(state: SessionState, gesture: Gesture, now: number, revision = state.revision) {
  const result = transition(state, { ...gesture, revision }, now);
  return result.ok ? null : result.code;
}

const planned = () => follow(plannedSession(START), { type: 'plan', agenda }, START);
const lobby = () => follow(planned(), { type: 'openLobby' }, START);
const running = () => follow(lobby(), { type: 'start' }, START);

const currentOf = (state: SessionState) => {
  if (state.phase !== 'running') throw new Error(`not running: ${state.phase}`);
  return state.current;
};

describe('phases', () => {
  it('[SE1] goes from planned to lobby to running to closed', () => {
    let state = running();
    expect(state.phase).toBe('running');
    for (const minutes of [10, 18, 23]) {
      state = follow(state, { type: 'deadlinePassed' }, START + minutes * MINUTE);
    }
    expect(state).toMatchObject({ phase: 'closed', reason: 'finished', lastStep: 2 });
  });

  it('[SE1] refuses what does not belong to the phase and never goes back', () => {
    expect(refusal(planned(), { type: 'start' }, START)).toBe('wrong_state');
    expect(refusal(lobby(), { type: 'openLobby' }, START)).toBe('wrong_state');
    expect(refusal(running(), { type: 'start' }, START)).toBe('wrong_state');
    expect(refusal(running(), { type: 'plan', agenda }, START)).toBe('wrong_state');
    const closed = follow(running(), { type: 'close' }, START);
    for (const type of ['openLobby', 'start', 'pause', 'resume', 'skip', 'close'] as const) {
      expect(refusal(closed, { type }, START)).toBe('wrong_state');
    }
  });

  it('[SE2] starts only with an agenda', () => {
    const empty = follow(plannedSession(START), { type: 'openLobby' }, START);
    expect(refusal(empty, { type: 'start' }, START)).toBe('wrong_state');
    expect(follow(empty, { type: 'plan', agenda }, START).agenda).toEqual(agenda);
  });

  it('[SE2] refuses an agenda that seats someone twice', () => {
    const round = agenda[1];
    if (round?.kind !== 'round') throw new Error('unexpected agenda');
    const twice = [{ ...round, waiting: [participant(1)] }];
    expect(refusal(lobby(), { type: 'plan', agenda: twice }, START)).toBe('bad_input');
  });

  it('[SE3] says why it closed', () => {
    expect(follow(lobby(), { type: 'close' }, START)).toMatchObject({
      reason: 'cancelled',
      lastStep: null,
    });
    expect(follow(running(), { type: 'close' }, START)).toMatchObject({
      reason: 'ended',
      lastStep: 0,
    });
  });
});

describe('revisions', () => {
  it('[SE4] refuses the second of two clicks, and the second of two facilitators', () => {
    const state = running();
    const seen = state.revision;
    const skipped = follow(state, { type: 'skip' }, START + MINUTE);
    expect(currentOf(skipped).index).toBe(1);
    expect(refusal(skipped, { type: 'skip' }, START + MINUTE + 5, seen)).toBe('wrong_state');
  });

  it('[SE4] advances once when two nodes see the same deadline', () => {
    const state = running();
    const now = START + 10 * MINUTE;
    const once = follow(state, { type: 'deadlinePassed' }, now);
    expect(refusal(once, { type: 'deadlinePassed' }, now, state.revision)).toBe('wrong_state');
  });
});

describe('the clock', () => {
  it('[SE5] refuses a deadline that has not come', () => {
    const early = START + 10 * MINUTE - 1;
    expect(refusal(running(), { type: 'deadlinePassed' }, early)).toBe('wrong_state');
  });

  it('[SE6] resumes the same step after a restart within it, with the time that is left', () => {
    const restored = sessionStateSchema.parse(JSON.parse(JSON.stringify(running())));
    expect(nextDeadline(restored)).toBe(START + 10 * MINUTE);
    if (restored.phase !== 'running') throw new Error('not running');
    expect(remainingTime(restored, START + 7 * MINUTE)).toBe(3 * MINUTE);
  });

  it('[SE7] after a stop over several deadlines, begins only the next step, now and whole', () => {
    const late = START + 45 * MINUTE;
    expect(currentOf(follow(running(), { type: 'deadlinePassed' }, late))).toEqual({
      index: 1,
      startedAt: late,
      timer: { kind: 'ticking', deadline: late + 8 * MINUTE },
    });
  });

  it('[SE8] reads a clock that went back as one that stands still', () => {
    const paused = follow(running(), { type: 'pause' }, START - 60 * MINUTE);
    expect(paused.changedAt).toBe(START);
    expect(currentOf(paused).timer).toEqual({ kind: 'paused', remaining: 10 * MINUTE });
  });

  it('[SE9] keeps the remaining time through a pause', () => {
    const paused = follow(running(), { type: 'pause' }, START + 4 * MINUTE);
    expect(refusal(paused, { type: 'deadlinePassed' }, START + 20 * MINUTE)).toBe('wrong_state');
    expect(refusal(paused, { type: 'pause' }, START + 5 * MINUTE)).toBe('wrong_state');
    const resumed = follow(paused, { type: 'resume' }, START + 30 * MINUTE);
    expect(nextDeadline(resumed)).toBe(START + 36 * MINUTE);
    expect(refusal(resumed, { type: 'resume' }, START + 31 * MINUTE)).toBe('wrong_state');
  });

  it('[SE10] extends a running and a paused step', () => {
    const extended = follow(running(), { type: 'extend', by: 2 * MINUTE }, START + MINUTE);
    expect(nextDeadline(extended)).toBe(START + 12 * MINUTE);
    const paused = follow(extended, { type: 'pause' }, START + 2 * MINUTE);
    const longer = follow(paused, { type: 'extend', by: MINUTE }, START + 3 * MINUTE);
    expect(currentOf(longer).timer).toEqual({ kind: 'paused', remaining: 11 * MINUTE });
  });

  it('[SE10] extends from now a step whose deadline has just passed', () => {
    const now = START + 10 * MINUTE + 40;
    const extended = follow(running(), { type: 'extend', by: MINUTE }, now);
    expect(nextDeadline(extended)).toBe(now + MINUTE);
  });

  it.each([0, -MINUTE, 1.5, Number.NaN, 61 * MINUTE])('[SE10] refuses to extend by %d', (by) => {
    expect(refusal(running(), { type: 'extend', by }, START)).toBe('bad_input');
  });

  it('[SE10] keeps a step under three hours', () => {
    let state = running();
    for (const _ of [1, 2]) state = follow(state, { type: 'extend', by: 60 * MINUTE }, START);
    expect(refusal(state, { type: 'extend', by: 60 * MINUTE }, START)).toBe('bad_input');
  });

  it('[SE11] skips to the next step, also from a pause', () => {
    const paused = follow(running(), { type: 'pause' }, START);
    const now = START + 3 * MINUTE;
    const skipped = follow(paused, { type: 'skip' }, now);
    expect(currentOf(skipped)).toMatchObject({ index: 1, startedAt: now });
    expect(nextDeadline(skipped)).toBe(now + 8 * MINUTE);
  });

  it('[SE12] closes what nobody came back to: lobby, pause, stopped server', () => {
    const now = START + ABANDONED_AFTER;
    for (const state of [lobby(), follow(running(), { type: 'pause' }, START), running()]) {
      const closed = follow(state, { type: 'deadlinePassed' }, now);
      expect(closed).toMatchObject({ phase: 'closed', reason: 'abandoned' });
      expect(nextDeadline(closed)).toBeNull();
    }
    expect(refusal(lobby(), { type: 'deadlinePassed' }, now - 1)).toBe('wrong_state');
  });
});

it('[SE13] tells the caller what to do once the state is stored', () => {
  const opened = transition(planned(), { type: 'openLobby', revision: 1 }, START);
  expect(opened).toMatchObject({ value: { effects: [{ type: 'lobbyOpened' }] } });
  const started = transition(lobby(), { type: 'start', revision: 2 }, START);
  expect(started).toMatchObject({ value: { effects: [{ type: 'stepStarted', index: 0 }] } });
  const ended = transition(running(), { type: 'close', revision: 3 }, START);
  expect(ended).toMatchObject({ value: { effects: [{ type: 'closed', reason: 'ended' }] } });
});
