import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Db } from 'mongodb';
import type { Logger } from '#server/platform/logging/logger.ts';
import { HeldLease } from '#server/platform/persistence/migrations/held-lease.ts';
import { LeaseWatch } from '#server/platform/persistence/migrations/lease-watch.ts';
import type { Migration } from '#server/platform/persistence/migrations/migration.ts';
import {
  type LedgerState,
  MigrationLedger,
} from '#server/platform/persistence/migrations/migration-ledger.ts';
import { pendingMigrations } from '#server/platform/persistence/migrations/migration-plan.ts';
import {
  type RunParts,
  runUnderLease,
} from '#server/platform/persistence/migrations/migration-run.ts';
import {
  MIGRATION_TIMES,
  type MigrationTimes,
} from '#server/platform/persistence/migrations/migration-times.ts';
import { MigrationWait } from '#server/platform/persistence/migrations/migration-wait.ts';
import { type Clock, systemClock } from '#shared/core/clock.ts';

export interface MigrationParts {
  readonly database: Db;
  readonly migrations: readonly Migration[];
  /** Of this program. */
  readonly version: string;
  readonly logger: Logger;
  /** Measures durations only; one that nobody sets back, unless a test says otherwise. */
  readonly clock?: Clock;
  readonly times?: Partial<MigrationTimes>;
}

const steadyClock: Clock = { now: () => performance.now(), after: systemClock.after };

/**
 * Brings the data to this program: runs what was never recorded, in order, in one process at a
 * time, and waits while another does. Resolves when nothing is left. Throws a StartupError when the
 * data are not of this program's past, when a migration fails, when the lease is lost on the way,
 * or after the longest wait. See `../SPEC.md`.
 */
export async function runMigrations({ migrations, ...parts }: MigrationParts): Promise<void> {
  const clock = parts.clock ?? steadyClock;
  const times = { ...MIGRATION_TIMES, ...parts.times };
  const run = { ...parts, ledger: new MigrationLedger(parts.database), clock, times };
  const watch = new LeaseWatch(times.othersTake, () => clock.now());
  const wait = new MigrationWait(run);
  for (;;) {
    const state = await run.ledger.read();
    if (pendingMigrations(migrations, state, parts.version).length === 0) return;
    const free = state.lease === null || watch.hasEnded(state.lease);
    if (free && (await takeAndRun(run, migrations, state))) return;
    await wait.untilNextLook(state);
  }
}

/** False when another process was faster. */
async function takeAndRun(
  run: RunParts,
  migrations: readonly Migration[],
  read: LedgerState,
): Promise<boolean> {
  const { ledger, version, clock, times } = run;
  const takenAt = clock.now();
  const where = `${hostname()}, process ${process.pid}`;
  const own = { holder: randomUUID(), beat: 0, where, done: 0, total: 0 };
  const state = await ledger.take(read.lease, own);
  if (!state) return false;
  const lease = new HeldLease(ledger, own, { clock, times, takenAt });
  try {
    await runUnderLease(run, lease, pendingMigrations(migrations, state, version));
  } finally {
    await lease.end();
  }
  return true;
}
