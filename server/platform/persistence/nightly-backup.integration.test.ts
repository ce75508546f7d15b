import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { backUpNightly } from './nightly-backup.ts';
import { readStoreAddress } from './store-address.ts';

const night = (day: number): Date => new Date(Date.UTC(2027, 0, day, 2, 0, 7));
const fileOf = (day: number): string =>
  `trame-2027-01-${String(day).padStart(2, '0')}T02-00-07Z.sqlite`;

async function openStore(): Promise<{ folder: string; backups: string; database: Db }> {
  const folder = mkdtempSync(join(tmpdir(), 'trame-nightly-'));
  const engine = await startEmbeddedMongo({ folder });
  const client = await MongoClient.connect(engine.url);
  onTestFinished(async () => {
    await client.close();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, backups: join(folder, 'backups'), database: client.db() };
}

test('keeps the newest seven backups, and touches no other file', async () => {
  const { folder, backups, database } = await openStore();
  mkdirSync(backups);
  const mine = [
    'notes.txt',
    'trame-before-the-move.sqlite',
    'trame-2020-01-01T00-00-00Z.sqlite.txt',
  ];
  for (const name of mine) writeFileSync(join(backups, name), '');
  writeFileSync(join(backups, `${fileOf(1)}.partial`), 'what a killed engine left');
  for (let day = 1; day <= 9; day += 1) await backUpNightly(database, folder, night(day));
  const kept = [3, 4, 5, 6, 7, 8, 9].map(fileOf);
  expect(readdirSync(backups).toSorted()).toEqual([...mine, ...kept].toSorted());
});

test('a backup that fails is told, and removes none of the older', async () => {
  const { folder, backups, database } = await openStore();
  for (let day = 1; day <= 7; day += 1) await backUpNightly(database, folder, night(day));
  mkdirSync(join(backups, `${fileOf(8)}.partial`));
  await expect(backUpNightly(database, folder, night(8))).rejects.toThrow();
  expect(readdirSync(backups)).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7].map(fileOf),
    `${fileOf(8)}.partial`,
  ]);
});

test('a host backs up at three in the morning, not when it starts', async () => {
  const host = await HostProcess.create({ args: ['--empty'], embedded: true });
  onTestFinished(() => host.remove());
  await host.start();
  await host.restart();
  const client = await MongoClient.connect(readStoreAddress(host.dataDir) ?? '');
  onTestFinished(() => client.close());
  const jobs = client.db().collection('jobs');
  const job = await jobs.findOne({ name: 'back-up-store' });
  expect(job).toMatchObject({ lastRunAt: null, repeatTimezone: 'Europe/Paris' });
  const inParis = new Intl.DateTimeFormat('fr', { timeZone: 'Europe/Paris', timeStyle: 'medium' });
  expect(inParis.format(job?.nextRunAt)).toBe('03:00:00');
  expect(readdirSync(host.dataDir)).not.toContain('backups');

  await jobs.updateOne({ name: 'back-up-store' }, { $set: { nextRunAt: new Date() } });
  const done = () => jobs.findOne({ name: 'back-up-store', lastFinishedAt: { $ne: null } });
  await expect.poll(done, { timeout: 25_000 }).toMatchObject({ failReason: null });
  expect(readdirSync(join(host.dataDir, 'backups'))).toEqual([
    expect.stringMatching(/^trame-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.sqlite$/),
  ]);
}, 90_000);

test('a host backs up the embedded store that another process runs', async () => {
  const { folder, database } = await openStore();
  const address = encodeURIComponent(join(folder, 'socket', 'mongo.sock'));
  const host = await HostProcess.create({
    args: ['--empty'],
    environment: { MONGODB_URL: `mongodb://${address}/trame?directConnection=true` },
  });
  onTestFinished(() => host.remove());
  await host.start();
  const jobs = database.collection('jobs');
  await jobs.updateOne({ name: 'back-up-store' }, { $set: { nextRunAt: new Date() } });
  const done = () => jobs.findOne({ name: 'back-up-store', lastFinishedAt: { $ne: null } });
  await expect.poll(done, { timeout: 25_000 }).toMatchObject({ failReason: null });
  expect(readdirSync(join(host.dataDir, 'backups'))).toHaveLength(1);
}, 90_000);
