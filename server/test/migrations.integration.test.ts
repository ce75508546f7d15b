import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM_VERSION } from '#server/config/program-version.ts';
import { MigrationLedger } from '#server/platform/persistence/migrations/migration-ledger.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { withDatabase } from './server-address.ts';
import { openTestStore, type TestStore } from './test-store.ts';

/** Processes that share one store, started at once or killed in the middle. */
let store: TestStore;
let client: MongoClient;
const hosts: HostProcess[] = [];
const workers: MigrationWorker[] = [];

beforeAll(async () => {
  store = await openTestStore();
  client = await MongoClient.connect(store.url);
});

afterAll(async () => {
  for (const worker of workers) await worker.kill();
  for (const host of hosts) await host.remove();
  await client?.close();
  await store?.close();
});

/** A database of the shared store for one test. */
const nameOf = (test: string) => `${store.database}_${test}`;
const addressOf = (test: string) => withDatabase(store.url, nameOf(test));
const databaseOf = (test: string) => client.db(nameOf(test));

async function hostOn(database: string): Promise<HostProcess> {
  const host = await HostProcess.create({
    args: ['--empty', '--services=web'],
    environment: { MONGODB_URL: addressOf(database), LOG_LEVEL: 'warn' },
  });
  hosts.push(host);
  return host;
}

class MigrationWorker {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #ended = Promise.withResolvers<number | null>();
  #output = '';

  constructor(database: string) {
    const script = join(import.meta.dirname, 'migration-worker.ts');
    this.#child = spawn(process.execPath, [script, addressOf(database)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child.once('exit', (code) => this.#ended.resolve(code));
    this.#child.stdout.on('data', (bytes: Buffer) => {
      this.#output += bytes.toString();
    });
    workers.push(this);
  }

  /** Resolves when it printed these words. */
  async printed(words: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => this.#output.includes(words) && resolve();
    this.#child.stdout.on('data', look);
    void this.#ended.promise.then(() => reject(new Error(`ended without “${words}”`)));
    look();
    await promise;
  }

  goOn(): void {
    this.#child.stdin.write('\n');
  }

  get ended(): Promise<number | null> {
    return this.#ended.promise;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended.promise;
  }
}

async function addThings(database: string, count: number): Promise<void> {
  const things = Array.from({ length: count }, () => ({ marks: 0 }));
  await databaseOf(database).collection('things').insertMany(things);
}

const ledgerOf = (database: string) => new MigrationLedger(databaseOf(database)).read();

const statusOf = async (host: HostProcess, path: string) =>
  (await fetch(`${host.url}${path}`)).status;

const versionsOf = async (database: string) =>
  (await ledgerOf(database)).applied.map(({ version }) => version);

describe('the migrations of several processes', () => {
  it('[MI3] [MI9] run once when two hosts start at once', async () => {
    const [one, two] = [await hostOn('together'), await hostOn('together')];
    await Promise.all([one.start(), two.start()]);
    expect(await versionsOf('together')).toEqual([PROGRAM_VERSION]);
    const indexes = await databaseOf('together').collection('posts').indexes();
    expect(indexes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['authorId_1_clientKey_1', 'topicId_1_number_1']),
    );
  });

  it('[MI2] [MI5] are waited for by hosts that say so and are not ready', async () => {
    await addThings('waiting', 2);
    const worker = new MigrationWorker('waiting');
    await worker.printed('marked 1 of 2');
    const waiting = [await hostOn('waiting'), await hostOn('waiting')];
    const started = Promise.all(waiting.map((host) => host.start()));
    for (const host of waiting) {
      await host.printed(/"done":1,"total":2.*another process migrates: waiting/);
      expect(await statusOf(host, '/healthz')).toBe(200);
      expect(await statusOf(host, '/readyz')).toBe(503);
    }
    worker.goOn();
    await worker.printed('marked 2 of 2');
    worker.goOn();
    expect(await worker.ended).toBe(0);
    await started;
    for (const host of waiting) expect(await statusOf(host, '/readyz')).toBe(200);
    expect(await versionsOf('waiting')).toEqual(['0.0.1']);
  });

  it('[MI4] [MI6] begin again in another process after kill -9', { timeout: 90_000 }, async () => {
    await addThings('killed', 3);
    await addThings('killed_host', 3);
    const dying = [new MigrationWorker('killed'), new MigrationWorker('killed_host')];
    await Promise.all(dying.map((worker) => worker.printed('marked 1 of 3')));
    const next = new MigrationWorker('killed');
    const host = await hostOn('killed_host');
    const started = host.start();
    await host.printed(/another process migrates: waiting/);
    await Promise.all(dying.map((worker) => worker.kill()));
    expect(await ledgerOf('killed')).toMatchObject({ applied: [], begun: { number: 1 } });
    await next.printed('marked 2 of 3');
    next.goOn();
    await next.printed('marked 3 of 3');
    next.goOn();
    expect(await next.ended).toBe(0);
    await started;
    const things = await databaseOf('killed').collection('things').find().toArray();
    expect(things.map(({ marks }) => marks)).toEqual([1, 1, 1]);
    expect(await versionsOf('killed')).toEqual(['0.0.1']);
    expect(await versionsOf('killed_host')).toEqual([PROGRAM_VERSION]);
  });

  it('[MI7] refuse data of a newer program with exit code 1', async () => {
    const ledger = new MigrationLedger(databaseOf('newer'));
    const lease = { holder: 'newer', beat: 0, where: 'elsewhere', done: 0, total: 0 };
    await ledger.take(null, lease);
    const at = new Date();
    await ledger.record('newer', {
      number: 99,
      name: 'later',
      at,
      milliseconds: 1,
      version: '9.9.9',
    });
    await ledger.release('newer');
    const host = await hostOn('newer');
    await expect(host.start()).rejects.toThrow(
      /^Trame: the data are newer than this program: Trame 9\.9\.9 .*Nothing was changed\.$/m,
    );
    expect(host.exitCode).toBe(1);
    expect(await databaseOf('newer').listCollections().toArray()).toHaveLength(1);
  });
});
