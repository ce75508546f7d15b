import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MigrationLedger } from '#server/platform/persistence/migrations/migration-ledger.ts';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

/** A store that neither answers nor closes its connections, as on a disk that stalls. */
let store: HostProcess;
let host: HostProcess;
let client: MongoClient;

beforeAll(async () => {
  store = await HostProcess.create({ args: ['--services=store'] });
  await store.start();
  const MONGODB_URL = readStoreAddress(store.dataDir) ?? '';
  client = await MongoClient.connect(MONGODB_URL);
  host = await HostProcess.create({
    args: ['--empty', '--services=web'],
    environment: { MONGODB_URL },
  });
  await host.start();
});

afterAll(async () => {
  await client?.close();
  await host?.remove();
  await store?.remove();
});

async function whileStoreHangs(work: () => Promise<void>): Promise<void> {
  const { pid } = store;
  if (pid === undefined) throw new Error('the store does not run');
  process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

const readiness = async () => (await fetch(`${host.url}/readyz`)).status;

it('a host says that it is not ready, and is again afterwards', async () => {
  expect(await readiness()).toBe(200);
  await whileStoreHangs(async () => expect(await readiness()).toBe(503));
  expect(await readiness()).toBe(200);
});

it('[MI5] whoever asks for migrations gets an error', async () => {
  const clock = new FakeClock();
  const ledger = new MigrationLedger(client.db(), clock);
  const lease = { holder: 'a', beat: 1, where: 'here', done: 0, total: 0 };
  await ledger.read();
  await whileStoreHangs(async () => {
    const read = ledger.read();
    clock.advance(30_000);
    await expect(read).rejects.toThrow(/the store took over 30000 ms/);
    const renewed = ledger.renew(lease);
    clock.advance(4_000);
    await expect(renewed).rejects.toThrow(/the store took over 4000 ms/);
  });
});
