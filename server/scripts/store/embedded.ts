import type { Config } from '#server/config/config.ts';
import { StartupError } from '#server/config/startup-error.ts';
import { holdsStore } from '#server/platform/persistence/local-store.ts';

/** For what concerns the embedded store alone. Throws a StartupError where it is not in use. */
export function requireEmbedded({ mongodbUrl }: Config, instead: string): void {
  if (mongodbUrl)
    throw new StartupError(`MONGODB_URL is set, this is for the embedded store: ${instead}`);
}

/** Throws a StartupError where nothing was ever stored: an empty store would be made in silence. */
export function requireStore({ dataDir }: Config): void {
  if (!holdsStore(dataDir)) throw new StartupError(`DATA_DIR: there is no store in ${dataDir}`);
}

export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
