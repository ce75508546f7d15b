import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  documentLogContractSuite,
  Pen,
} from '#server/platform/collab/testing/document-log.contract.ts';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { MongoDocumentLog } from '#server/platform/persistence/mongo-document-log.ts';

let folder: string;
let engine: Awaited<ReturnType<typeof startEmbeddedMongo>>;
let client: MongoClient;
let databases = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trame-log-'));
  engine = await startEmbeddedMongo({ folder });
  client = await MongoClient.connect(engine.url);
});

afterAll(async () => {
  await client?.close();
  await engine?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function create(maxStateBytes?: number): Promise<MongoDocumentLog> {
  databases += 1;
  const log = new MongoDocumentLog(client.db(`log_${databases}`), maxStateBytes);
  await log.prepare();
  return log;
}

documentLogContractSuite('MongoDB', () => create());

describe('the document log in MongoDB', () => {
  it('[CO15] completes entries of which a part was stored by an attempt that failed', async () => {
    const log = await create();
    const pen = new Pen('doc/a@1', 'anne');
    const entries = [pen.write('un '), pen.write('deux '), pen.write('trois')];
    await log.append(entries.slice(0, 1));
    const other = new MongoDocumentLog(client.db(`log_${databases}`));
    expect(await other.append(entries)).toEqual(['durable', 'durable', 'durable']);
    expect((await log.load('doc/a@1')).updates).toHaveLength(3);
  });

  it('[CO15] numbers what two processes append to one document', async () => {
    const first = await create();
    const second = new MongoDocumentLog(client.db(`log_${databases}`));
    const pens = [new Pen('doc/a@1', 'anne'), new Pen('doc/a@1', 'bruno')] as const;
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([first.append([pens[0].write('a')]), second.append([pens[1].write('b')])]);
    }
    expect((await first.load('doc/a@1')).updates).toHaveLength(8);
  });

  it('refuses more for a document that outgrew one record, and keeps what it has', async () => {
    const log = await create(1000);
    const pen = new Pen('doc/a@1', 'anne');
    await log.append([pen.write('x'.repeat(2000))]);
    await log.compact('doc/a@1');
    expect(await log.append([pen.write('y')])).toEqual(['too_large']);
    expect((await log.load('doc/a@1')).updates).toHaveLength(1);
  });
});
