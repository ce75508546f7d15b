import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { foldUpdates } from '#server/platform/collab/fold-updates.mjs';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { MongoDocumentLog } from '#server/platform/persistence/mongo-document-log.ts';
import { readUpdate } from '#shared/realtime/update-reader.ts';

const AT_ONCE = 1_000;

/**
 * Puts a history into the log of a document as its updates came, one row each: through the server it would
 * be folded on the way. Folds it at the end when that is wanted.
 */
export async function fillLog(
  folder: string,
  names: readonly string[],
  updates: readonly Uint8Array[],
  isFolded: boolean,
): Promise<void> {
  const store = await startEmbeddedMongo({ folder });
  const client = await MongoClient.connect(store.url);
  try {
    const log = new MongoDocumentLog(client.db(), async (...state) => foldUpdates(...state));
    await log.prepare();
    for (const name of names) {
      for (let first = 0; first < updates.length; first += AT_ONCE) {
        await log.append(
          updates.slice(first, first + AT_ONCE).map((update) => entryOf(name, update)),
        );
      }
      if (isFolded) await log.compact(name);
    }
  } finally {
    await client.close();
    await store.stop();
  }
}

function entryOf(name: string, update: Uint8Array) {
  const { inserted, deleted } = readUpdate(update);
  const key = randomBytes(12).toString('hex');
  return { key, name, update, account: 'anyone', inserted, deleted, at: Date.now() };
}
