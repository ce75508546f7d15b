import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from './start.ts';

let folder = '';
let engine: EmbeddedMongo;
let client: MongoClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trame-connection-'));
  engine = await startEmbeddedMongo({ folder });
  client = await MongoClient.connect(engine.url, { maxPoolSize: 1 });
});

afterAll(async () => {
  await client.close();
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

test('[EM22] a connection sees what it wrote without waiting for an answer', async () => {
  const things = client.db().collection<{ _id: number }>('things');
  // Others keep the disk busy, so that what is written has to wait.
  const others = await MongoClient.connect(engine.url);
  let done = false;
  const write = async (): Promise<void> => {
    while (!done)
      await others
        .db()
        .collection('others')
        .insertOne({ text: 'x'.repeat(1000) });
  };
  const writing = [write(), write(), write(), write()];
  for (let round = 1; round <= 100; round += 1) {
    await things.insertOne({ _id: round }, { writeConcern: { w: 0 } });
    expect(await things.countDocuments()).toBe(round);
  }
  done = true;
  await Promise.all(writing);
  await others.close();
});
