import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
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

describe('the engine', () => {
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

  test('[EM18] a folder that cannot be is refused with a reason', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(startEmbeddedMongo({ folder: join(folder, 'file', 'below') })).rejects.toThrow(
      /cannot be written/,
    );
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
