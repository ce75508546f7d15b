import { ok, type Result, refuse } from '#shared/core/result.ts';
import { checkAgenda } from '#shared/features/sessions/domain.ts';
import {
  type Agenda,
  type CloseReason,
  type RunningState,
  SESSION_LIMITS,
  type SessionCommand,
  type SessionState,
} from '#shared/features/sessions/schema.ts';

/** A lobby, a pause or a stopped server that nobody came back to in this time ends the session. */
export const ABANDONED_AFTER = 12 * 60 * 60_000;

/** Each event names the revision that its sender saw; the two last come from the server only. */
export type SessionEvent =
  | SessionCommand
  | { readonly type: 'plan'; readonly revision: number; readonly agenda: Agenda }
  | { readonly type: 'deadlinePassed'; readonly revision: number };

/** What the caller has to do once the new state is stored. */
export type SessionEffect =
  | { readonly type: 'lobbyOpened' }
  | { readonly type: 'stepStarted'; readonly index: number }
  | { readonly type: 'closed'; readonly reason: CloseReason };

export interface Transition {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

export function plannedSession(now: number): SessionState {
  return { phase: 'planned', revision: 0, changedAt: now, agenda: [] };
}

/**
 * The state after `event` at `now` (milliseconds since 1970), or why it is refused. The caller
 * stores the state under the condition that the stored revision is still `event.revision`, then
 * tells people. A clock that went back is read as one that stands still.
 */
export function transition(
  state: SessionState,
  event: SessionEvent,
  now: number,
): Result<Transition> {
  if (event.revision !== state.revision) {
    return refuse('wrong_state', `revision ${event.revision} is not current (${state.revision})`);
  }
  const at = Math.max(now, state.changedAt);
  switch (event.type) {
    case 'plan':
      return plan(state, event.agenda, at);
    case 'openLobby':
      if (state.phase !== 'planned') return outOfPhase(event.type, state);
      return moved({ ...follow(state, at), phase: 'lobby' }, { type: 'lobbyOpened' });
    case 'start':
      if (state.phase !== 'lobby') return outOfPhase(event.type, state);
      if (state.agenda.length === 0) return refuse('wrong_state', 'the agenda is still empty');
      return enterStep(state, 0, at);
    case 'pause':
      return pause(state, at);
    case 'resume':
      return resume(state, at);
    case 'extend':
      return extend(state, event.by, at);
    case 'skip':
      if (state.phase !== 'running') return outOfPhase(event.type, state);
      return enterStep(state, state.current.index + 1, at);
    case 'close':
      return close(state, at);
    case 'deadlinePassed':
      return passDeadline(state, at);
  }
}

/** When `deadlinePassed` is due, in milliseconds since 1970; null when no clock runs. */
export function nextDeadline(state: SessionState): number | null {
  switch (state.phase) {
    case 'planned':
    case 'closed':
      return null;
    case 'lobby':
      return state.changedAt + ABANDONED_AFTER;
    case 'running': {
      const { timer } = state.current;
      return timer.kind === 'ticking' ? timer.deadline : state.changedAt + ABANDONED_AFTER;
    }
  }
}

/** The index of the last step that began, null before the first. */
export function lastStartedStep(state: SessionState): number | null {
  if (state.phase === 'running') return state.current.index;
  return state.phase === 'closed' ? state.lastStep : null;
}

/** Time left in the running step at `now`, in milliseconds, never negative. */
export function remainingTime(state: RunningState, now: number): number {
  const { timer } = state.current;
  if (timer.kind === 'paused') return timer.remaining;
  return Math.max(0, timer.deadline - Math.max(now, state.changedAt));
}

function plan(state: SessionState, agenda: Agenda, at: number): Result<Transition> {
  if (state.phase !== 'planned' && state.phase !== 'lobby') return outOfPhase('plan', state);
  const checked = checkAgenda(agenda);
  if (!checked.ok) return checked;
  return moved({ ...state, ...follow(state, at), agenda: checked.value });
}

function pause(state: SessionState, at: number): Result<Transition> {
  if (state.phase !== 'running' || state.current.timer.kind === 'paused') {
    return outOfPhase('pause', state);
  }
  return retimed(state, { kind: 'paused', remaining: remainingTime(state, at) }, at);
}

function resume(state: SessionState, at: number): Result<Transition> {
  if (state.phase !== 'running' || state.current.timer.kind === 'ticking') {
    return outOfPhase('resume', state);
  }
  return retimed(state, { kind: 'ticking', deadline: at + remainingTime(state, at) }, at);
}

function extend(state: SessionState, by: number, at: number): Result<Transition> {
  if (state.phase !== 'running') return outOfPhase('extend', state);
  const { min, max } = SESSION_LIMITS.extension;
  if (!Number.isInteger(by) || by < min || by > max) {
    return refuse('bad_input', `an extension lasts ${min} to ${max} ms`);
  }
  const remaining = remainingTime(state, at) + by;
  if (remaining > SESSION_LIMITS.stepDuration.max) {
    return refuse('bad_input', `a step lasts at most ${SESSION_LIMITS.stepDuration.max} ms`);
  }
  return state.current.timer.kind === 'paused'
    ? retimed(state, { kind: 'paused', remaining }, at)
    : retimed(state, { kind: 'ticking', deadline: at + remaining }, at);
}

function close(state: SessionState, at: number): Result<Transition> {
  if (state.phase === 'closed') return outOfPhase('close', state);
  if (state.phase !== 'running') return closed(state, 'cancelled', at);
  const last = state.current.index === state.agenda.length - 1;
  return closed(state, last ? 'finished' : 'ended', at);
}

/**
 * [SE7] A step that begins always begins now, with its whole duration: after a stop of the server no
 * meeting is shortened or passed over, even when several deadlines went by meanwhile.
 */
function passDeadline(state: SessionState, at: number): Result<Transition> {
  const due = nextDeadline(state);
  if (due === null || at < due) return refuse('wrong_state', 'no deadline has passed');
  if (state.phase !== 'running' || at - state.changedAt >= ABANDONED_AFTER) {
    return closed(state, 'abandoned', at);
  }
  return enterStep(state, state.current.index + 1, at);
}

function enterStep(state: SessionState, index: number, at: number): Result<Transition> {
  const step = state.agenda[index];
  if (!step) return closed(state, 'finished', at);
  const timer = { kind: 'ticking', deadline: at + step.duration } as const;
  return moved(
    { ...follow(state, at), phase: 'running', current: { index, startedAt: at, timer } },
    { type: 'stepStarted', index },
  );
}

function closed(state: SessionState, reason: CloseReason, at: number): Result<Transition> {
  return moved(
    { ...follow(state, at), phase: 'closed', reason, lastStep: lastStartedStep(state) },
    { type: 'closed', reason },
  );
}

function retimed(
  state: RunningState,
  timer: RunningState['current']['timer'],
  at: number,
): Result<Transition> {
  return moved({ ...state, ...follow(state, at), current: { ...state.current, timer } });
}

/** What every new state takes over from the one before it. */
const follow = (state: SessionState, at: number) => ({
  revision: state.revision + 1,
  changedAt: at,
  agenda: state.agenda,
});

const moved = (state: SessionState, ...effects: SessionEffect[]): Result<Transition> =>
  ok({ state, effects });

const outOfPhase = (type: SessionEvent['type'], state: SessionState): Result<never> =>
  refuse('wrong_state', `${type} is not possible now (${state.phase})`);
