import { StartupError } from '#server/config/startup-error.ts';
import type {
  AppliedMigration,
  BegunMigration,
  Migration,
} from '#server/platform/persistence/migrations/migration.ts';

/** What the store remembers of its migrations. */
export interface MigrationHistory {
  readonly applied: readonly AppliedMigration[];
  readonly begun: BegunMigration | null;
}

/**
 * The migrations that these data still need, in order. Throws a StartupError, which says what to
 * do, when the data are not of this program's past: newer, renamed, or with a hole.
 */
export function pendingMigrations(
  known: readonly Migration[],
  { applied, begun }: MigrationHistory,
  version: string,
): readonly Migration[] {
  const recorded = begun ? [...applied, begun] : applied;
  refuseNewer(known, recorded, version);
  refuseRenamed(known, recorded);
  const numbers = new Set(applied.map(({ number }) => number));
  const pending = known.filter(({ number }) => !numbers.has(number));
  refuseHole(pending, applied);
  return pending;
}

function refuseNewer(
  known: readonly Migration[],
  recorded: readonly BegunMigration[],
  version: string,
): void {
  const highest = known.at(-1)?.number ?? 0;
  const newest = recorded.reduce<BegunMigration | null>(
    (most, each) => (each.number > (most?.number ?? highest) ? each : most),
    null,
  );
  if (!newest) return;
  throw new StartupError(
    `the data are newer than this program: Trame ${newest.version} brought them to migration ${newest.number} (${newest.name}), and this is ${version}, which knows ${highest}. Start Trame ${newest.version} or newer, or restore a backup made before the update. Nothing was changed.`,
  );
}

function refuseRenamed(known: readonly Migration[], recorded: readonly BegunMigration[]): void {
  for (const { number, name, version } of recorded) {
    const own = known.find((migration) => migration.number === number);
    if (own?.name === name) continue;
    throw new StartupError(
      `the data are of another program: migration ${number} is recorded as “${name}” by Trame ${version}, and here it is ${own ? `“${own.name}”` : 'unknown'}. Start the program that wrote the data, or restore a backup of this one. Nothing was changed.`,
    );
  }
}

/** A number that was skipped would run on data that later ones have changed. */
function refuseHole(pending: readonly Migration[], applied: readonly AppliedMigration[]): void {
  const first = pending[0];
  const later = applied.find(({ number }) => first !== undefined && number > first.number);
  if (!first || !later) return;
  throw new StartupError(
    `migration ${first.number} (${first.name}) was never made on these data, although ${later.number} (${later.name}) was, by Trame ${later.version}. Start the program that wrote the data; a migration that was added late takes the next free number. Nothing was changed.`,
  );
}
