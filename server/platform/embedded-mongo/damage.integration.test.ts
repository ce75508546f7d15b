import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Trouble } from './health.ts';
import { startEmbeddedMongo } from './start.ts';
import { FILE_NAME } from './worker-protocol.ts';

const PAGE = 4096;
const DOCUMENTS = 500;
/** Frames of a write-ahead log: a header of 32 bytes, then 24 bytes and a page each. */
const frameAt = (frame: number): number => 32 + frame * (24 + PAGE);

interface Thing {
  _id: number;
  key?: string;
  text?: string;
}

/** The files of a store that was stopped, and of one that was killed with commits in its log. */
let stopped = '';
let killed = '';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'trame-damage-'));

function copyFiles(from: string, to: string): void {
  for (const name of readdirSync(from).filter((each) => each.startsWith(FILE_NAME))) {
    if (!name.endsWith('-shm')) cpSync(join(from, name), join(to, name));
  }
}

beforeAll(async () => {
  const folder = newFolder();
  stopped = newFolder();
  killed = newFolder();
  const engine = await startEmbeddedMongo({ folder });
  const client = await MongoClient.connect(engine.url);
  const things = client.db().collection<Thing>('things');
  await things.createIndex({ key: 1 });
  const text = 'x'.repeat(6000);
  await things.insertMany(
    Array.from({ length: DOCUMENTS }, (_, at) => ({
      _id: at,
      key: `key ${at} ${'k'.repeat(200)}`,
      text,
    })),
  );
  await client.close();
  await engine.stop();
  copyFiles(folder, stopped);
  const again = await startEmbeddedMongo({ folder });
  const writer = await MongoClient.connect(again.url);
  for (let at = 0; at < 20; at += 1) {
    await writer
      .db()
      .collection<Thing>('things')
      .insertOne({ _id: 10_000 + at });
  }
  copyFiles(folder, killed);
  await writer.close();
  await again.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => {
  for (const folder of [stopped, killed]) rmSync(folder, { recursive: true, force: true });
});

/** A copy of one of the two, with something done to it. */
function damaged(from: string, damage: (file: string) => void): string {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  copyFiles(from, folder);
  damage(join(folder, FILE_NAME));
  return folder;
}

function overwrite(file: string, offset: number, bytes: Uint8Array): void {
  const content = readFileSync(file);
  content.set(bytes, offset);
  writeFileSync(file, content);
}

const zeroes = (file: string, page: number): void =>
  overwrite(file, (page - 1) * PAGE, new Uint8Array(PAGE));

/** The first page of a table or an index, as SQLite's schema says. */
function rootOf(file: string, prefix: string): number {
  const store = new DatabaseSync(file);
  const row = store
    .prepare('SELECT rootpage FROM sqlite_schema WHERE name LIKE ? ORDER BY rootpage')
    .get(`${prefix}%`);
  store.close();
  return Number(row?.rootpage);
}

function sql(file: string, statement: string): void {
  const store = new DatabaseSync(file);
  store.exec(statement);
  store.close();
}

const flip = (file: string, offset: number): void =>
  overwrite(file, offset, Uint8Array.of((readFileSync(file)[offset] ?? 0) ^ 1));

const HELP = /npm run store -- restore FILE \(nightly copies: .+backups\)$/;

describe('a damaged folder', () => {
  test.each<[string, () => string, (file: string) => void, RegExp]>([
    [
      'a truncated file',
      () => stopped,
      (file) => truncateSync(file, 20 * PAGE),
      /malformed|page|disk image/,
    ],
    [
      'a header that is none',
      () => stopped,
      (file) => overwrite(file, 0, Buffer.from('garbage')),
      /not a database/,
    ],
    ['a zeroed header', () => stopped, (file) => zeroes(file, 1), /not a database/],
    ['an empty file', () => stopped, (file) => truncateSync(file, 0), /it is empty/],
    ['a log without its file', () => killed, (file) => rmSync(file), /only its write-ahead log/],
    [
      'a zeroed page of documents',
      () => stopped,
      (file) => zeroes(file, rootOf(file, 'documents_')),
      /page|malformed/,
    ],
    [
      'a zeroed page of an index',
      () => stopped,
      (file) => zeroes(file, rootOf(file, 'entries_')),
      /page|malformed/,
    ],
    ['a zeroed page in the middle', () => stopped, (file) => zeroes(file, 400), /page|malformed/],
    [
      'an index that the catalog cannot tell',
      () => stopped,
      (file) => sql(file, "UPDATE catalog_indexes SET specification = x'00'"),
      /its catalog cannot be read/,
    ],
    [
      'a catalog that names a lost table',
      () => stopped,
      (file) => sql(file, 'PRAGMA foreign_keys = OFF; UPDATE catalog_collections SET id = 99'),
      /documents_99 is missing/,
    ],
    [
      'a log damaged in its middle',
      () => killed,
      (file) => flip(`${file}-wal`, frameAt(3) + 1000),
      /frame 4 of \d+ of its write-ahead log/,
    ],
    [
      'a log with a damaged header',
      () => killed,
      (file) => flip(`${file}-wal`, 17),
      /the header of its write-ahead log/,
    ],
  ])(
    '[EM27] with %s is refused: what, where, and what helps',
    async (_what, from, damage, words) => {
      const folder = damaged(from(), damage);
      const before = readdirSync(folder).toSorted();
      const refusal = await startEmbeddedMongo({ folder }).then(
        (engine) => engine.stop().then(() => 'started'),
        (error: Error) => error.message,
      );
      expect(refusal).toMatch(words);
      expect(refusal).toMatch(HELP);
      expect(refusal).toContain(join(folder, FILE_NAME));
      expect(refusal).not.toContain('\n');
      expect(readdirSync(folder)).toEqual(expect.arrayContaining(before));
    },
  );

  test('[EM27] of another program is refused, and left as it is', async () => {
    const folder = newFolder();
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, FILE_NAME);
    sql(file, 'CREATE TABLE theirs (a)');
    const before = readFileSync(file);
    await expect(startEmbeddedMongo({ folder })).rejects.toThrow(/not a database of this program/);
    expect(readFileSync(file)).toEqual(before);
  });

  test('[EM27] a log that was torn at its end is read up to there', async () => {
    const tail = (file: string) => {
      const log = `${file}-wal`;
      truncateSync(log, readFileSync(log).length - PAGE / 2);
    };
    const folder = damaged(killed, tail);
    const engine = await startEmbeddedMongo({ folder });
    const client = await MongoClient.connect(engine.url);
    const things = client.db().collection('things');
    expect(await things.countDocuments({ text: { $exists: false } })).toBe(19);
    expect(await things.countDocuments({ text: { $exists: true } })).toBe(DOCUMENTS);
    await client.close();
    await engine.stop();
  });
});

