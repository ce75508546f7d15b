import { z } from 'zod';
import { withTimeout } from '#server/platform/collab/with-timeout.ts';
import { storeDatabase } from '#server/platform/persistence/connect.ts';
import { countWaitingMails } from '#server/platform/persistence/mail-store.ts';
import type { Clock } from '#shared/core/clock.ts';

const size = z.number().nonnegative();

/** The part of `serverStatus` that the embedded store alone answers. */
const embeddedStatus = z.object({
  pageCache: z.object({ limitBytes: size }).optional().catch(undefined),
  heap: z.object({ bytes: size }).optional().catch(undefined),
  file: z.object({ bytes: size, logBytes: size }).optional().catch(undefined),
});

/** What is known of the store now; absent where it did not answer in time or does not tell. */
export interface StoreFigures {
  readonly pingSeconds?: number | undefined;
  readonly mailsWaiting?: number | undefined;
  readonly pageCache?: z.output<typeof embeddedStatus>['pageCache'];
  readonly heap?: z.output<typeof embeddedStatus>['heap'];
  readonly file?: z.output<typeof embeddedStatus>['file'];
}

const ANSWER_LIMIT = 2_000;
const FRESH = 5_000;

/** Reads the figures of the connected store, at most once in five seconds. Never rejects, never waits long. */
export function createStoreFigures(clock: Clock): () => Promise<StoreFigures> {
  let figures: Promise<StoreFigures> = Promise.resolve({});
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (clock.now() - readAt < FRESH) return figures;
    readAt = clock.now();
    figures = readFigures(clock);
    return figures;
  };
}

async function readFigures(clock: Clock): Promise<StoreFigures> {
  // Mongoose holds back what is asked while it is not connected, longer than a scrape waits.
  const orUndefined = <Value>(work: Promise<Value>): Promise<Value | undefined> =>
    withTimeout(work, ANSWER_LIMIT, clock, 'store figures').catch(() => undefined);
  const [pingSeconds, mailsWaiting, status] = await Promise.all([
    orUndefined(ping()),
    orUndefined(countWaitingMails()),
    orUndefined(command({ serverStatus: 1 })),
  ]);
  return { pingSeconds, mailsWaiting, ...embeddedFigures(status) };
}

/** The embedded store's own figures in an answer to `serverStatus`; nothing in another server's. */
export function embeddedFigures(
  status: unknown,
): Pick<StoreFigures, 'pageCache' | 'heap' | 'file'> {
  const parsed = embeddedStatus.safeParse(status);
  return parsed.success ? parsed.data : {};
}

async function ping(): Promise<number> {
  const began = performance.now();
  await command({ ping: 1 });
  return (performance.now() - began) / 1000;
}

const command = (words: Record<string, number>): Promise<unknown> => storeDatabase().command(words);
