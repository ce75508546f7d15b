import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient, MongoServerError } from 'mongodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFolder } from './check.ts';
import { type EmbeddedMongo, startEmbeddedMongo } from './start.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trame-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function open(options: { folder: string; port?: number }) {
  const engine: EmbeddedMongo = await startEmbeddedMongo(options);
  const client = await MongoClient.connect(engine.url);
  onTestFinished(async () => {
    await client.close();
    await engine.stop();
  });
  return { engine, database: client.db() };
}

const refusal = (code: number) => expect.objectContaining({ code });

/** An engine with 20 MB and writers, in a process of its own: prints its address, then each acknowledged pair. */
const WRITERS = `
  import { MongoClient } from 'mongodb';
  import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
  const engine = await startEmbeddedMongo({ folder: process.argv[1] });
  const client = await MongoClient.connect(engine.url);
  const [pairs, ballast] = [client.db().collection('pairs'), client.db().collection('ballast')];
  await pairs.createIndex({ pair: 1, side: 1 }, { unique: true });
  await pairs.createIndex({ tags: 1 });
  for (let at = 0; at < 20; at += 1) {
    const text = 'x'.repeat(1000);
    await ballast.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n: at * 1000 + n, text })));
  }
  console.log(engine.url);
  const write = async (writer) => {
    for (let at = 0; ; at += 1) {
      const pair = writer + '-' + at;
      const tags = ['all', 'w' + writer];
      await pairs.insertMany([{ pair, side: 'left', tags }, { pair, side: 'right', tags }]);
      await ballast.updateOne({ n: (at * 7919) % 20000 }, { $set: { at } });
      console.log(pair);
    }
  };
  await Promise.all([0, 1, 2, 3].map(write));
`;

/** The lines that a process prints, as they come. */
class Lines {
  readonly seen: string[] = [];
  readonly #ended: Promise<never>;
  #wake = (): void => {};

  constructor(child: ChildProcess) {
    if (!child.stdout) throw new Error('no output');
    this.#ended = once(child, 'exit').then(() => Promise.reject(new Error('the process ended')));
    this.#ended.catch(() => {});
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.seen.push(line);
      this.#wake();
    });
  }

  async until(count: number): Promise<void> {
    while (this.seen.length < count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await Promise.race([promise, this.#ended]);
    }
  }
}

describe('a backup of a running store', () => {
  test('[EM23] holds one moment of it: all acknowledged before, no half commands', async () => {
    const folder = newFolder();
    const copies = newFolder();
    const child = spawn(process.execPath, ['--input-type=module', '-e', WRITERS, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await exited;
    });
    const lines = new Lines(child);
    await lines.until(200);
    const client = await MongoClient.connect(lines.seen[0] ?? '');
    onTestFinished(() => client.close());
    const before = lines.seen.slice(1);
    const backup = client.db().command({ trameBackup: join(copies, 'trame.sqlite') });
    await backup;
    const during = lines.seen.length - 1 - before.length;
    expect(during).toBeGreaterThan(0);
    expect(readdirSync(copies)).toEqual(['trame.sqlite']);
    expect(statSync(join(copies, 'trame.sqlite')).mode & 0o777).toBe(0o600);
    expect(checkFolder(copies)).toEqual([]);
    const { database } = await open({ folder: copies });
    const pairs = database.collection('pairs');
    expect(await database.collection('ballast').countDocuments()).toBe(20_000);
    const lefts = await pairs.distinct('pair', { side: 'left' });
    const rights = await pairs.distinct('pair', { side: 'right' });
    expect(lefts).toEqual(rights);
    expect(before.filter((pair) => !new Set(lefts).has(pair))).toEqual([]);
    expect(await pairs.countDocuments({ tags: 'all' })).toBe(lefts.length * 2);
  });

  test('[EM23] is refused where it would write over a file, or nowhere', async () => {
    const { database } = await open({ folder: newFolder() });
    const copies = newFolder();
    writeFileSync(join(copies, 'kept.sqlite'), 'kept');
    const ask = (trameBackup: unknown) => database.command({ trameBackup });
    await expect(ask(1)).rejects.toEqual(refusal(14));
    await expect(ask('copy.sqlite')).rejects.toEqual(refusal(30));
    await expect(ask(join(copies, 'copy'))).rejects.toEqual(refusal(30));
    await expect(ask(join(copies, 'kept.sqlite'))).rejects.toEqual(refusal(30));
    await expect(ask(join(copies, 'nowhere', 'copy.sqlite'))).rejects.toEqual(refusal(29));
    expect(readdirSync(copies)).toEqual(['kept.sqlite']);
    expect(statSync(join(copies, 'kept.sqlite')).size).toBe(4);
  });

  test('[EM23] is made only through a private socket', async () => {
    const copies = newFolder();
    const target = join(copies, 'copy.sqlite');
    const onPort = await open({ folder: newFolder(), port: 0 });
    await expect(onPort.database.command({ trameBackup: target })).rejects.toEqual(refusal(13));
    const folder = newFolder();
    const shared = await open({ folder });
    chmodSync(join(folder, 'socket'), 0o755);
    await expect(shared.database.command({ trameBackup: target })).rejects.toEqual(refusal(13));
    expect(readdirSync(copies)).toEqual([]);
  });

  test('[EM23] is one at a time, and given up without a trace when the engine ends', async () => {
    const { engine, database } = await open({ folder: newFolder() });
    const copies = newFolder();
    const text = 'x'.repeat(1_000_000);
    for (let at = 0; at < 100; at += 1) await database.collection('things').insertOne({ text });
    const first = database.command({ trameBackup: join(copies, 'first.sqlite') });
    const second = database.command({ trameBackup: join(copies, 'second.sqlite') });
    await expect(second).rejects.toEqual(refusal(117));
    const outcome = first.catch((error: unknown) => error);
    await engine.stop();
    expect(await outcome).toBeInstanceOf(Error);
    expect(readdirSync(copies)).toEqual([]);
  });

  test('[EM23] tells when it cannot be written', async () => {
    const { database } = await open({ folder: newFolder() });
    const copies = newFolder();
    const target = join(copies, 'copy.sqlite');
    await mkdir(`${target}.partial`);
    const error = await database
      .command({ trameBackup: target })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MongoServerError);
    expect(error).toEqual(refusal(39));
    expect(readdirSync(copies)).toEqual(['copy.sqlite.partial']);
  });
});
