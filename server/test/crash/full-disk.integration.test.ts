import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Collection, MongoClient } from 'mongodb';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { inspectStopped } from '#server/test/crash/inspection.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { SmallDisk } from '#server/test/small-disk.ts';

interface Thing {
  _id: number;
  text: string;
  changed?: boolean;
}

const disk = await SmallDisk.create(32 * 1024);
afterAll(() => disk?.remove());

const needsMount = 'needs a mount namespace';
const FIRST = 200;
const text = 'x'.repeat(2_000);
const documents = (from: number, count: number): Thing[] =>
  Array.from({ length: count }, (_, at) => ({ _id: from + at, text: `${from + at} ${text}` }));

const refusal = expect.objectContaining({ code: 14031 });

async function startStore(on: SmallDisk) {
  const host = await HostProcess.create({
    args: ['--services=store'],
    dataDir: on.place,
    wrapper: on.enter,
  });
  onTestFinished(() => host.stop());
  return host;
}

async function connect(on: SmallDisk): Promise<MongoClient> {
  const socket = encodeURIComponent(join(on.folder, 'socket', 'mongo.sock'));
  const client = await MongoClient.connect(`mongodb://${socket}/trame?directConnection=true`);
  onTestFinished(() => client.close());
  return client;
}

/** Every kind of write is refused, and every kind of read answers what was there. */
async function expectReadOnly(things: Collection<Thing>, count: number): Promise<void> {
  const writes = [
    () => things.insertOne({ _id: -1, text }),
    () => things.insertMany(documents(100_000, 500)),
    () => things.updateMany({}, { $set: { changed: true } }),
    () => things.findOneAndUpdate({ _id: 1 }, { $set: { text: text.repeat(20) } }),
    () => things.replaceOne({ _id: -2 }, { text }, { upsert: true }),
    () => things.createIndex({ text: 1, changed: 1 }),
  ];
  for (const write of writes) await expect(write()).rejects.toEqual(refusal);
  // Together in one turn, with reads between.
  const together = await Promise.allSettled(
    [...writes, ...writes].flatMap((write) => [write(), things.findOne({ _id: 7 })]),
  );
  const refused = together.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(writes.length * 2);
  expect(await things.countDocuments()).toBe(count);
  expect(await things.find({ text: /^7 / }).hint('text_1').toArray()).toHaveLength(1);
  expect(await things.find({ changed: true }).toArray()).toEqual([]);
  expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'text_1']);
}

/** Writes until the disk is full of the store itself; answers how many documents are there. */
async function writeUntilFull(things: Collection<Thing>, on: SmallDisk): Promise<number> {
  const end = FIRST + 1 + Math.ceil((3 * on.bytes) / text.length);
  for (let from = FIRST + 1; from < end; from += 50) {
    const refused = await things.insertMany(documents(from, 50)).catch((error: unknown) => error);
    if (refused instanceof Error) {
      expect(refused).toEqual(refusal);
      return things.countDocuments();
    }
  }
  throw new Error('three times what the small disk holds was taken');
}

test.skipIf(!disk)(
  `[EM29] a full disk refuses writes, keeps reading, and writes again with room (${needsMount})`,
  async () => {
    if (!disk) return;
    const host = await startStore(disk);
    await host.start();
    const client = await connect(disk);
    const things = client.db().collection<Thing>('things');
    await things.createIndex({ text: 1 });
    await things.insertMany(documents(0, FIRST));
    disk.fill();
    await expectReadOnly(things, FIRST);
    await host.printed(/the disk of DATA_DIR is full/);
    disk.free();
    await things.insertOne({ _id: FIRST, text });
    const writeOn = async () => {
      await things.updateOne({ _id: FIRST }, { $set: { text: `${text} ${performance.now()}` } });
      return host.output;
    };
    await expect.poll(writeOn, { timeout: 20_000 }).toMatch(/takes writes again/);
    const count = await writeUntilFull(things, disk);
    expect(count).toBeGreaterThan(FIRST + 50);
    expect(await things.find({ text: /^7 / }).hint('text_1').toArray()).toHaveLength(1);
    // A client looks for a server that is gone before it closes.
    await client.close();
    await host.kill();
    expect(inspectStopped(disk.folder)).toEqual([]);
  },
  120_000,
);

test.skipIf(!disk)(
  `[EM29] a start on a full disk waits for room, and finds everything (${needsMount})`,
  async () => {
    if (!disk) return;
    disk.fill();
    const host = await startStore(disk);
    const started = host.start();
    await host.printed(/the disk of DATA_DIR is full: the start waits/);
    await disk.grow(64 * 1024);
    await started;
    const client = await connect(disk);
    const things = client.db().collection<Thing>('things');
    expect(await things.countDocuments()).toBeGreaterThan(FIRST);
    await things.insertOne({ _id: -1, text });
    expect(await things.countDocuments({ _id: { $lte: FIRST } })).toBe(FIRST + 2);
    await client.close();
    await host.stop();
    expect(inspectStopped(disk.folder)).toEqual([]);
    expect(existsSync(join(disk.folder, 'trame.sqlite-wal'))).toBe(false);
  },
  120_000,
);
