import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Folding } from '#server/platform/collab/folding.ts';
import {
  documentLogContractSuite,
  Pen,
} from '#server/platform/collab/testing/document-log.contract.ts';
import { DocumentAuthors } from '#server/platform/persistence/document-authors.ts';
import { MongoDocumentLog } from '#server/platform/persistence/mongo-document-log.ts';
import { openTestStore, type TestStore } from '#server/test/test-store.ts';

let store: TestStore;
let client: MongoClient;
let databases = 0;
const folding = new Folding();
const { fold } = folding;

beforeAll(async () => {
  store = await openTestStore();
  client = await MongoClient.connect(store.url);
});

afterAll(async () => {
  await client?.close();
  await store?.close();
  await folding.stop();
});

const databaseOf = (log: number): Db => client.db(`${store.database}_${log}`);

async function create(maxStateBytes?: number): Promise<MongoDocumentLog> {
  databases += 1;
  const log = new MongoDocumentLog(databaseOf(databases), fold, maxStateBytes);
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
    const other = new MongoDocumentLog(databaseOf(databases), fold);
    expect(await other.append(entries)).toEqual(
      [1, 2, 3].map((sequence) => ({ kind: 'durable', sequence })),
    );
    expect((await log.load('doc/a@1')).updates).toHaveLength(3);
  });

  it('[CO15] numbers what two processes append to one document', async () => {
    const first = await create();
    const second = new MongoDocumentLog(databaseOf(databases), fold);
    const pens = [new Pen('doc/a@1', 'anne'), new Pen('doc/a@1', 'bruno')] as const;
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([first.append([pens[0].write('a')]), second.append([pens[1].write('b')])]);
    }
    expect((await first.load('doc/a@1')).updates).toHaveLength(8);
  });

  it('[CO43] a compaction that ended between the ledger and its rows changes nothing', async () => {
    const log = await create();
    const pen = new Pen('doc/a@1', 'anne');
    await log.append([pen.write('un '), pen.write('deux')]);
    const rows = await log.authors('doc/a@1');
    await new DocumentAuthors(databaseOf(databases)).record('doc/a@1', rows);
    expect(await log.authors('doc/a@1')).toEqual(rows);
    await log.compact('doc/a@1');
    expect(await log.authors('doc/a@1')).toEqual(rows);
  });

  it('[CO43] keeps what several compactions record at once', async () => {
    await create();
    const ledger = new DocumentAuthors(databaseOf(databases));
    const entries = ['anne', 'bruno', 'chloe', 'driss'].map((account, client) => ({
      account,
      inserted: [{ client, from: 0, to: 2 }],
      deleted: [],
    }));
    await Promise.all(entries.map((entry) => ledger.record('doc/a@1', [entry])));
    expect(await ledger.of('doc/a@1')).toHaveLength(4);
  });

  it('refuses more for a document that outgrew one record, and keeps what it has', async () => {
    const log = await create(1000);
    const pen = new Pen('doc/a@1', 'anne');
    await log.append([pen.write('x'.repeat(2000))]);
    await log.compact('doc/a@1');
    expect(await log.append([pen.write('y')])).toEqual([{ kind: 'too_large' }]);
    expect((await log.load('doc/a@1')).updates).toHaveLength(1);
  });
});
