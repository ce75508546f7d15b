import { trusted } from 'mongoose';
import { DocumentWritings } from '#server/features/documents/versions.model.ts';
import { type Clock, systemClock } from '#shared/core/clock.ts';
import { ID_PATTERN } from '#shared/core/ids.ts';
import type { Writing } from '#shared/features/documents/versions.domain.ts';

/** How long changes are gathered before they are stored together, in milliseconds. */
const GATHERING = 30_000;

interface NoteParts {
  readonly clock?: Clock;
  readonly onError: (error: unknown) => void;
}

/**
 * Notes which documents change, for the job that keeps versions [DO18]. Gathered, since people write
 * many times a second: a crash forgets the notes of half a minute, and the next change of the document makes
 * up for it. The words themselves are in the log.
 */
export class WritingNotes {
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  #gathered = new Map<string, Writing>();
  #cancel: (() => void) | null = null;

  constructor({ clock = systemClock, onError }: NoteParts) {
    this.#clock = clock;
    this.#onError = onError;
  }

  note(documentId: string): void {
    if (!ID_PATTERN.test(documentId)) return;
    const now = this.#clock.now();
    this.#gather(documentId, { first: now, last: now });
    this.#cancel ??= this.#clock.after(GATHERING, () => void this.flush());
  }

  /** Stores what was gathered; on a failure it is kept for the next time. */
  async flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    const gathered = this.#gathered;
    if (gathered.size === 0) return;
    this.#gathered = new Map();
    try {
      await storeWritings(gathered);
    } catch (error) {
      for (const [documentId, writing] of gathered) this.#gather(documentId, writing);
      this.#onError(error);
    }
  }

  #gather(documentId: string, { first, last }: Writing): void {
    const known = this.#gathered.get(documentId);
    this.#gathered.set(documentId, {
      first: Math.min(first, known?.first ?? first),
      last: Math.max(last, known?.last ?? last),
    });
  }
}

async function storeWritings(writings: ReadonlyMap<string, Writing>): Promise<void> {
  await DocumentWritings.bulkWrite(
    [...writings].map(([documentId, { first, last }]) => ({
      updateOne: {
        filter: { documentId },
        update: { $min: { first: new Date(first) }, $max: { last: new Date(last) } },
        upsert: true,
      },
    })),
    { ordered: false },
  );
}

/** What was written up to `until` is in a version; what came later stays noted. */
export async function settleWriting(documentId: string, until: Date): Promise<void> {
  const { deletedCount } = await DocumentWritings.deleteOne({
    documentId,
    last: trusted({ $lte: until }),
  });
  if (deletedCount > 0) return;
  await DocumentWritings.updateOne({ documentId }, { $set: { first: until } });
}
