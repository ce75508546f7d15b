import { resolve } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import type { Config } from '#server/config/config.ts';
import { StartupError } from '#server/config/startup-error.ts';
import { openLocalStore } from '#server/platform/persistence/local-store.ts';
import type { StoreCommand } from './command.ts';
import { inBatches } from './documents.ts';
import {
  documentsFile,
  readExportedDocuments,
  readExportedIndexes,
  readSummary,
  type Summary,
} from './exported-folder.ts';
import { createIndexes } from './indexes.ts';
import { Progress } from './progress.ts';
import { UNCHANGED } from './source.ts';
import {
  connectTo,
  fill,
  filledCollections,
  isThere,
  lookFor,
  prepare,
  refuseDifferent,
  verify,
} from './target.ts';

interface OpenedTarget {
  readonly client: MongoClient;
  close(): Promise<void>;
}

async function openTarget({ mongodbUrl, dataDir }: Config): Promise<OpenedTarget> {
  if (mongodbUrl) {
    const client = await connectTo(mongodbUrl, 'MONGODB_URL');
    return { client, close: () => client.close() };
  }
  const store = await openLocalStore(dataDir, UNCHANGED);
  if (store.heldBy === 'host') throw new StartupError('Trame is running: stop it first');
  const client = new MongoClient(store.url);
  const close = async (): Promise<void> => {
    await client.close();
    await store.close();
  };
  return { client, close };
}

/** Reads a whole collection of the export, and looks for its documents. Throws before anything is written. */
async function examine(
  database: Db,
  folder: string,
  { name, documents, indexes }: Summary['collections'][number],
): Promise<void> {
  let read = 0;
  let present = 0;
  const progress = new Progress(`reading ${name}`, documents);
  const look = await lookFor(database, name);
  for await (const batch of inBatches(readExportedDocuments(folder, name))) {
    const prepared = prepare(batch, name);
    const found = await look(database, name, prepared);
    const different = prepared.find((sent) => found.has(sent.key) && !isThere(found, sent));
    if (different) refuseDifferent(name, different);
    read += batch.length;
    present += found.size;
    progress.advance(batch.length);
  }
  if (read !== documents) {
    throw new StartupError(
      `${documentsFile(name)} has ${read} documents where ${documents} were exported`,
    );
  }
  const specifications = await readExportedIndexes(folder, name);
  if (specifications.length !== indexes)
    throw new StartupError(`${name}: its indexes are not complete`);
  const held = await database.collection(name).estimatedDocumentCount();
  if (held > present)
    throw new StartupError(`${name}: the store holds documents that the export lacks`);
}

async function refuseOthers(database: Db, { collections }: Summary): Promise<void> {
  const known = new Set(collections.map(({ name }) => name));
  const other = (await filledCollections(database)).find((name) => !known.has(name));
  if (other) throw new StartupError(`${other}: the store holds documents that the export lacks`);
}

/** Answers what the store refused of the indexes. */
async function importAll(database: Db, folder: string, summary: Summary): Promise<string[]> {
  const refusals: string[] = [];
  for (const { name, documents } of summary.collections) {
    const source = readExportedDocuments(folder, name);
    const digest = await fill(database, name, source, new Progress(name, documents), 'refuse');
    await verify(database, name, digest);
    // Only now: an index may let documents expire.
    const indexes = await readExportedIndexes(folder, name);
    refusals.push(...(await createIndexes(database, name, indexes)));
  }
  return refusals;
}

async function run(argument: string, config: Config): Promise<boolean> {
  const folder = resolve(argument);
  const summary = readSummary(folder);
  const target = await openTarget(config);
  try {
    const database = target.client.db();
    await refuseOthers(database, summary);
    for (const collection of summary.collections) await examine(database, folder, collection);
    const refusals = await importAll(database, folder, summary);
    const total = summary.collections.reduce((sum, { documents }) => sum + documents, 0);
    console.log(
      `${summary.collections.length} collections, ${total} documents: all there, byte for byte`,
    );
    for (const refusal of refusals) console.log(`index refused: ${refusal}`);
    return refusals.length === 0;
  } finally {
    await target.close();
  }
}

export const importCommand: StoreCommand = {
  needs: 'FOLDER',
  help: 'an export into an empty store; run again, it goes on where it was interrupted',
  run,
};
