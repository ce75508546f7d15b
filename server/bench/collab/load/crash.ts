import { setTimeout as delay } from 'node:timers/promises';
import { typeAtRate } from '#server/bench/collab/load/rhythm.ts';
import { makeRoom, type Tally } from '#server/bench/collab/load/room.ts';
import type { CrashResult, CrashTask } from '#server/bench/collab/load/tasks.ts';
import { seededRandom } from '#shared/core/random.ts';

/** How long what left the server before it died may take to be read, in milliseconds. */
const LAST_WORDS = 300;
/** How long a server may show nothing before it is killed all the same, in milliseconds. */
const LONGEST_SILENCE = 5_000;

/** Clients type until the server is killed; says what each of them was promised, and what others saw of it. */
export async function typeUntilKilled(wish: CrashTask): Promise<CrashResult> {
  const { pid, writers, rate, killAfter, seed } = wish;
  const tally: Tally = { sent: 0, delivered: 0, closed: 0, latencies: null };
  const shown = Promise.withResolvers<void>();
  const room = makeRoom({ ...wish, tally, onBack: () => shown.resolve() });
  await Promise.all(room.map((member) => member.open()));
  const stop = typeAtRate(room.slice(0, writers), rate / writers, seededRandom(seed));
  await Promise.race([shown.promise, delay(LONGEST_SILENCE)]);
  await delay(killAfter);
  process.kill(pid, 'SIGKILL');
  stop();
  await delay(LAST_WORDS);
  return {
    writers: room.slice(0, writers).map(({ index, typed, acknowledged }) => ({
      typed,
      acknowledged,
      shown: Math.max(...room.map(({ seen }) => seen[index] ?? 0)),
    })),
  };
}
