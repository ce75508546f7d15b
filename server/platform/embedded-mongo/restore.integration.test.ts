import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFolder } from './check.ts';
import { restoreFolder } from './restore.ts';
import { startEmbeddedMongo } from './start.ts';

const NOW = new Date('2027-01-02T03:04:05.678Z');
const ASIDE = 'trame.sqlite.before-restore-2027-01-02T03-04-05-678Z';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trame-restore-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function withStore<Result>(
  folder: string,
  use: (things: ReturnType<ReturnType<MongoClient['db']>['collection']>) => Promise<Result>,
): Promise<Result> {
  const engine = await startEmbeddedMongo({ folder });
  const client = await MongoClient.connect(engine.url);
  try {
    return await use(client.db().collection('things'));
  } finally {
    await client.close();
    await engine.stop();
  }
}

const fill = (folder: string, word: string, count = 500): Promise<void> =>
  withStore(folder, async (things) => {
    await things.createIndex({ at: 1 }, { unique: true });
    await things.insertMany(Array.from({ length: count }, (_, at) => ({ at, word })));
  });

/** The one word that all documents of a store have. */
const wordOf = (folder: string): Promise<unknown> =>
  withStore(folder, async (things) => {
    expect(await things.countDocuments()).toBe(500);
    const words = await things.distinct('word');
    return words.length === 1 ? words[0] : words;
  });

/** A folder with a store of `old` words, and a backup of `new` ones. */
async function prepared(): Promise<{ folder: string; backup: string }> {
  const folder = newFolder();
  const other = newFolder();
  await fill(folder, 'old');
  await fill(other, 'new');
  return { folder, backup: join(other, 'trame.sqlite') };
}

describe('a restore', () => {
  test('[EM25] puts the backup in place and keeps what was there', async () => {
    const { folder, backup } = await prepared();
    const bytes = readFileSync(backup);
    expect(restoreFolder(folder, backup, NOW)).toBe(join(folder, ASIDE));
    expect(await wordOf(folder)).toBe('new');
    expect(checkFolder(folder)).toEqual([]);
    expect(readFileSync(backup)).toEqual(bytes);
    restoreFolder(folder, join(folder, ASIDE), new Date(0));
    expect(await wordOf(folder)).toBe('old');
  });

  test('[EM25] fills an empty folder', async () => {
    const { backup } = await prepared();
    const folder = newFolder();
    expect(restoreFolder(folder, backup, NOW)).toBeNull();
    expect(await wordOf(folder)).toBe('new');
  });

  test('[EM25] refuses a folder in use, by this process too', async () => {
    const { folder, backup } = await prepared();
    const engine = await startEmbeddedMongo({ folder });
    expect(() => restoreFolder(folder, backup, NOW)).toThrow(/in use/);
    await engine.stop();
    expect(await wordOf(folder)).toBe('old');
  });

  test('[EM25] refuses what is no sound backup, with the reason, and changes nothing', async () => {
    const { folder, backup } = await prepared();
    const there = readdirSync(folder);
    const files = newFolder();
    const file = (name: string) => join(files, name);
    writeFileSync(
      file('text.sqlite'),
      'not a database, though it is long enough to be read as one',
    );
    writeFileSync(file('empty.sqlite'), '');
    const foreign = new DatabaseSync(file('foreign.sqlite'));
    foreign.exec('CREATE TABLE things (a)');
    foreign.close();
    for (const name of ['newer', 'short', 'holes']) cpSync(backup, file(`${name}.sqlite`));
    const newer = new DatabaseSync(file('newer.sqlite'));
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    truncateSync(file('short.sqlite'), 20_000);
    const holes = readFileSync(backup);
    writeFileSync(file('holes.sqlite'), holes.fill(0x55, 8192, 24_576));
    const refused = (name: string) => expect(() => restoreFolder(folder, file(name), NOW));
    refused('text.sqlite').toThrow(/damaged: .*text\.sqlite/);
    refused('empty.sqlite').toThrow(/not a database of this program: .*empty\.sqlite/);
    refused('foreign.sqlite').toThrow(/not a database of this program/);
    refused('newer.sqlite').toThrow(/newer version/);
    refused('short.sqlite').toThrow(/damaged/);
    refused('holes.sqlite').toThrow(/damaged/);
    refused('missing.sqlite').toThrow(/cannot be opened.*missing\.sqlite/);
    expect(readdirSync(folder)).toEqual(there);
    expect(await wordOf(folder)).toBe('old');
  });

  test('[EM25] replaces a damaged store, and keeps it with its log', async () => {
    const { folder, backup } = await prepared();
    writeFileSync(
      join(folder, 'trame.sqlite'),
      'no longer a database, and nobody knows why that is',
    );
    writeFileSync(join(folder, 'trame.sqlite-wal'), 'its log');
    restoreFolder(folder, backup, NOW);
    expect(await wordOf(folder)).toBe('new');
    expect(readFileSync(join(folder, ASIDE), 'utf8')).toMatch(/^no longer/);
    expect(readFileSync(join(folder, `${ASIDE}-wal`), 'utf8')).toBe('its log');
  });

  test('[EM25] takes over the log that a killed engine left', async () => {
    const { folder, backup } = await prepared();
    const script = `
      import { MongoClient } from 'mongodb';
      import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
      const engine = await startEmbeddedMongo({ folder: process.argv[1] });
      const client = await MongoClient.connect(engine.url);
      await client.db().collection('things').updateMany({}, { $set: { word: 'latest' } });
      process.kill(process.pid, 'SIGKILL');
    `;
    await once(spawn(process.execPath, ['--input-type=module', '-e', script, folder]), 'exit');
    expect(existsSync(join(folder, 'trame.sqlite-wal'))).toBe(true);
    const aside = restoreFolder(folder, backup, NOW);
    expect(await wordOf(folder)).toBe('new');
    restoreFolder(folder, aside ?? '', new Date(0));
    expect(await wordOf(folder)).toBe('latest');
  });

  test('[EM25] killed at any moment leaves the one store or the other', async () => {
    const { folder, backup } = await prepared();
    const script = `
      import { restoreFolder } from '#server/platform/embedded-mongo/restore.ts';
      const [folder, backup] = process.argv.slice(1);
      process.stdout.write('ready');
      restoreFolder(folder, backup, new Date());
    `;
    const seen = new Set<unknown>();
    for (let milliseconds = 0; milliseconds < 24; milliseconds += 2) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder, backup]);
      const exited = once(child, 'exit');
      await once(child.stdout, 'data');
      await wait(milliseconds);
      child.kill('SIGKILL');
      await exited;
      seen.add(await wordOf(folder));
      expect(checkFolder(folder)).toEqual([]);
    }
    restoreFolder(folder, backup, new Date());
    seen.add(await wordOf(folder));
    expect([...seen].filter((word) => word !== 'old' && word !== 'new')).toEqual([]);
    expect(await wordOf(folder)).toBe('new');
  });
});
