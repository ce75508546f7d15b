import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJobs } from '#server/platform/jobs/jobs.ts';
import { connectStore, disconnectStore } from '#server/platform/persistence/connect.ts';
import { openTestStore, type TestStore } from '#server/test/test-store.ts';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
  await connectStore(store.url);
});

afterAll(async () => {
  await disconnectStore();
  await store?.close();
});

it('tells how each run of a job ended, and logs what failed', async () => {
  const told: Record<string, string> = {};
  const both = Promise.withResolvers<void>();
  const logged = Promise.withResolvers<string>();
  const jobs = await startJobs(
    [
      { name: 'works', every: '1 hour', run: async () => {} },
      { name: 'fails', every: '1 hour', run: () => Promise.reject(new Error('no room left')) },
    ],
    {
      logger: pino({}, { write: (line: string) => logged.resolve(line) }),
      onRun: (name, outcome) => {
        told[name] = outcome;
        if (Object.keys(told).length === 2) both.resolve();
      },
    },
  );
  await both.promise;
  expect(await logged.promise).toContain('no room left');
  await jobs.stop();
  expect(told).toEqual({ works: 'done', fails: 'failed' });
});
