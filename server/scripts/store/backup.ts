import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Config } from '#server/config/config.ts';
import { StartupError } from '#server/config/startup-error.ts';
import { backUp } from '#server/platform/persistence/backup.ts';
import { openLocalStore } from '#server/platform/persistence/local-store.ts';
import type { StoreCommand } from './command.ts';
import { reasonOf, requireEmbedded, requireStore } from './embedded.ts';

const LOOK_MILLISECONDS = 1000;

/** Tells how many bytes are written so far; the host, which writes them, answers only at the end. */
function watch(file: string): () => void {
  const timer = setInterval(() => {
    const bytes = statSync(`${file}.partial`, { throwIfNoEntry: false })?.size ?? 0;
    process.stderr.write(`backup: ${(bytes / 2 ** 20).toFixed(1)} MiB\n`);
  }, LOOK_MILLISECONDS);
  return () => clearInterval(timer);
}

/** Has a sound copy of the folder's store written, by the running host or an engine started here. */
export async function backUpFolder(dataDir: string, file: string): Promise<number> {
  const store = await openLocalStore(dataDir);
  const client = new MongoClient(store.url);
  const stopWatching = watch(file);
  try {
    return await backUp(client.db(), file);
  } catch (error) {
    throw new StartupError(`the backup failed: ${reasonOf(error)}`);
  } finally {
    stopWatching();
    await client.close();
    await store.close();
  }
}

async function run(argument: string, config: Config): Promise<boolean> {
  requireEmbedded(config, "use mongodump, or 'export'");
  requireStore(config);
  const file = resolve(argument);
  const bytes = await backUpFolder(config.dataDir, file);
  console.log(`${file}: ${bytes} bytes, checked`);
  return true;
}

export const backupCommand: StoreCommand = {
  needs: 'FILE.sqlite',
  help: 'a sound copy of the embedded store, also while Trame runs',
  run,
};
