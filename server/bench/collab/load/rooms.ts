import { setTimeout as delay } from 'node:timers/promises';
import { Latencies } from '#server/bench/collab/load/latencies.ts';
import { processorTime, residentBytes } from '#server/bench/collab/load/process-usage.ts';
import { typeAtRate } from '#server/bench/collab/load/rhythm.ts';
import { type Member, makeRoom, type Tally } from '#server/bench/collab/load/room.ts';
import type { RoomsResult, RoomsTask } from '#server/bench/collab/load/tasks.ts';
import { seededRandom } from '#shared/core/random.ts';

const SEED = 20_261_127;
/** Connections that are opened at once. */
const OPENED_AT_ONCE = 50;
/** What is under way after the measure is waited for as long as some of it arrives, and no longer; milliseconds. */
const PATIENCE = 2_000;
const LONGEST_WAIT = 16_000;

/** People in documents, who type at their rhythm or as fast as they see their letters come back. */
export async function runRooms(wish: RoomsTask): Promise<RoomsResult> {
  const tally: Tally = { sent: 0, delivered: 0, closed: 0, latencies: null };
  let typing = true;
  const onBack = (member: Member): void => {
    if (typing) member.type();
  };
  const { url, dialect, clients } = wish;
  const base = { url, dialect, clients, tally, ...(wish.rate === null ? { onBack } : {}) };
  const rooms = wish.documents.map((document) => makeRoom({ ...base, document }));
  await openAll(rooms.flat());
  const writers = rooms.flatMap((room) => room.slice(0, wish.writers));
  const stop =
    wish.rate === null ? startAll(writers) : typeAtRate(writers, wish.rate, seededRandom(SEED));
  await delay(wish.warmUp);
  const measured = await measure(wish, tally);
  typing = false;
  stop();
  const missing = await missingAtLast(() => tally.sent * (clients - 1) - tally.delivered);
  const { closed } = tally;
  for (const member of rooms.flat()) member.close();
  return { ...measured, missing, closed };
}

async function missingAtLast(missing: () => number): Promise<number> {
  for (let waited = 0; waited < LONGEST_WAIT; waited += PATIENCE) {
    const before = missing();
    if (before === 0) break;
    await delay(PATIENCE);
    if (missing() === before) break;
  }
  return missing();
}

function startAll(writers: readonly Member[]): () => void {
  for (const writer of writers) writer.type();
  return () => undefined;
}

async function measure(
  { pid, duration }: RoomsTask,
  tally: Tally,
): Promise<Omit<RoomsResult, 'missing' | 'closed'>> {
  const latencies = new Latencies();
  tally.latencies = latencies;
  const before = { ...tally, at: performance.now(), own: process.cpuUsage() };
  const processorBefore = processorTime(pid);
  await delay(duration);
  const processor = processorTime(pid) - processorBefore;
  const seconds = (performance.now() - before.at) / 1000;
  const own = process.cpuUsage(before.own);
  tally.latencies = null;
  return {
    seconds,
    sent: tally.sent - before.sent,
    delivered: tally.delivered - before.delivered,
    p50: latencies.quantile(0.5),
    p95: latencies.quantile(0.95),
    processor,
    resident: residentBytes(pid),
    loadShare: (own.user + own.system) / 1e6 / seconds,
  };
}

async function openAll(members: readonly Member[]): Promise<void> {
  for (let first = 0; first < members.length; first += OPENED_AT_ONCE) {
    await Promise.all(members.slice(first, first + OPENED_AT_ONCE).map((member) => member.open()));
  }
}
