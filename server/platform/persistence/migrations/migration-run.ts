import type { Db } from 'mongodb';
import { StartupError } from '#server/config/startup-error.ts';
import type { Logger } from '#server/platform/logging/logger.ts';
import { type HeldLease, LeaseLost } from '#server/platform/persistence/migrations/held-lease.ts';
import type { Migration } from '#server/platform/persistence/migrations/migration.ts';
import type { MigrationLedger } from '#server/platform/persistence/migrations/migration-ledger.ts';
import type { MigrationTimes } from '#server/platform/persistence/migrations/migration-times.ts';
import type { Clock } from '#shared/core/clock.ts';

export interface RunParts {
  readonly database: Db;
  readonly ledger: MigrationLedger;
  readonly version: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly times: MigrationTimes;
}

/** Runs migrations in order under a lease, and records each before the next. Throws a StartupError. */
export async function runUnderLease(
  parts: RunParts,
  lease: HeldLease,
  pending: readonly Migration[],
): Promise<void> {
  for (const migration of pending) {
    try {
      await runOne(parts, lease, migration);
    } catch (error) {
      parts.logger.error({ err: error, migration: migration.name }, 'a migration stopped');
      throw new StartupError(stoppedText(migration, error));
    }
  }
}

function stoppedText({ number, name }: Migration, error: unknown): string {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  const again =
    error instanceof LeaseLost
      ? 'Another process finishes it: start this one again.'
      : 'Nothing after it was run, and it begins again at the next start.';
  return `migration ${number} (${name}) stopped: ${reason}. ${again}`;
}

async function runOne(parts: RunParts, lease: HeldLease, migration: Migration): Promise<void> {
  const { database, ledger, version, logger, clock } = parts;
  const { number, name } = migration;
  lease.tell(0, 0);
  orLost(await ledger.begin(lease.holder, { number, name, version }));
  const began = clock.now();
  logger.info({ migration: name, number }, 'migration begins');
  const run = migration.run({ database, progress: teller(parts, lease, migration) });
  await Promise.race([run, lease.lost]);
  const milliseconds = Math.round(clock.now() - began);
  const applied = { number, name, at: new Date(), milliseconds, version };
  orLost(await ledger.record(lease.holder, applied));
  logger.info({ migration: name, number, milliseconds }, 'migration done');
}

function orLost(held: boolean): void {
  if (!held) throw new LeaseLost('another process took it');
}

/** At the level that is shown by default, since the host does not answer meanwhile; not too often. */
function teller({ logger, clock, times }: RunParts, lease: HeldLease, { name }: Migration) {
  let toldAt = clock.now();
  return (done: number, total: number) => {
    lease.tell(done, total);
    if (clock.now() - toldAt < times.tellEvery) return;
    toldAt = clock.now();
    logger.warn({ migration: name, done, total }, 'migrating');
  };
}
