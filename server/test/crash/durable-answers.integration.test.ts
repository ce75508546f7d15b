import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';
import { canTrace, judgeAnswers, traced } from '#server/test/crash/system-calls.ts';
import { HostProcess } from '#server/test/host-process.ts';

const WRITES = 40;

/** A killed process keeps what the system has in memory; a power cut does not: hence the order of the calls. */
test.skipIf(!canTrace())(
  '[EM20] an answer leaves after the log was written and synced (needs strace)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trame-trace-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const log = join(folder, 'calls');
    const host = await HostProcess.create({ args: ['--services=store'], wrapper: traced(log) });
    onTestFinished(() => host.remove());
    await host.start();
    const client = await MongoClient.connect(readStoreAddress(host.dataDir) ?? '');
    const things = client.db().collection<{ _id: number; n: number }>('things');
    for (let at = 0; at < WRITES; at += 1) await things.insertOne({ _id: at, n: 0 });
    await Promise.all([
      ...Array.from({ length: WRITES }, (_, at) =>
        things.updateOne({ _id: at }, { $inc: { n: 1 } }),
      ),
      ...Array.from({ length: WRITES }, () => things.countDocuments({ n: 1 })),
      things.insertMany(Array.from({ length: 200 }, (_, at) => ({ _id: 1000 + at, n: 2 }))),
    ]);
    await client.close();
    await host.stop();
    await expect
      .poll(() => readFileSync(log, 'utf8'), { timeout: 10_000 })
      .toMatch(/exited with \d+ \+\+\+\n$/);
    const { early, durable } = judgeAnswers(readFileSync(log, 'utf8').split('\n'));
    expect(early).toEqual([]);
    expect(durable).toBeGreaterThan(WRITES);
  },
  60_000,
);
