import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFolder } from '#server/platform/embedded-mongo/check.ts';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { runStoreProgram } from '#server/test/store-program.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trame-care-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function addThings(folder: string, count: number): Promise<void> {
  const engine = await startEmbeddedMongo({ folder });
  const client = await MongoClient.connect(engine.url);
  const things = client.db().collection('things');
  await things.createIndex({ at: 1 });
  await things.insertMany(Array.from({ length: count }, (_, at) => ({ at })));
  await client.close();
  await engine.stop();
}

/** Writes into the store of a running host until it is stopped; answers what was acknowledged. */
function writeInto(url: string) {
  const acknowledged: number[] = [];
  let stopped = false;
  const done = (async () => {
    const client = await MongoClient.connect(url);
    for (let at = 0; !stopped; at += 1) {
      await client.db().collection('written').insertMany([{ at }, { at }]);
      acknowledged.push(at);
    }
    await client.close();
  })();
  const stop = async (): Promise<void> => {
    stopped = true;
    await done;
  };
  return { acknowledged, stop };
}

describe('npm run store', () => {
  test('without a command, or with a wrong one, says what there is', async () => {
    const environment = { DATA_DIR: newFolder() };
    for (const words of [
      [],
      ['tidy'],
      ['backup'],
      ['backup', 'a', 'b'],
      ['check', 'a'],
      ['check', '--deep'],
    ]) {
      const { code, output, errors } = await runStoreProgram(words, environment);
      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(errors).toMatch(/^npm run store -- COMMAND\n\n {2}backup FILE\.sqlite/);
    }
  });

  test('backs up a running host while it is written to, checks it, and restores what was', async () => {
    const host = await HostProcess.create({ args: ['--empty'], embedded: true });
    onTestFinished(() => host.remove());
    await host.start();
    const environment = { DATA_DIR: host.dataDir };
    const file = join(newFolder(), 'backup.sqlite');
    const writer = writeInto(readStoreAddress(host.dataDir) ?? '');
    await expect.poll(() => writer.acknowledged.length).toBeGreaterThan(20);
    const before = writer.acknowledged.length;
    const backup = await runStoreProgram(['backup', file], environment);
    expect(backup).toMatchObject({ code: 0, output: expect.stringMatching(/ bytes, checked\n$/) });
    const check = await runStoreProgram(['check'], environment);
    expect(check).toMatchObject({ code: 0, output: expect.stringMatching(/: all agree\n$/) });
    const early = await runStoreProgram(['restore', file], environment);
    expect(early).toMatchObject({ code: 1, output: '' });
    expect(early.errors).toMatch(/^Trame: nothing was restored: the data folder is in use/);
    await writer.stop();
    await host.stop();
    expect(readdirSync(host.dataDir).filter((name) => name.startsWith('copy-'))).toEqual([]);

    const restored = await runStoreProgram(['restore', file], environment);
    expect(restored).toMatchObject({ code: 0, errors: '' });
    expect(checkFolder(host.dataDir)).toEqual([]);
    await host.start();
    const client = await MongoClient.connect(readStoreAddress(host.dataDir) ?? '');
    onTestFinished(() => client.close());
    const written = await client.db().collection('written').find().toArray();
    expect(written.length).toBeGreaterThanOrEqual(before * 2);
    expect(written.length % 2).toBe(0);
    expect(written.length).toBeLessThan(writer.acknowledged.length * 2);
  });

  test('backs up and checks a stopped store, whatever address a killed host left', async () => {
    const folder = newFolder();
    await addThings(folder, 100);
    writeFileSync(join(folder, 'store.url'), 'mongodb://%2Fnowhere%2Fmongo.sock/trame\n');
    const file = join(newFolder(), 'backup.sqlite');
    expect(await runStoreProgram(['backup', file], { DATA_DIR: folder })).toMatchObject({
      code: 0,
    });
    expect(existsSync(file)).toBe(true);
    const again = await runStoreProgram(['backup', file], { DATA_DIR: folder });
    expect(again).toMatchObject({ code: 1, output: '' });
    expect(again.errors).toMatch(/^Trame: the backup failed: there is a file already: /);
    expect(await runStoreProgram(['check'], { DATA_DIR: folder })).toMatchObject({
      code: 0,
      output:
        'checked the file, 1 collections, 100 documents and 2 indexes with 200 entries: all agree\n',
    });
  });

  test('check names what disagrees, and ends with 1', async () => {
    const folder = newFolder();
    await addThings(folder, 100);
    const store = new DatabaseSync(join(folder, 'trame.sqlite'));
    store.exec('DELETE FROM entries_1 WHERE row = 50');
    store.close();
    expect(await runStoreProgram(['check'], { DATA_DIR: folder })).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^trame\.things at_1: 1 entries missing\n.*: NOT SOUND\n$/),
    });
    writeFileSync(join(folder, 'trame.sqlite'), 'no longer a database, and long enough to be read');
    const damaged = await runStoreProgram(['check'], { DATA_DIR: folder });
    expect(damaged).toMatchObject({ code: 1, output: '' });
    expect(damaged.errors).toMatch(/^Trame: .*damaged/);
  });

  test('makes no empty store in silence, and leaves a MongoDB server to its own tools', async () => {
    const folder = newFolder();
    const file = join(newFolder(), 'backup.sqlite');
    const nothing = await runStoreProgram(['backup', file], { DATA_DIR: folder });
    expect(nothing).toMatchObject({ code: 1 });
    expect(nothing.errors).toMatch(/^Trame: DATA_DIR: there is no store in /);
    expect(existsSync(join(folder, 'trame.sqlite'))).toBe(false);
    const environment = { DATA_DIR: folder, MONGODB_URL: 'mongodb://127.0.0.1:1/trame' };
    for (const words of [['backup', file], ['restore', file], ['check']]) {
      const { code, errors } = await runStoreProgram(words, environment);
      expect(code).toBe(1);
      expect(errors).toMatch(/^Trame: MONGODB_URL is set, this is for the embedded store/);
    }
  });

  test('removes the copies of programs that were killed, and no other folder', async () => {
    const host = await HostProcess.create({ args: ['--empty'], embedded: true });
    onTestFinished(() => host.remove());
    await host.start();
    // 2^22 is the largest process id of Linux: nobody has the one after it.
    for (const name of ['copy-4194305', `copy-${process.pid}`, 'copy-of-mine']) {
      mkdirSync(join(host.dataDir, name));
    }
    expect(await runStoreProgram(['check'], { DATA_DIR: host.dataDir })).toMatchObject({ code: 0 });
    const left = readdirSync(host.dataDir).filter((name) => name.startsWith('copy-'));
    expect(left.toSorted()).toEqual([`copy-${process.pid}`, 'copy-of-mine']);
  });
});
