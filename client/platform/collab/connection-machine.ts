import type { Random } from '#shared/core/random.ts';
import { CLOSE, isFinalClose } from '#shared/realtime/close-codes.ts';

/** One document's connection. Times are milliseconds since 1970; `until` is when to act. */
export type ConnectionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number; readonly until: number }
  /** The socket is open; the sections exchange what they have. */
  | { readonly kind: 'syncing'; readonly attempt: number; readonly until: number }
  | { readonly kind: 'synced'; readonly until: number }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly until: number }
  /** Final until somebody connects again on purpose. */
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string };

export type ConnectionEvent =
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect' }
  | { readonly type: 'opened' }
  | { readonly type: 'synced' }
  /** Any message of the server. */
  | { readonly type: 'heard' }
  | { readonly type: 'closed'; readonly code: number; readonly reason: string }
  /** The network came back, or the page is seen again: no reason to wait longer. */
  | { readonly type: 'hint' }
  /** `until` has passed. */
  | { readonly type: 'due' };

export interface Moment {
  readonly now: number;
  readonly random: Random;
}

export const CONNECT_TIMEOUT = 10_000;
export const SYNC_TIMEOUT = 30_000;
/** The server beats every 15 s: two missed beats and a margin. */
export const SILENCE_TIMEOUT = 40_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

export const IDLE: ConnectionState = { kind: 'idle' };

/** What follows from an event. A state that an event does not concern is returned itself. */
export function transition(
  state: ConnectionState,
  event: ConnectionEvent,
  moment: Moment,
): ConnectionState {
  const { now } = moment;
  switch (event.type) {
    case 'connect':
      return state.kind === 'idle' || state.kind === 'refused' ? connecting(0, now) : state;
    case 'disconnect':
      return IDLE;
    case 'opened':
      if (state.kind !== 'connecting') return state;
      return { kind: 'syncing', attempt: state.attempt, until: now + SYNC_TIMEOUT };
    case 'synced':
      return state.kind === 'syncing' ? { kind: 'synced', until: now + SILENCE_TIMEOUT } : state;
    case 'heard':
      return heard(state, now);
    case 'closed':
      return closed(state, event, moment);
    case 'hint':
      return state.kind === 'waiting' ? connecting(state.attempt, now) : state;
    case 'due':
      return due(state, moment);
  }
}

/** When the state asks for a `due` event; null when it waits for others. */
export function deadlineOf(state: ConnectionState): number | null {
  return 'until' in state ? state.until : null;
}

/** Whether a socket belongs to the state. */
export function hasSocket(state: ConnectionState): boolean {
  return state.kind === 'connecting' || state.kind === 'syncing' || state.kind === 'synced';
}

/** How long to wait before attempt `attempt` + 1: doubled each time, spread over its upper half. */
export function backOff(attempt: number, random: Random): number {
  const longest = Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
  return Math.round(longest * (0.5 + random() / 2));
}

function connecting(attempt: number, now: number): ConnectionState {
  return { kind: 'connecting', attempt, until: now + CONNECT_TIMEOUT };
}

/** Moves the deadline by whole seconds only, so that busy documents do not rearm a timer a frame. */
function heard(state: ConnectionState, now: number): ConnectionState {
  if (state.kind !== 'synced' || now + SILENCE_TIMEOUT - state.until < 1000) return state;
  return { kind: 'synced', until: now + SILENCE_TIMEOUT };
}

function waiting(attempt: number, { now, random }: Moment): ConnectionState {
  return { kind: 'waiting', attempt: attempt + 1, until: now + backOff(attempt, random) };
}

function closed(
  state: ConnectionState,
  { code, reason }: { readonly code: number; readonly reason: string },
  moment: Moment,
): ConnectionState {
  switch (state.kind) {
    case 'idle':
    case 'waiting':
    case 'refused':
      return state;
    case 'connecting':
    case 'syncing':
      if (isFinalClose(code)) return { kind: 'refused', code, reason };
      return waiting(state.attempt, moment);
    case 'synced':
      if (isFinalClose(code)) return { kind: 'refused', code, reason };
      // A server that restarts is back soon, for everyone at once: the spread is what counts.
      return waiting(code === CLOSE.restart ? 1 : 0, moment);
  }
}

function due(state: ConnectionState, moment: Moment): ConnectionState {
  const at = deadlineOf(state);
  if (at === null || moment.now < at) return state;
  switch (state.kind) {
    case 'waiting':
      return connecting(state.attempt, moment.now);
    case 'connecting':
    case 'syncing':
      return waiting(state.attempt, moment);
    case 'synced':
      return waiting(0, moment);
    case 'idle':
    case 'refused':
      return state;
  }
}
