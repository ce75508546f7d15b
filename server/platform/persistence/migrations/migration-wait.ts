import { StartupError } from '#server/config/startup-error.ts';
import type { Logger } from '#server/platform/logging/logger.ts';
import type { LedgerState } from '#server/platform/persistence/migrations/migration-ledger.ts';
import type { MigrationTimes } from '#server/platform/persistence/migrations/migration-times.ts';
import type { Clock } from '#shared/core/clock.ts';

interface WaitParts {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly times: MigrationTimes;
}

/** Waiting for another process's migrations: told in the log, and with an end. */
export class MigrationWait {
  readonly #parts: WaitParts;
  readonly #began: number;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(parts: WaitParts) {
    this.#parts = parts;
    this.#began = parts.clock.now();
  }

  /** Waits until it is worth looking again. Throws a StartupError after the longest wait. */
  async untilNextLook({ lease, begun }: LedgerState): Promise<void> {
    const { logger, clock, times } = this.#parts;
    const now = clock.now();
    if (lease && now - this.#toldAt >= times.tellEvery) {
      this.#toldAt = now;
      const { where, done, total } = lease;
      logger.warn(
        { where, migration: begun?.name, done, total },
        'another process migrates: waiting',
      );
    }
    if (now - this.#began >= times.longestWait) {
      const minutes = Math.round(times.longestWait / 60_000);
      throw new StartupError(
        `another process (${lease?.where ?? 'unknown'}) has been migrating the data for ${minutes} minutes. Look at its log; start this one again once it is done, or once it was ended.`,
      );
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.after(times.lookEvery, resolve);
    await promise;
  }
}
