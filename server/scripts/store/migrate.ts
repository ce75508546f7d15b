import type { Db } from 'mongodb';
import { MongoClient } from 'mongodb';
import type { Config } from '#server/config/config.ts';
import { StartupError } from '#server/config/startup-error.ts';
import { openLocalStore } from '#server/platform/persistence/local-store.ts';
import type { StoreCommand } from './command.ts';
import { collectionNames, inBatches, readDocuments } from './documents.ts';
import { requireStore } from './embedded.ts';
import { createIndexes, readIndexes } from './indexes.ts';
import { Progress } from './progress.ts';
import { UNCHANGED } from './source.ts';
import { connectTo, fill, filledCollections, findPresent, prepare, verify } from './target.ts';

/** Held by the target from the first document to the last: what lies there is ours to complete. */
const MARK = 'trame_migration';
interface Mark {
  readonly _id: 'begun';
  readonly from: string;
}

/** Throws a StartupError when the target holds what no migration from this folder has brought. */
async function claim(target: Db, from: string): Promise<{ resumed: boolean }> {
  const marks = target.collection<Mark>(MARK);
  const mark = await marks.findOne({ _id: 'begun' });
  if (mark?.from === from) return { resumed: true };
  if (mark) throw new StartupError(`--to: a migration from ${mark.from} was begun there`);
  const [filled] = await filledCollections(target);
  if (filled)
    throw new StartupError(`--to: the database "${target.databaseName}" holds data (${filled})`);
  await marks.insertOne({ _id: 'begun', from }, { writeConcern: { w: 'majority', journal: true } });
  return { resumed: false };
}

/** Removes what an interrupted migration brought and the store has lost since. */
async function removeGone(source: Db, target: Db, name: string): Promise<void> {
  for await (const batch of inBatches(readDocuments(target, name))) {
    const prepared = prepare(batch, name);
    const present = await findPresent(source, name, prepared);
    const gone = prepared.filter(({ key }) => !present.has(key));
    if (gone.length === 0) continue;
    const deletes = gone.map(({ document }) => ({ q: { _id: document.get('_id') }, limit: 1 }));
    await target.command({ delete: name, deletes });
  }
}

/** Answers what the target refused of the indexes. */
async function copyAll(source: Db, target: Db, resumed: boolean): Promise<string[]> {
  const refusals: string[] = [];
  const names = await collectionNames(source);
  for (const name of names) {
    const total = await source.collection(name).estimatedDocumentCount();
    const documents = readDocuments(source, name);
    const digest = await fill(target, name, documents, new Progress(name, total), 'replace');
    if (resumed) await removeGone(source, target, name);
    await verify(target, name, digest);
    console.log(
      `${name}: ${digest.count} documents, equal on both sides (${digest.text.slice(0, 16)})`,
    );
  }
  const others = (await filledCollections(target)).filter(
    (name) => name !== MARK && !names.includes(name),
  );
  if (others[0]) throw new StartupError(`--to: the target holds data of its own (${others[0]})`);
  // Only now: an index may let documents expire.
  for (const name of names) {
    refusals.push(...(await createIndexes(target, name, await readIndexes(source, name))));
  }
  return refusals;
}

async function migrate(source: Db, target: Db, from: string): Promise<boolean> {
  const { resumed } = await claim(target, from);
  if (resumed) console.log('going on with the migration that was begun');
  const refusals = await copyAll(source, target, resumed);
  if (refusals.length > 0) {
    for (const refusal of refusals) console.log(`index refused: ${refusal}`);
    console.log('All documents are copied, but not all indexes. Run this again to try them again.');
    return false;
  }
  await target.collection(MARK).drop();
  console.log(
    'Done. Set MONGODB_URL to this address and start Trame; DATA_DIR keeps the store as it was.',
  );
  return true;
}

async function run(url: string, config: Config): Promise<boolean> {
  requireStore(config);
  const target = await connectTo(url, '--to');
  try {
    const store = await openLocalStore(config.dataDir, UNCHANGED);
    if (store.heldBy === 'host') {
      throw new StartupError(
        'Trame is running: stop it first, or what is written meanwhile stays behind',
      );
    }
    const source = new MongoClient(store.url);
    try {
      return await migrate(source.db(), target.db(), config.dataDir);
    } finally {
      await source.close();
      await store.close();
    }
  } finally {
    await target.close();
  }
}

export const migrateCommand: StoreCommand = {
  needs: '--to mongodb://…',
  help: 'the embedded store to a MongoDB server; run again, it goes on where it was interrupted',
  run,
};
