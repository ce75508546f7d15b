import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { StartupError } from '#server/config/startup-error.ts';
import {
  type EmbeddedMongoOptions,
  startEmbeddedMongo,
} from '#server/platform/embedded-mongo/start.ts';
import { FILE_NAME } from '#server/platform/embedded-mongo/worker-protocol.ts';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';

const ANSWER_MILLISECONDS = 3_000;

/** The embedded store of a folder, as a program beside the host finds it. */
export interface LocalStore {
  readonly url: string;
  /** `host`: a running Trame holds the folder. `here`: this process has started the engine. */
  readonly heldBy: 'host' | 'here';
  close(): Promise<void>;
}

export const holdsStore = (dataDir: string): boolean => existsSync(join(dataDir, FILE_NAME));

async function answers(url: string): Promise<boolean> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: ANSWER_MILLISECONDS });
  try {
    await client.db().command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

/**
 * Starts the engine on a folder, or finds the host that holds it. The address of a Trame that was killed
 * outlives it, so the lock is asked first. Rejects with a StartupError that says why there is neither.
 */
export async function openLocalStore(
  dataDir: string,
  options: Pick<EmbeddedMongoOptions, 'expirySweepMilliseconds'> = {},
): Promise<LocalStore> {
  try {
    const engine = await startEmbeddedMongo({ ...options, folder: dataDir });
    return { url: engine.url, heldBy: 'here', close: () => engine.stop() };
  } catch (error) {
    const url = readStoreAddress(dataDir);
    if (url && (await answers(url))) return { url, heldBy: 'host', close: async () => {} };
    throw new StartupError(error instanceof Error ? error.message : String(error));
  }
}
