import { setTimeout as delay } from 'node:timers/promises';
import { readUpdates } from '#server/bench/collab/history/update-file.ts';
import { processorTime } from '#server/bench/collab/load/process-usage.ts';
import { Reader } from '#server/bench/collab/load/reader.ts';
import type {
  FillTask,
  JoinsTask,
  OpenResult,
  OpenTask,
  StoredResult,
  StoredTask,
} from '#server/bench/collab/load/tasks.ts';
import { clientOf, typedLetter } from '#server/bench/collab/wire/typing.ts';

/** Opens documents one after the other, each until all of it is here; measures all of them together. */
export async function openDocuments(wish: OpenTask): Promise<OpenResult> {
  const { pid, documents, client, clock } = wish;
  const processor = processorTime(pid);
  const started = performance.now();
  for (const document of documents) {
    const reader = new Reader({ ...wish, document });
    await reader.has(client, clock);
    reader.close();
  }
  const milliseconds = performance.now() - started;
  return { milliseconds, processor: processorTime(pid) - processor };
}

/** A server that is busy for less than this share of a core has nothing left to do. */
const IDLE_SHARE = 0.05;
const LOOK = 1_000;

/** Writes a history into a document, and waits until the server has stored what it wants to store. */
export async function fillDocument(wish: FillTask): Promise<Record<string, never>> {
  const writer = new Reader(wish);
  await writer.given();
  await writer.write(readUpdates(wish.file));
  writer.close();
  for (let busy = true; busy; ) {
    const before = processorTime(wish.pid);
    await delay(LOOK);
    busy = processorTime(wish.pid) - before > IDLE_SHARE * LOOK;
  }
  return {};
}

const LATE_WRITER = clientOf(1);

/** Somebody keeps a document open and writes; others who know all but the last of it come again and again. */
export async function joinLate(wish: JoinsTask): Promise<OpenResult> {
  const { pid, joins, edits, client, clock } = wish;
  const host = new Reader(wish);
  await host.given();
  await host.write(readUpdates(wish.file));
  const letters = Array.from({ length: edits }, (_, at) => typedLetter(LATE_WRITER, at));
  await host.write(letters);
  const processor = processorTime(pid);
  const started = performance.now();
  for (let join = 0; join < joins; join += 1) {
    const late = new Reader({ ...wish, known: new Map([[client, clock]]) });
    await late.has(LATE_WRITER, edits);
    late.close();
  }
  const milliseconds = (performance.now() - started) / joins;
  host.close();
  return { milliseconds, processor: (processorTime(pid) - processor) / joins };
}

/** What a server has of each writer. */
export async function readStored(wish: StoredTask): Promise<StoredResult> {
  const reader = new Reader(wish);
  await reader.settled();
  const clocks = Array.from({ length: wish.writers }, (_, at) => reader.clockOf(clientOf(at)));
  reader.close();
  return { clocks };
}
