import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { checkFolder } from './check.ts';
import { startEmbeddedMongo } from './start.ts';

const folders: string[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trame-store-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A process of its own with the engine and writers, which prints each write once acknowledged. */
const WRITERS = `
  import { MongoClient } from 'mongodb';
  import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
  const [folder, round] = process.argv.slice(1);
  const engine = await startEmbeddedMongo({ folder });
  const client = await MongoClient.connect(engine.url);
  const things = client.db().collection('things');
  await things.createIndex({ key: 1 }, { unique: true });
  await things.createIndex({ tags: 1, at: -1 });
  const write = async (writer) => {
    for (let at = 0; ; at += 1) {
      const key = round + '-' + writer + '-' + at;
      await things.insertOne({ key, tags: ['w' + writer, 'all'], at });
      await things.updateOne({ key }, { $set: { done: true }, $push: { tags: 'done' } });
      process.stdout.write(key + '\\n');
    }
  };
  await Promise.all([0, 1, 2, 3].map(write));
`;

/** Runs the writers until they were told of `wanted` writes, then kills them; answers those writes. */
async function writeAndKill(folder: string, round: number, wanted: number): Promise<string[]> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--input-type=module', '-e', WRITERS, folder, String(round)],
    {
      cwd: process.cwd(),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const acknowledged: string[] = [];
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === wanted) child.kill('SIGKILL');
  }
  await exited;
  return acknowledged;
}

describe('the engine', () => {
  test('[EM17] after kill -9 every acknowledged write is there, and indexes agree', async () => {
    const folder = await newFolder();
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      acknowledged.push(...(await writeAndKill(folder, round, 20 + round * 37)));
      expect(checkFolder(folder)).toEqual([]);
    }
    const engine = await startEmbeddedMongo({ folder });
    const client = await MongoClient.connect(engine.url);
    const things = client.db().collection('things');
    const found = await things.find({ key: { $in: acknowledged }, done: true }).toArray();
    expect(found).toHaveLength(acknowledged.length);
    expect(await things.countDocuments({ tags: 'done' })).toBeGreaterThanOrEqual(
      acknowledged.length,
    );
    await client.close();
    await engine.stop();
  }, 60_000);

  test('[EM18] a second engine on the folder is refused, and let in after the first', async () => {
    const folder = await newFolder();
    const first = await startEmbeddedMongo({ folder });
    await expect(startEmbeddedMongo({ folder })).rejects.toThrow(/in use/);
    const client = await MongoClient.connect(first.url);
    expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
    await first.stop();
    const second = await startEmbeddedMongo({ folder });
    await second.stop();
  });

  test('[EM18] another process is refused too', async () => {
    const folder = await newFolder();
    const engine = await startEmbeddedMongo({ folder });
    const script = `
      import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
      await startEmbeddedMongo({ folder: process.argv[1] }).catch((error) => console.log(error.message));
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder]);
    const [output] = await once(child.stdout, 'data');
    await once(child, 'exit');
    expect(String(output)).toMatch(/in use/);
    await engine.stop();
  });

  test('[EM18] damaged and unusable folders are refused with a reason', async () => {
    const folder = await newFolder();
    await writeFile(
      join(folder, 'trame.sqlite'),
      'this is not a database, though it is long enough to be read',
    );
    await expect(startEmbeddedMongo({ folder })).rejects.toThrow(/damaged/);
    const other = await newFolder();
    await writeFile(join(other, 'file'), '');
    await expect(startEmbeddedMongo({ folder: join(other, 'file', 'below') })).rejects.toThrow(
      /cannot be written/,
    );
    const third = await newFolder();
    const engine = await startEmbeddedMongo({ folder: third });
    const client = await MongoClient.connect(engine.url);
    await client
      .db()
      .collection('things')
      .insertMany(Array.from({ length: 2000 }, (_, at) => ({ text: 'x'.repeat(100), at })));
    await client.close();
    await engine.stop();
    await truncate(join(third, 'trame.sqlite'), 40_000);
    await expect(startEmbeddedMongo({ folder: third })).rejects.toThrow(/damaged/);
  });

  test('[EM18] listens on a port when asked, and in a short place when the folder is deep', async () => {
    const folder = await newFolder();
    const onPort = await startEmbeddedMongo({ folder, port: 0 });
    expect(onPort.url).toMatch(/^mongodb:\/\/127\.0\.0\.1:[1-9]\d*\/trame/);
    await onPort.stop();
    const deep = join(folder, 'd'.repeat(120));
    const engine = await startEmbeddedMongo({ folder: deep });
    const client = await MongoClient.connect(engine.url);
    expect(client.db().databaseName).toBe('trame');
    await client.db().collection('things').insertOne({ a: 1 });
    await client.close();
    await engine.stop();
  });

  test('[EM16] bytes that are not the protocol end their connection, and no other', async () => {
    const folder = await newFolder();
    const engine = await startEmbeddedMongo({ folder, port: 0 });
    onTestFinished(() => engine.stop());
    const client = await MongoClient.connect(engine.url);
    const socket = connect(Number(new URL(engine.url).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'close');
    expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
  });

  test('[EM19] what has expired is removed', async () => {
    const folder = await newFolder();
    const engine = await startEmbeddedMongo({ folder, expirySweepMilliseconds: 20 });
    onTestFinished(() => engine.stop());
    const client = await MongoClient.connect(engine.url);
    const things = client.db().collection<{ _id: number; at: Date | string }>('things');
    await things.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    await things.insertMany([
      { _id: 1, at: new Date(Date.now() - 61_000) },
      { _id: 2, at: new Date() },
      { _id: 3, at: 'not a date' },
    ]);
    await expect.poll(() => things.distinct('_id')).toEqual([2, 3]);
    await client.close();
  });
});
