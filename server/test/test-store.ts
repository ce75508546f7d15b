import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { withDatabase } from './server-address.ts';

/** Names the server that tests use instead of the embedded engine: `npm run test:parity` sets it. */
export const GIVEN_SERVER = process.env.TRAME_TEST_STORE;

/** A store that one test has for itself: a database, and others whose names begin with its name. */
export interface TestStore {
  readonly url: string;
  readonly database: string;
  /** Leaves nothing of it. */
  close(): Promise<void>;
}

/** A new database on the server that tests were given; null when they use the embedded engine. */
export function givenStore(): TestStore | null {
  if (!GIVEN_SERVER) return null;
  const database = `trame_test_${randomBytes(8).toString('hex')}`;
  const url = withDatabase(GIVEN_SERVER, database);
  return { url, database, close: () => dropDatabases(url, database) };
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = await MongoClient.connect(url);
  try {
    const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
    const own = databases.filter(({ name }) => name.startsWith(prefix));
    for (const { name } of own) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}

/** A store for a test without a host: on the server that tests were given, else an engine of its own. */
export async function openTestStore(): Promise<TestStore> {
  const given = givenStore();
  if (given) return given;
  const folder = mkdtempSync(join(tmpdir(), 'trame-store-'));
  const engine = await startEmbeddedMongo({ folder });
  return {
    url: engine.url,
    database: 'trame',
    close: async () => {
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
