import { findSession, sessionsDue } from '#server/features/sessions/data.ts';
import {
  type MovedSession,
  type MoveSession,
  moveSession,
} from '#server/features/sessions/mutations.ts';
import type { Logger } from '#server/platform/logging/logger.ts';
import type { Clock } from '#shared/core/clock.ts';
import { AppError } from '#shared/core/errors.ts';
import type { SessionId } from '#shared/core/ids.ts';
import { nextDeadline } from '#shared/features/sessions/machine.ts';

/**
 * How often the store is asked what falls due, in milliseconds. Timers turn the steps on time;
 * this finds what another node started and left, or what failed.
 */
const SWEEP_EVERY = 5_000;

interface ClockSettings {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called once for each transition made here, after it is stored. */
  readonly onMoved: (moved: MovedSession) => Promise<void>;
}

interface SessionClock {
  readonly move: MoveSession;
  /** Ends the timers and waits for the steps being turned. */
  stop(): Promise<void>;
}

/**
 * [SE5] [SE6] Turns the steps of every session that is open. Any number of nodes may run one: a
 * step that two of them turn is stored once, and told by the one that stored it.
 */
export async function startSessionClock(settings: ClockSettings): Promise<SessionClock> {
  const { clock, logger, onMoved } = settings;
  const timers = new Map<SessionId, () => void>();
  const underWay = new Set<Promise<void>>();
  let stopped = false;

  function arm(id: SessionId, dueAt: number | null): void {
    timers.get(id)?.();
    timers.delete(id);
    if (dueAt === null || stopped) return;
    timers.set(
      id,
      clock.after(dueAt - clock.now(), () => run(turn(id))),
    );
  }

  function run(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  const move: MoveSession = async (id, event) => {
    const moved = await moveSession(id, event, clock.now());
    arm(id, nextDeadline(moved.session.state));
    await onMoved(moved).catch((error: unknown) => {
      logger.error({ err: error, session: id }, 'a session moved but could not be told');
    });
    return moved;
  };

  /** A timer may fire early, or after someone else moved the session: the stored state decides. */
  async function turn(id: SessionId): Promise<void> {
    try {
      const session = await findSession(id);
      const dueAt = session && nextDeadline(session.state);
      if (!session || dueAt === null || clock.now() < dueAt) {
        arm(id, dueAt);
        return;
      }
      await move(id, { type: 'deadlinePassed', revision: session.state.revision });
    } catch (error) {
      arm(id, null);
      if (error instanceof AppError && error.code === 'wrong_state') return;
      logger.error({ err: error, session: id }, 'a step could not be turned, it is tried again');
    }
  }

  async function sweep(): Promise<void> {
    try {
      const due = await sessionsDue(clock.now() + 2 * SWEEP_EVERY);
      for (const { id, dueAt } of due) arm(id, dueAt);
    } catch (error) {
      logger.error({ err: error }, 'the sessions that fall due could not be read');
    }
  }

  let cancelSweep = () => {};
  function sweepLater(): void {
    if (stopped) return;
    cancelSweep = clock.after(SWEEP_EVERY, () => run(sweep().then(sweepLater)));
  }

  await sweep();
  sweepLater();
  return {
    move,
    async stop() {
      stopped = true;
      cancelSweep();
      for (const cancel of timers.values()) cancel();
      timers.clear();
      await Promise.all(underWay);
    },
  };
}
