import { copyFileSync, existsSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sealCopy } from './copy-check.ts';
import { removeDatabase, SIDE_FILES, syncFolderOf, syncPath } from './durable-files.ts';
import { FolderLock } from './folder-lock.ts';
import { LOCK_NAME } from './storage.ts';
import { explain } from './store-unavailable.ts';
import { FILE_NAME } from './worker-protocol.ts';

/** Stands where the store was while a damaged one is exchanged: no engine takes it for a store. */
const INTERRUPTED = 'A restore was interrupted here: run it again.\n';

/** A copy of the backup with its log, if it has one, made a single sound file. Throws StoreUnavailable. */
function prepare(backup: string, into: string): void {
  removeDatabase(into);
  try {
    copyFileSync(backup, into);
    if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${into}-wal`);
    sealCopy(into, 'integrity_check', backup);
    syncPath(into);
  } catch (error) {
    removeDatabase(into);
    throw explain(error, backup);
  }
}

/** Makes the present store a single file. False when it is too damaged for that. */
function foldLog(present: string): boolean {
  let store: DatabaseSync | null = null;
  try {
    store = new DatabaseSync(present, { timeout: 0 });
    return store.prepare('PRAGMA journal_mode = DELETE').get()?.journal_mode === 'delete';
  } catch {
    return false;
  } finally {
    if (store?.isOpen) store.close();
  }
}

/** Gives the present store a second name, under which it stays. */
function keep(present: string, aside: string): void {
  for (const suffix of ['', '-wal']) {
    if (existsSync(`${present}${suffix}`)) linkSync(`${present}${suffix}`, `${aside}${suffix}`);
  }
  syncFolderOf(present);
}

/**
 * Puts `next` where the store is, so that after a crash there is one or the other. The log of a damaged
 * store must go before: SQLite would play it into the new file.
 */
function exchange(present: string, next: string, single: boolean): void {
  if (!single) {
    const notice = `${next}.notice`;
    writeFileSync(notice, INTERRUPTED);
    syncPath(notice);
    renameSync(notice, present);
    for (const suffix of SIDE_FILES) rmSync(`${present}${suffix}`, { force: true });
    syncFolderOf(present);
  }
  renameSync(next, present);
  syncFolderOf(present);
}

const nameOf = (time: Date): string => time.toISOString().replaceAll(/[:.]/g, '-');

/**
 * Puts a backup in the place of a folder's store and keeps the present one under another name, which is
 * answered; null when there was none. Throws StoreUnavailable, and changes nothing, when the folder is in
 * use or the backup is not a sound database of this program and version.
 */
export function restoreFolder(folder: string, backup: string, now: Date): string | null {
  const present = join(folder, FILE_NAME);
  const next = `${present}.restoring`;
  let lock: FolderLock | null = null;
  try {
    lock = new FolderLock(join(folder, LOCK_NAME));
    prepare(backup, next);
    if (!existsSync(present)) {
      exchange(
        present,
        next,
        SIDE_FILES.every((suffix) => !existsSync(`${present}${suffix}`)),
      );
      return null;
    }
    const aside = `${present}.before-restore-${nameOf(now)}`;
    // Before anything opens it: of a damaged store SQLite may throw the log away.
    keep(present, aside);
    const single = foldLog(present);
    if (single) rmSync(`${aside}-wal`, { force: true });
    exchange(present, next, single);
    return aside;
  } catch (error) {
    throw explain(error, folder);
  } finally {
    lock?.release();
  }
}
