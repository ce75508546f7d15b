import { existsSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { sealCopy } from './copy-check.ts';
import { removeDatabase, syncFolderOf, syncPath } from './durable-files.ts';
import { CommandError } from './errors.ts';
import { sqliteCode } from './sqlite-code.ts';

export interface BackupOptions {
  readonly source: string;
  /** Where the finished copy stands; nothing may be there. */
  readonly target: string;
}

export type BackupOutcome =
  | { readonly kind: 'written'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly code: number; readonly message: string };

/** 2 MiB a step: small enough to be given up at once. */
const PAGES_A_STEP = 512;
const LONGEST_MILLISECONDS = 60 * 60_000;
const SQLITE_FULL = 13;

/** Copies the store as it is at one moment, while others go on writing. */
async function copySnapshot(source: string, into: string, goOn: () => void): Promise<void> {
  const store = new DatabaseSync(source, { timeout: 0 });
  try {
    store.exec('PRAGMA wal_autocheckpoint = 0; BEGIN');
    // The first read fixes the moment: what was committed before is in, what comes later is not.
    store.prepare('SELECT count(*) FROM catalog_collections').get();
    await backup(store, into, { rate: PAGES_A_STEP, progress: goOn });
  } finally {
    store.close();
  }
}

async function write({ source, target }: BackupOptions, goOn: () => void): Promise<number> {
  const partial = `${target}.partial`;
  removeDatabase(partial);
  // A backup holds what people entrusted: only its owner may read it.
  writeFileSync(partial, '', { mode: 0o600, flag: 'wx' });
  try {
    await copySnapshot(source, partial, goOn);
    sealCopy(partial, 'quick_check');
    syncPath(partial);
    if (existsSync(target)) throw new CommandError(30, `there is a file already: ${target}`);
    renameSync(partial, target);
    syncFolderOf(target);
    return statSync(target).size;
  } catch (error) {
    removeDatabase(partial);
    throw error;
  }
}

function failure(error: unknown): BackupOutcome {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CommandError) return { kind: 'failed', code: error.code, message };
  const full =
    sqliteCode(error) === SQLITE_FULL ||
    (error instanceof Error && 'code' in error && error.code === 'ENOSPC');
  return full
    ? { kind: 'failed', code: 14031, message: 'No space left on device' }
    : { kind: 'failed', code: 39, message };
}

const port = parentPort;
if (port) {
  let cancelled = false;
  const started = performance.now();
  port.once('message', () => {
    cancelled = true;
  });
  const goOn = (): void => {
    if (cancelled) throw new CommandError(11600, 'the store is being closed');
    if (performance.now() - started > LONGEST_MILLISECONDS) {
      throw new CommandError(39, 'the backup took longer than an hour');
    }
  };
  const outcome = await write(workerData as BackupOptions, goOn).then(
    (bytes): BackupOutcome => ({ kind: 'written', bytes }),
    failure,
  );
  port.postMessage(outcome);
  port.close();
}