/** A stop of the engine when the test ends, a client, and what the engine told of its trouble. */
async function open(folder: string) {
  const told: (Trouble | null)[] = [];
  const engine = await startEmbeddedMongo({ folder, onTrouble: (trouble) => told.push(trouble) });
  const client = await MongoClient.connect(engine.url);
  const close = async () => {
    await client.close();
    await engine.stop();
  };
  return { things: client.db().collection<Thing>('things'), told, close };
}

const refusal = (code: number) => expect.objectContaining({ code });

/** Reads and writes around one document that is damaged. */
async function meetDamage(folder: string, id: number): Promise<void> {
  const { things, told, close } = await open(folder);
  expect(await things.findOne({ _id: 1 })).toMatchObject({ _id: 1 });
  await things.insertOne({ _id: -1 });
  await expect(things.findOne({ _id: id })).rejects.toEqual(refusal(301));
  await expect(things.find().toArray()).rejects.toEqual(refusal(301));
  await expect(things.insertOne({ _id: -2 })).rejects.toEqual(refusal(301));
  expect(await things.findOne({ _id: 1 })).toMatchObject({ _id: 1 });
  await expect.poll(() => told).toEqual(['damaged']);
  await close();
  await expect(startEmbeddedMongo({ folder })).rejects.toThrow(/found while it ran.+restore FILE/);
}

describe('damage that the start does not see', () => {
  test('[EM28] a bit that flipped in a document is never told as its words', async () => {
    const folder = damaged(stopped, (file) =>
      flip(file, readFileSync(file).indexOf('xxxxxxxx') + 5),
    );
    const file = join(folder, FILE_NAME);
    const { things, close } = await open(folder);
    const ids = Array.from({ length: DOCUMENTS }, (_, at) => at);
    const outcomes = await Promise.allSettled(ids.map((_id) => things.findOne({ _id })));
    const lost = outcomes.flatMap(({ status }, at) => (status === 'rejected' ? [at] : []));
    expect(lost).toHaveLength(1);
    await close();
    rmSync(`${file}.damaged`);
    await meetDamage(folder, lost[0] ?? -1);
  });

  test('[EM28] a copy in its place is taken at once', async () => {
    const folder = damaged(stopped, (file) =>
      flip(file, readFileSync(file).indexOf('xxxxxxxx') + 5),
    );
    const { things, close } = await open(folder);
    await expect(things.find().toArray()).rejects.toEqual(refusal(301));
    await close();
    const copy = damaged(stopped, () => {});
    renameSync(join(copy, FILE_NAME), join(folder, FILE_NAME));
    const restored = await open(folder);
    expect(await restored.things.countDocuments()).toBe(DOCUMENTS);
    await restored.things.insertOne({ _id: -1 });
    await restored.close();
  });

  test('[EM28] a lost page of a file too large to be read whole at the start', async () => {
    const folder = newFolder();
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { things, close } = await open(folder);
    const half = 'y'.repeat(2_000_000);
    for (let at = 0; at < 35; at += 1)
      await things.insertOne({ _id: at, text: `${half} middle of ${at} ${half}` });
    await close();
    const file = join(folder, FILE_NAME);
    const descriptor = openSync(file, 'r+');
    const place = readFileSync(file).indexOf(Buffer.from('middle of 20 '));
    writeSync(descriptor, new Uint8Array(PAGE), 0, PAGE, Math.floor(place / PAGE) * PAGE);
    closeSync(descriptor);
    await meetDamage(folder, 20);
  });
});
