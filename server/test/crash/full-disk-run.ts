import { join } from 'node:path';
import { type Collection, MongoClient, MongoServerError } from 'mongodb';
import { inspectStopped } from '#server/test/crash/inspection.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { SmallDisk } from '#server/test/small-disk.ts';

const KILOBYTES = 32 * 1024;
const BATCH = 50;
const TEXT = 'x'.repeat(2_000);

interface Numbered {
  _id: number;
  text: string;
}

/** What one filling of a disk showed; counts are of documents. */
export interface FullDiskReport {
  readonly acknowledged: number;
  readonly readWhileFull: number;
  readonly refusedWith: string;
  readonly lost: number;
  readonly problems: readonly string[];
}

async function connect(disk: SmallDisk): Promise<MongoClient> {
  const socket = encodeURIComponent(join(disk.folder, 'socket', 'mongo.sock'));
  return MongoClient.connect(`mongodb://${socket}/trame?directConnection=true`);
}

/** Inserts until the store refuses; throws when it takes several times what the disk holds. */
async function writeUntilFull(things: Collection<Numbered>, disk: SmallDisk) {
  const most = Math.ceil((3 * disk.bytes) / TEXT.length);
  for (let acknowledged = 0; acknowledged < most; ) {
    const batch = Array.from({ length: BATCH }, (_, at) => ({
      _id: acknowledged + at,
      text: TEXT,
    }));
    try {
      await things.insertMany(batch);
      acknowledged += BATCH;
    } catch (error) {
      if (!(error instanceof MongoServerError)) throw error;
      return { acknowledged, refusedWith: String(error.code) };
    }
  }
  throw new Error('the store took three times what its disk holds');
}

async function fillAndKill(disk: SmallDisk): Promise<FullDiskReport> {
  const host = await HostProcess.create({
    args: ['--services=store'],
    dataDir: disk.place,
    wrapper: disk.enter,
  });
  try {
    await host.start();
    const client = await connect(disk);
    const things = client.db().collection<Numbered>('things');
    const { acknowledged, refusedWith } = await writeUntilFull(things, disk);
    const readWhileFull = await things.countDocuments({ _id: { $lt: acknowledged } });
    await disk.grow(2 * KILOBYTES);
    await things.insertOne({ _id: -1, text: TEXT });
    await client.close();
    await host.kill();
    const problems = inspectStopped(disk.folder);
    await host.start();
    const again = await connect(disk);
    const kept = again.db().collection<Numbered>('things');
    const found = await kept.countDocuments({ _id: { $lt: acknowledged }, text: TEXT });
    await again.close();
    return { acknowledged, readWhileFull, refusedWith, lost: acknowledged + 1 - found, problems };
  } finally {
    await host.stop();
  }
}

/**
 * Fills a small disk with the store alone, reads, gives it room, writes, kills the store and looks for everything;
 * null where this machine does not let its users mount a file system.
 */
export async function runFullDisk(): Promise<FullDiskReport | null> {
  const disk = await SmallDisk.create(KILOBYTES);
  if (!disk) return null;
  try {
    return await fillAndKill(disk);
  } finally {
    await disk.remove();
  }
}
