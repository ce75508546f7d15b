import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { startJobs } from '#server/platform/jobs/jobs.ts';
import { connectStore, disconnectStore } from '#server/platform/persistence/connect.ts';

let folder: string;
let engine: Awaited<ReturnType<typeof startEmbeddedMongo>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trame-jobs-'));
  engine = await startEmbeddedMongo({ folder });
  await connectStore(engine.url);
});

afterAll(async () => {
  await disconnectStore();
  await engine?.stop();
  await rm(folder, { recursive: true, force: true });
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
