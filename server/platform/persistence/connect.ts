import mongoose from 'mongoose';
import { withTimeout } from '#server/platform/collab/with-timeout.ts';
import { LEDGER_COLLECTION } from '#server/platform/persistence/migrations/migration-ledger.ts';
import { systemClock } from '#shared/core/clock.ts';

const SELECTION_TIMEOUT = 10_000;

/**
 * Connects every model of this process to one store. Filters are cast strictly, so that an
 * operator smuggled in as input is refused instead of run.
 */
export async function connectStore(url: string): Promise<void> {
  mongoose.set('strictQuery', 'throw');
  mongoose.set('sanitizeFilter', true);
  mongoose.set('autoIndex', false);
  mongoose.set('autoCreate', false);
  await mongoose.connect(url, {
    serverSelectionTimeoutMS: SELECTION_TIMEOUT,
    maxPoolSize: 20,
    writeConcern: { w: 'majority', j: true },
  });
}

/** Creates the collections' indexes; a unique rule must hold before the first write. */
export async function ensureIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) await model.createIndexes();
}

/** Removes every document but the version of the data; collections keep their indexes. */
export async function emptyStore(): Promise<void> {
  for (const collection of await storeDatabase().collections()) {
    if (collection.collectionName !== LEDGER_COLLECTION) await collection.deleteMany({});
  }
}

const PING_LIMIT = 2_000;

/** Whether the store answers now. The driver alone would wait for as long as a store hangs. */
export async function storeAnswers(): Promise<boolean> {
  try {
    await withTimeout(storeDatabase().command({ ping: 1 }), PING_LIMIT, systemClock, 'ping');
    return true;
  } catch {
    return false;
  }
}

/** The driver's database, for the libraries that want it (better-auth, Agenda). */
export function storeDatabase() {
  const database = mongoose.connection.db;
  if (!database) throw new Error('the store is not connected');
  return database;
}

export const disconnectStore = (): Promise<void> => mongoose.disconnect();
