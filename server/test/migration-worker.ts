import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';
import { createLogger } from '#server/platform/logging/logger.ts';
import type { Migration } from '#server/platform/persistence/migrations/migration.ts';
import { runMigrations } from '#server/platform/persistence/migrations/run-migrations.ts';

/**
 * A process that migrates the store named by its argument and can be killed in the middle: it marks
 * one thing, says so, and waits for a line before the next.
 */
const client = await MongoClient.connect(process.argv[2] ?? '');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const markThings: Migration = {
  number: 1,
  name: 'baseline',
  run: async ({ database, progress }) => {
    const things = database.collection('things');
    const total = await things.countDocuments({});
    for (const { _id } of await things.find({ marks: 0 }).toArray()) {
      await things.updateOne({ _id, marks: 0 }, { $inc: { marks: 1 } });
      const done = await things.countDocuments({ marks: 1 });
      progress(done, total);
      console.log(`marked ${done} of ${total}`);
      await lines.next();
    }
  },
};

await runMigrations({
  database: client.db(),
  migrations: [markThings],
  version: '0.0.1',
  logger: createLogger('error'),
});
await client.close();
console.log('migrated');
process.exit(0);
