import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Db } from 'mongodb';
import type { Config } from '#server/config/config.ts';
import { StartupError } from '#server/config/startup-error.ts';
import { decodeDocument } from '#server/platform/embedded-mongo/bson-decode.ts';
import { toExtendedJson } from '#server/platform/embedded-mongo/extended-json.ts';
import type { StoreCommand } from './command.ts';
import { collectionNames, inBatches, nameOf, readDocuments } from './documents.ts';
import { reasonOf } from './embedded.ts';
import { documentsFile, indexesFile, SUMMARY, type Summary } from './exported-folder.ts';
import { readIndexes } from './indexes.ts';
import { Progress } from './progress.ts';
import { openSource } from './source.ts';

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (readdirSync(folder).length === 0) return;
  } catch (error) {
    throw new StartupError(`${folder}: cannot be written (${reasonOf(error)})`);
  }
  throw new StartupError(`${folder}: not empty`);
}

/** Writes a file that only its owner may read, and returns once it is on the disk. */
async function writeFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

function lineOf(bytes: Buffer, collection: string): string {
  try {
    return `${toExtendedJson(bytes)}\n`;
  } catch (error) {
    const document = nameOf(decodeDocument(bytes));
    throw new StartupError(`${collection}: ${document}: ${reasonOf(error)}`);
  }
}

async function exportCollection(
  database: Db,
  name: string,
  folder: string,
): Promise<Summary['collections'][number]> {
  const progress = new Progress(name, await database.collection(name).estimatedDocumentCount());
  let documents = 0;
  await writeFile(join(folder, documentsFile(name)), async (file) => {
    for await (const batch of inBatches(readDocuments(database, name))) {
      await file.appendFile(batch.map((bytes) => lineOf(bytes, name)).join(''));
      documents += batch.length;
      progress.advance(batch.length);
    }
  });
  progress.end();
  const indexes = await readIndexes(database, name);
  await writeFile(join(folder, indexesFile(name)), async (file) => {
    await file.appendFile(indexes.map((bytes) => lineOf(bytes, name)).join(''));
  });
  return { name, documents, indexes: indexes.length };
}

async function writeSummary(folder: string, summary: Summary): Promise<void> {
  const partial = join(folder, `${SUMMARY}.partial`);
  await writeFile(partial, async (file) => {
    await file.appendFile(`${JSON.stringify(summary, null, 2)}\n`);
  });
  renameSync(partial, join(folder, SUMMARY));
}

async function run(argument: string, config: Config): Promise<boolean> {
  const folder = resolve(argument);
  prepareFolder(folder);
  const source = await openSource(config);
  try {
    const database = source.client.db();
    const collections: Summary['collections'] = [];
    for (const name of await collectionNames(database)) {
      collections.push(await exportCollection(database, name, folder));
    }
    await writeSummary(folder, { program: 'trame', format: 1, collections });
    const total = collections.reduce((sum, { documents }) => sum + documents, 0);
    const moment = source.oneMoment
      ? 'one moment'
      : 'no single moment if it was written to meanwhile';
    console.log(`${folder}: ${collections.length} collections, ${total} documents, of ${moment}`);
    return true;
  } finally {
    await source.close();
  }
}

export const exportCommand: StoreCommand = {
  needs: 'FOLDER',
  help: 'the documents as lines of Extended JSON, a file for each collection, for other programs too',
  run,
};
