import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { checkFolder, inspectFolder } from './check.ts';
import { startEmbeddedMongo } from './start.ts';

/** A stopped store with 300 documents, whose indexes have arrays, partial entries and uniqueness. */
async function storeWithIndexes(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'trame-check-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const engine = await startEmbeddedMongo({ folder });
  const client = await MongoClient.connect(engine.url);
  const things = client.db().collection('things');
  await things.createIndex({ tags: 1, at: -1 });
  await things.createIndex({ at: 1 }, { unique: true });
  await things.createIndex({ even: 1 }, { partialFilterExpression: { even: true } });
  await things.insertMany(
    Array.from({ length: 300 }, (_, at) => ({ at, even: at % 2 === 0, tags: ['all', `t${at}`] })),
  );
  await client.close();
  await engine.stop();
  return folder;
}

/** Changes the stopped store behind its back; `entries` are its tables of entries, in the order of creation. */
function change(folder: string, sql: (entries: string[]) => string): void {
  const store = new DatabaseSync(join(folder, 'trame.sqlite'));
  const rows = store.prepare('SELECT id FROM catalog_indexes ORDER BY id').all();
  store.exec(sql(rows.map(({ id }) => `entries_${id}`)));
  store.close();
}

test('[EM24] a sound store has nothing to tell, and what was checked is counted', async () => {
  const folder = await storeWithIndexes();
  let told = 0;
  const report = inspectFolder(folder, (count) => {
    told += count;
  });
  expect(report).toEqual({
    collections: 1,
    documents: 300,
    indexes: 4,
    entries: 300 + 600 + 300 + 150,
    problems: [],
  });
  expect(told).toBe(300);
});

test('[EM24] an entry that is missing, one too many and a repeated key are found', async () => {
  const folder = await storeWithIndexes();
  change(
    folder,
    ([tags, at, even]) =>
      `DELETE FROM ${tags} WHERE row = 7;
       UPDATE ${at} SET key = (SELECT key FROM ${at} WHERE row = 1) WHERE row = 2;
       INSERT INTO ${even} SELECT key, 1000 FROM ${even} WHERE row = 1`,
  );
  expect(checkFolder(folder)).toEqual([
    'trame.things tags_1_at_-1: 2 entries missing',
    'trame.things at_1: 1 entries missing',
    'trame.things at_1: 1 entries without their document',
    'trame.things at_1: 1 keys twice in a unique index',
    'trame.things even_1: 1 entries without their document',
  ]);
});

test('[EM24] an index that does not know of its arrays, and a wrong _id, are found', async () => {
  const folder = await storeWithIndexes();
  change(
    folder,
    () => `UPDATE catalog_indexes SET arrays = 0; UPDATE documents_1 SET id = x'00' WHERE row = 3`,
  );
  expect(checkFolder(folder)).toEqual([
    'trame.things: a document that its _id does not find',
    'trame.things tags_1_at_-1: 300 documents with unknown arrays',
  ]);
});
