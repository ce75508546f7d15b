import { resolve } from 'node:path';
import type { Config } from '#server/config/config.ts';
import { StartupError } from '#server/config/startup-error.ts';
import { restoreFolder } from '#server/platform/embedded-mongo/restore.ts';
import type { StoreCommand } from './command.ts';
import { reasonOf, requireEmbedded } from './embedded.ts';

function restore(dataDir: string, file: string): string | null {
  try {
    return restoreFolder(dataDir, file, new Date());
  } catch (error) {
    throw new StartupError(`nothing was restored: ${reasonOf(error)}`);
  }
}

async function run(argument: string, config: Config): Promise<boolean> {
  requireEmbedded(config, 'use mongorestore');
  const file = resolve(argument);
  const kept = restore(config.dataDir, file);
  console.log(
    `restored from ${file}${kept ? `; the store that was there is kept as ${kept}` : ''}`,
  );
  return true;
}

export const restoreCommand: StoreCommand = {
  needs: 'FILE.sqlite',
  help: 'puts a backup in place while Trame is stopped, and keeps the store that was there',
  run,
};
