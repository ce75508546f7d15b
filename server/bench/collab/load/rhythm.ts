import type { Member } from '#server/bench/collab/load/room.ts';
import type { Random } from '#shared/core/random.ts';

const TICK = 1;

/**
 * Lets each member type `perSecond` letters a second, whatever comes back, from a moment of its own on. Returns
 * what ends it.
 */
export function typeAtRate(
  members: readonly Member[],
  perSecond: number,
  random: Random,
): () => void {
  const period = 1000 / perSecond;
  const started = performance.now();
  // All have the same period, so that who typed last is always the last to type again.
  const queue = members
    .map((member) => ({ member, due: started + random() * period }))
    .sort((a, b) => a.due - b.due);
  let next = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    for (;;) {
      const turn = queue[next];
      if (!turn || turn.due > now) return;
      turn.member.type();
      turn.due += period;
      next = (next + 1) % queue.length;
    }
  }, TICK);
  return () => clearInterval(timer);
}
