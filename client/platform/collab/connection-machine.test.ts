import { describe, expect, it } from 'vitest';
import {
  backOff,
  CONNECT_TIMEOUT,
  type ConnectionEvent,
  type ConnectionState,
  deadlineOf,
  IDLE,
  SILENCE_TIMEOUT,
  transition,
} from '#client/platform/collab/connection-machine.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';

const moment = (now: number) => ({ now, random: () => 1 });
const play = (state: ConnectionState, ...steps: [number, ConnectionEvent][]): ConnectionState =>
  steps.reduce((before, [now, event]) => transition(before, event, moment(now)), state);
const closed = (code: number): ConnectionEvent => ({ type: 'closed', code, reason: 'why' });

describe('the connection', () => {
  it('[CO28] goes from idle to synced', () => {
    const kinds = [];
    let state: ConnectionState = IDLE;
    for (const type of ['connect', 'opened', 'synced'] as const) {
      state = transition(state, { type }, moment(0));
      kinds.push(state.kind);
    }
    expect(kinds).toEqual(['connecting', 'syncing', 'synced']);
  });

  it('[CO28] doubles its pauses up to 30 s', () => {
    let state = play(IDLE, [0, { type: 'connect' }]);
    const pauses: number[] = [];
    let now = 0;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      state = transition(state, closed(1006), moment(now));
      const until = deadlineOf(state) ?? 0;
      pauses.push(until - now);
      now = until;
      state = transition(state, { type: 'due' }, moment(now));
      expect(state.kind).toBe('connecting');
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('[CO28] spreads its pauses over their upper half', () => {
    expect([backOff(0, () => 0), backOff(0, () => 0.999)]).toEqual([250, 500]);
  });

  it('[CO28] starts again from the shortest pause once it was synced', () => {
    const state = play(
      { kind: 'syncing', attempt: 6, until: 100 },
      [0, { type: 'synced' }],
      [10, closed(1006)],
    );
    expect(state).toEqual({ kind: 'waiting', attempt: 1, until: 510 });
  });

  it('[CO28] does not wait when the network returns', () => {
    const waiting: ConnectionState = { kind: 'waiting', attempt: 3, until: 9000 };
    expect(transition(waiting, { type: 'hint' }, moment(10)).kind).toBe('connecting');
  });

  it.each([CLOSE.malformed, CLOSE.notSignedIn, CLOSE.staleEpoch, CLOSE.tooFast])(
    '[CO28] stops for the final code %i until asked again',
    (code) => {
      const state = play(
        IDLE,
        [0, { type: 'connect' }],
        [1, { type: 'opened' }],
        [2, closed(code)],
      );
      expect(state).toEqual({ kind: 'refused', code, reason: 'why' });
      expect(transition(state, { type: 'hint' }, moment(3))).toBe(state);
      expect(transition(state, { type: 'connect' }, moment(3)).kind).toBe('connecting');
    },
  );

  it.each([1006, CLOSE.storeRefuses, CLOSE.slowReader, CLOSE.restart])(
    '[CO28] tries again after %i',
    (code) => {
      const state = play(IDLE, [0, { type: 'connect' }], [1, closed(code)]);
      expect(state.kind).toBe('waiting');
    },
  );

  it('[CO25] gives up a socket that does not open, and one that falls silent', () => {
    const connecting = play(IDLE, [0, { type: 'connect' }]);
    expect(transition(connecting, { type: 'due' }, moment(CONNECT_TIMEOUT - 1))).toBe(connecting);
    expect(transition(connecting, { type: 'due' }, moment(CONNECT_TIMEOUT)).kind).toBe('waiting');
    const synced = play(connecting, [0, { type: 'opened' }], [0, { type: 'synced' }]);
    const heard = transition(synced, { type: 'heard' }, moment(20_000));
    expect(transition(heard, { type: 'due' }, moment(SILENCE_TIMEOUT))).toBe(heard);
    expect(transition(heard, { type: 'due' }, moment(20_000 + SILENCE_TIMEOUT)).kind).toBe(
      'waiting',
    );
  });

  it('ignores what does not concern its state', () => {
    const events: ConnectionEvent[] = [{ type: 'opened' }, { type: 'synced' }, { type: 'due' }];
    for (const event of [...events, closed(1006)]) {
      expect(transition(IDLE, event, moment(0))).toBe(IDLE);
    }
  });
});
