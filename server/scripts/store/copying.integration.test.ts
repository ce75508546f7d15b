import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFolder } from '#server/platform/embedded-mongo/check.ts';
import { fromExtendedJson } from '#server/platform/embedded-mongo/extended-json.ts';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { runStoreProgram, startStoreProgram } from '#server/test/store-program.ts';
import { collectionNames, readDocuments, toSend } from './documents.ts';
import { readIndexes } from './indexes.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trame-care-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Uses the store of a folder, which nothing else has open. */
async function withStore<Result>(
  folder: string,
  use: (database: Db) => Promise<Result>,
): Promise<Result> {
  const engine = await startEmbeddedMongo({ folder, expirySweepMilliseconds: 2 ** 31 - 1 });
  const client = await MongoClient.connect(engine.url);
  try {
    return await use(client.db());
  } finally {
    await client.close();
    await engine.stop();
  }
}

/** A server of its own, such as a MongoDB would be. */
async function startServer(): Promise<{ url: string; database: Db }> {
  const engine = await startEmbeddedMongo({
    folder: newFolder(),
    port: 0,
    expirySweepMilliseconds: 2 ** 31 - 1,
  });
  const client = await MongoClient.connect(engine.url);
  onTestFinished(async () => {
    await client.close();
    await engine.stop();
  });
  return { url: engine.url, database: client.db() };
}

/** Everything that a database holds, byte for byte, in its order. */
async function contentOf(
  database: Db,
): Promise<Record<string, { documents: string[]; indexes: string[] }>> {
  const content: Record<string, { documents: string[]; indexes: string[] }> = {};
  for (const name of await collectionNames(database)) {
    const documents: string[] = [];
    for await (const bytes of readDocuments(database, name)) documents.push(bytes.toString('hex'));
    const indexes = (await readIndexes(database, name)).map((bytes) => bytes.toString('hex'));
    content[name] = { documents, indexes: indexes.toSorted() };
  }
  return content;
}

const EVERY_TYPE = [
  '{"_id":{"$numberInt":"1"},"10":"names like numbers","2":{"b":null,"1":true,"0":false}}',
  '{"_id":{"$numberLong":"2"},"int":{"$numberInt":"5"},"long":{"$numberLong":"5"},"double":{"$numberDouble":"5.0"},"decimal":{"$numberDecimal":"5.00"}}',
  '{"_id":{"$numberDouble":"3.0"},"zero":{"$numberDouble":"-0.0"},"nan":{"$numberDouble":"NaN"},"far":{"$numberDouble":"-Infinity"},"large":{"$numberLong":"-9223372036854775808"}}',
  '{"_id":{"$numberDecimal":"4E+2"},"date":{"$date":{"$numberLong":"-62135596800001"}},"at":{"$timestamp":{"t":4294967295,"i":1}}}',
  '{"_id":{"$oid":"0123456789abcdef01234567"},"bytes":[{"$binary":{"base64":"AAEC","subType":"00"}},{"$binary":{"base64":"AAECAwQFBgcICQoLDA0ODw==","subType":"04"}},{"$binary":{"base64":"/w==","subType":"80"}}]}',
  '{"_id":{"z":{"$numberInt":"1"},"a":"a compound _id"},"regex":{"$regularExpression":{"pattern":"^é\\"","options":"im"}},"ends":[{"$minKey":1},{"$maxKey":1},[],{}]}',
  '{"_id":"é","code":{"$code":"f()"},"symbol":{"$symbol":"s"},"__proto__":{"constructor":"\\\\ \\""}}',
];

