import type { LeaseTimes } from '#server/platform/persistence/migrations/held-lease.ts';

/** In milliseconds. */
export interface MigrationTimes extends LeaseTimes {
  /** Between two looks at the ledger while another process migrates. */
  readonly lookEvery: number;
  /** Between two lines of the log about the same long work. */
  readonly tellEvery: number;
  readonly longestWait: number;
}

export const MIGRATION_TIMES: MigrationTimes = {
  renewEvery: 2_000,
  holderGivesUp: 12_000,
  othersTake: 15_000,
  lookEvery: 500,
  tellEvery: 5_000,
  longestWait: 30 * 60_000,
};
