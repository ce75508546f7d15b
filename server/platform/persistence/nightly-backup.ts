import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { backUp } from '#server/platform/persistence/backup.ts';

const KEPT = 7;
const OWN = /^trame-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.sqlite$/;
const OWN_PARTIAL = /^trame-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.sqlite\.partial(-journal|-wal|-shm)?$/;

const nameFor = (now: Date): string =>
  `trame-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.sqlite`;

const remove = (folder: string, names: readonly string[]): void => {
  for (const name of names) rmSync(join(folder, name), { force: true });
};

/**
 * Writes a backup of the embedded store behind `database` into `DATA_DIR/backups`, named by its time in
 * UTC, and removes all but the newest seven of these. Rejects, and removes none, when it fails.
 */
export async function backUpNightly(database: Db, dataDir: string, now: Date): Promise<void> {
  const folder = join(dataDir, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await backUp(database, join(folder, nameFor(now)));
  const names = readdirSync(folder);
  // Names order as their times. What a killed engine left unfinished goes too.
  const own = names.filter((name) => OWN.test(name)).toSorted();
  remove(folder, own.slice(0, -KEPT));
  remove(
    folder,
    names.filter((name) => OWN_PARTIAL.test(name)),
  );
}