async function fillStore(database: Db): Promise<void> {
  const documents = EVERY_TYPE.map((line) => toSend(fromExtendedJson(line), 'every/type'));
  await database.command({ insert: 'every/type', documents });
  const people = database.collection('people');
  await people.createIndex({ email: 1 }, { unique: true });
  await people.createIndex({ tags: 1, age: -1 }, { sparse: true, name: 'by tag' });
  await people.createIndex({ seen: 1 }, { expireAfterSeconds: 60 });
  await people.createIndex({ age: 1 }, { partialFilterExpression: { age: { $gt: 17 } } });
  const seen = new Date(0);
  await people.insertMany(
    Array.from({ length: 2500 }, (_, at) => ({
      email: `${at}@example.org`,
      age: at % 90,
      tags: [`t${at % 7}`],
      seen,
    })),
  );
  await database.createCollection('empty');
}

describe('export and import', () => {
  test('bring every document back byte for byte, with its indexes', async () => {
    const [folder, other, files] = [newFolder(), newFolder(), join(newFolder(), 'export')];
    const content = await withStore(folder, async (database) => {
      await fillStore(database);
      return contentOf(database);
    });
    const exported = await runStoreProgram(['export', files], { DATA_DIR: folder });
    expect(exported).toMatchObject({
      code: 0,
      output: expect.stringMatching(/: 3 collections, 2507 documents, of one moment\n$/),
    });
    expect(exported.errors).toMatch(/^people: 2500 of 2500 \(100 %\)$/m);
    expect(readFileSync(join(files, 'every%2Ftype.jsonl'), 'utf8').split('\n')).toEqual([
      ...EVERY_TYPE,
      '',
    ]);
    expect(statSync(join(files, 'people.jsonl')).mode & 0o777).toBe(0o600);
    const imported = await runStoreProgram(['import', files], { DATA_DIR: other });
    expect(imported).toMatchObject({
      code: 0,
      output: '3 collections, 2507 documents: all there, byte for byte\n',
    });
    expect(await withStore(other, contentOf)).toEqual(content);
    expect(checkFolder(other)).toEqual([]);
    expect(await runStoreProgram(['import', files], { DATA_DIR: other })).toMatchObject({
      code: 0,
    });
    expect(await withStore(other, contentOf)).toEqual(content);
  });

  test('go from a server to a server', async () => {
    const [from, to] = [await startServer(), await startServer()];
    await fillStore(from.database);
    const files = join(newFolder(), 'export');
    const environment = (url: string) => ({ DATA_DIR: newFolder(), MONGODB_URL: url });
    expect(await runStoreProgram(['export', files], environment(from.url))).toMatchObject({
      code: 0,
    });
    expect(await runStoreProgram(['import', files], environment(to.url))).toMatchObject({
      code: 0,
    });
    expect(await contentOf(to.database)).toEqual(await contentOf(from.database));
  });

  test('of a running host read one moment, while it is written to', async () => {
    const host = await HostProcess.create({ args: ['--empty'], embedded: true });
    onTestFinished(() => host.remove());
    await host.start();
    const client = await MongoClient.connect(readStoreAddress(host.dataDir) ?? '');
    const things = client.db().collection('things');
    let [written, stopped] = [0, false];
    const writing = (async () => {
      for (; !stopped; written += 1) await things.insertMany([{ at: written }, { at: written }]);
    })();
    await expect.poll(() => written).toBeGreaterThan(20);
    const before = written;
    const files = join(newFolder(), 'export');
    const exported = await runStoreProgram(['export', files], { DATA_DIR: host.dataDir });
    stopped = true;
    await writing;
    await client.close();
    expect(exported).toMatchObject({ code: 0, output: expect.stringMatching(/of one moment\n$/) });
    const lines = readFileSync(join(files, 'things.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.length % 2).toBe(0);
    expect(lines.length).toBeGreaterThanOrEqual(before * 2);
    expect(readdirSync(host.dataDir).filter((name) => name.startsWith('copy-'))).toEqual([]);
    const refused = await runStoreProgram(['import', files], { DATA_DIR: host.dataDir });
    expect(refused).toMatchObject({ code: 1, errors: 'Trame: Trame is running: stop it first\n' });
  });

  test('a bad line is refused with its place, and nothing is written', async () => {
    const [folder, other, files] = [newFolder(), newFolder(), join(newFolder(), 'export')];
    await withStore(folder, fillStore);
    await runStoreProgram(['export', files], { DATA_DIR: folder });
    const file = join(files, 'people.jsonl');
    const good = readFileSync(file);
    const cases: [string | Buffer, RegExp][] = [
      ['{"_id":\n', /people\.jsonl:2501: not JSON$/m],
      ['{"_id":1}\n', /people\.jsonl:2501: a number without its type/],
      ['{"email":"nobody"}\n', /people\.jsonl:2501: a document without _id$/m],
      [Buffer.from([0x22, 0xff, 0x22]), /people\.jsonl:2501: not UTF-8$/m],
      [
        '{"_id":"one more"}\n',
        /^Trame: people\.jsonl has 2501 documents where 2500 were exported$/m,
      ],
    ];
    for (const [line, reason] of cases) {
      writeFileSync(file, good);
      appendFileSync(file, line);
      const { code, errors } = await runStoreProgram(['import', files], { DATA_DIR: other });
      expect(code).toBe(1);
      expect(errors).toMatch(reason);
    }
    expect(await withStore(other, contentOf)).toEqual({});
    rmSync(join(files, 'export.json'));
    const unfinished = await runStoreProgram(['import', files], { DATA_DIR: other });
    expect(unfinished.errors).toMatch(/^Trame: .*not an export, or one that did not end\n$/);
    expect((await runStoreProgram(['export', files], { DATA_DIR: folder })).errors).toMatch(
      /not empty\n$/,
    );
  }, 90_000);

  test('a store that holds other documents is refused', async () => {
    const [folder, files] = [newFolder(), join(newFolder(), 'export')];
    await withStore(folder, fillStore);
    await runStoreProgram(['export', files], { DATA_DIR: folder });
    const refusal = async (change: (database: Db) => Promise<unknown>) => {
      const other = newFolder();
      await withStore(other, change);
      const before = await withStore(other, contentOf);
      const { code, errors } = await runStoreProgram(['import', files], { DATA_DIR: other });
      expect(code).toBe(1);
      expect(await withStore(other, contentOf)).toEqual(before);
      return errors.trimEnd().split('\n').at(-1);
    };
    const things = (database: Db) =>
      database.collection<{ _id: unknown }>('things').insertOne({ _id: 1 });
    expect(await refusal(things)).toBe(
      'Trame: things: the store holds documents that the export lacks',
    );
    const stranger = (database: Db) =>
      database.collection('people').insertOne({ email: 'stranger' });
    expect(await refusal(stranger)).toBe(
      'Trame: people: the store holds documents that the export lacks',
    );
    const changed = (database: Db) =>
      database.collection<{ _id: unknown }>('every/type').insertOne({ _id: 1 });
    expect(await refusal(changed)).toBe(
      'Trame: every/type: {"_id":{"$numberInt":"1"}} is there already, with other content',
    );
  }, 90_000);
});

describe('migrate', () => {
  /** A stopped store that takes some seconds to copy. */
  async function largeStore(): Promise<string> {
    const folder = newFolder();
    await withStore(folder, async (database) => {
      await fillStore(database);
      const large = database.collection('large');
      await large.createIndex({ at: 1 }, { unique: true });
      const text = 'x'.repeat(400);
      for (let from = 0; from < 30_000; from += 5000) {
        await large.insertMany(Array.from({ length: 5000 }, (_, at) => ({ at: from + at, text })));
      }
    });
    return folder;
  }

  test('killed in the middle, it goes on, and both sides are equal', async () => {
    const folder = await largeStore();
    const server = await startServer();
    const words = ['migrate', '--to', server.url];
    const child = startStoreProgram(words, { DATA_DIR: folder });
    const exited = once(child, 'exit');
    const large = server.database.collection<{ _id: unknown; at?: number }>('large');
    await expect
      .poll(() => large.estimatedDocumentCount(), { interval: 5, timeout: 30_000 })
      .toBeGreaterThan(2000);
    child.kill('SIGKILL');
    expect(await exited).toEqual([null, 'SIGKILL']);
    const copied = await large.estimatedDocumentCount();
    expect(copied).toBeLessThan(30_000);
    // The store went on being used before the second try: one document changed, one is gone.
    await withStore(folder, async (database) => {
      await database.collection('large').updateOne({ at: 7 }, { $set: { text: 'changed' } });
      await database.collection('large').deleteOne({ at: 11 });
    });
    const other = await runStoreProgram(words, { DATA_DIR: await smallStore() });
    expect(other).toMatchObject({
      code: 1,
      errors: `Trame: --to: a migration from ${folder} was begun there\n`,
    });
    const again = await runStoreProgram(words, { DATA_DIR: folder });
    expect(again.errors).toMatch(/^large: 29999 of 29999 \(100 %\)$/m);
    expect(again.code).toBe(0);
    expect(again.output).toMatch(/^going on with the migration that was begun\n/);
    expect(again.output).toMatch(
      /\nlarge: 29999 documents, equal on both sides \([0-9a-f]{16}\)\n/,
    );
    expect(again.output).toMatch(/\nDone\. Set MONGODB_URL to this address/);
    const [here, there] = [await withStore(folder, contentOf), await contentOf(server.database)];
    const sorted = ({ large: content, ...rest }: typeof here) => ({
      ...rest,
      large: { ...content, documents: content?.documents.toSorted() },
    });
    expect(sorted(there)).toEqual(sorted(here));
  }, 120_000);

  async function smallStore(): Promise<string> {
    const folder = newFolder();
    await withStore(folder, (database) => database.collection('things').insertOne({ at: 1 }));
    return folder;
  }

  test('refuses a target that holds data, a running host, and an address where nobody answers', async () => {
    const folder = await smallStore();
    const server = await startServer();
    await server.database.collection('theirs').insertOne({ at: 1 });
    const words = ['migrate', '--to', server.url];
    const before = await contentOf(server.database);
    expect(await runStoreProgram(words, { DATA_DIR: folder })).toMatchObject({
      code: 1,
      errors: 'Trame: --to: the database "trame" holds data (theirs)\n',
    });
    expect(await contentOf(server.database)).toEqual(before);
    const wrong = await runStoreProgram(['migrate', '--to', 'postgres://localhost/'], {
      DATA_DIR: folder,
    });
    expect(wrong).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^Trame: --to: the server does not answer/),
    });
    expect(existsSync(join(folder, 'trame.sqlite'))).toBe(true);

    const host = await HostProcess.create({ args: ['--empty'], embedded: true });
    onTestFinished(() => host.remove());
    await host.start();
    const empty = await startServer();
    const running = await runStoreProgram(['migrate', '--to', empty.url], {
      DATA_DIR: host.dataDir,
    });
    expect(running).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^Trame: Trame is running: stop it first/),
    });
    expect(await contentOf(empty.database)).toEqual({});
  }, 90_000);

  test('tells which indexes the target refuses, ends with 1, and tries them again', async () => {
    const folder = await smallStore();
    await withStore(folder, (database) =>
      database.collection('things').createIndex({ at: 1 }, { name: 'by time' }),
    );
    const server = await startServer();
    const things = server.database.collection('things');
    await things.createIndex({ at: 1 }, { name: 'mine' });
    const words = ['migrate', '--to', server.url];
    const first = await runStoreProgram(words, { DATA_DIR: folder });
    expect(first.code).toBe(1);
    expect(first.output).toMatch(
      /^index refused: things by time: Index already exists with a different name: mine$/m,
    );
    await things.dropIndex('mine');
    expect(await runStoreProgram(words, { DATA_DIR: folder })).toMatchObject({ code: 0 });
    expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'by time']);
  });
});
