import { seatIn } from '#shared/features/sessions/domain.ts';
import { remainingTime } from '#shared/features/sessions/machine.ts';
import type {
  ParticipantId,
  RunningState,
  SessionState,
  SessionView,
} from '#shared/features/sessions/schema.ts';

/**
 * What `participant` is told of the session at `now`: their own seat, now and next, never the
 * seats of others. Null stands for whoever looks on without a seat.
 */
export function viewFor(
  state: SessionState,
  participant: ParticipantId | null,
  now: number,
): SessionView {
  const common = { revision: state.revision, at: Math.max(now, state.changedAt) };
  switch (state.phase) {
    case 'planned':
    case 'lobby':
      return { phase: state.phase, ...common };
    case 'running':
      return runningView(state, participant, common);
    case 'closed':
      return { phase: 'closed', ...common, closedAt: state.changedAt, reason: state.reason };
  }
}

function runningView(
  state: RunningState,
  participant: ParticipantId | null,
  common: { revision: number; at: number },
): SessionView {
  const { index, startedAt, timer } = state.current;
  const step = state.agenda[index];
  if (!step) throw new RangeError(`step ${index} is not in the agenda`);
  const next = state.agenda[index + 1];
  const rounds = state.agenda.filter((candidate) => candidate.kind === 'round');
  const begun = state.agenda.slice(0, index + 1).filter((candidate) => candidate.kind === 'round');
  return {
    phase: 'running',
    ...common,
    step: {
      index,
      count: state.agenda.length,
      kind: step.kind,
      round: begun.length,
      rounds: rounds.length,
    },
    startedAt,
    deadline: timer.kind === 'ticking' ? timer.deadline : null,
    remaining: remainingTime(state, common.at),
    seat: seatIn(step, participant),
    next: next ? { kind: next.kind, seat: seatIn(next, participant) } : null,
  };
}
