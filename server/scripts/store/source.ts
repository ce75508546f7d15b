import { MongoClient } from 'mongodb';
import type { Config } from '#server/config/config.ts';
import { openLocalStore } from '#server/platform/persistence/local-store.ts';
import { requireStore } from './embedded.ts';
import { connectTo } from './target.ts';
import { makeWorkingCopy } from './working-copy.ts';

/** While a store is read nothing may expire: the longest that a timer can wait, 24 days. */
export const UNCHANGED = { expirySweepMilliseconds: 2 ** 31 - 1 };

export interface OpenedStore {
  readonly client: MongoClient;
  /** Whether all that is read is of one moment. */
  readonly oneMoment: boolean;
  close(): Promise<void>;
}

async function openEngine(folder: string): Promise<OpenedStore> {
  const store = await openLocalStore(folder, UNCHANGED);
  const client = new MongoClient(store.url);
  const close = async (): Promise<void> => {
    await client.close();
    await store.close();
  };
  if (store.heldBy === 'here') return { client, oneMoment: true, close };
  await close();
  return openEngine(await makeWorkingCopy(folder));
}

/** The configured store, to be read: a stopped embedded store itself, a copy of a running one, or the server. */
export async function openSource(config: Config): Promise<OpenedStore> {
  if (config.mongodbUrl) {
    const client = await connectTo(config.mongodbUrl, 'MONGODB_URL');
    return { client, oneMoment: false, close: () => client.close() };
  }
  requireStore(config);
  return openEngine(config.dataDir);
}
