import { mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { FILE_NAME } from '#server/platform/embedded-mongo/worker-protocol.ts';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';
import { thingsOf, type Writers } from '#server/test/crash/writers.ts';
import type { HostProcess } from '#server/test/host-process.ts';
import { systemClock } from '#shared/core/clock.ts';
import type { Random } from '#shared/core/random.ts';

/** What a moment to kill at works with. */
export interface Scene {
  readonly host: HostProcess;
  readonly writers: Writers;
  readonly random: Random;
  /** How long the last start took; milliseconds. */
  readonly startTime: number;
}

/** A kind of moment. `reach` resolves when the moment has come and the process is to be killed. */
export interface Moment {
  readonly name: string;
  /** `false` for those that kill before anyone can write. */
  readonly writing: boolean;
  reach(scene: Scene): Promise<void>;
}

/** How long a moment is waited for that may not come; milliseconds. */
const PATIENCE = 10_000;

const after = (milliseconds: number) =>
  new Promise<void>((resolve) => systemClock.after(milliseconds, resolve));

/** Resolves at the `count`-th acknowledgement from now, in the turn in which it is told. */
function acknowledgements(writers: Writers, count: number): Promise<void> {
  let left = count;
  const { promise, resolve } = Promise.withResolvers<void>();
  writers.onAcknowledged = () => {
    left -= 1;
    if (left === 0) resolve();
  };
  return promise;
}

/** Runs `work` on a connection of its own until it ends with the store. */
async function meanwhile(
  { host }: Scene,
  work: (client: MongoClient) => Promise<void>,
): Promise<void> {
  const url = readStoreAddress(host.dataDir);
  if (!url) throw new Error('the store has no address');
  const client = await MongoClient.connect(url, { serverSelectionTimeoutMS: PATIENCE });
  void work(client)
    .catch(() => {})
    .finally(() => client.close());
}

const writing: Moment = {
  name: 'writing',
  writing: true,
  async reach({ writers, random }) {
    await acknowledgements(writers, 1);
    await after(random() * 400);
  },
};

const answered: Moment = {
  name: 'an answer',
  writing: true,
  async reach({ host, writers, random }) {
    const count = 1 + Math.floor(random() * 200);
    await acknowledgements(writers, count);
    // Not a turn later: what was answered too early must have no time to become durable.
    if (host.pid) process.kill(host.pid, 'SIGKILL');
  },
};

const starting: Moment = {
  name: 'start-up',
  writing: false,
  async reach({ random, startTime }) {
    // Before it, the program is only being read.
    await after(startTime * (0.6 + 0.5 * random()));
  },
};

const checkpoint: Moment = {
  name: 'a checkpoint',
  writing: true,
  async reach(scene) {
    const { host, writers, random } = scene;
    await meanwhile(scene, async (client) => {
      for (;;) await writers.importMany(client.db(), 300);
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    let left = 1 + Math.floor(random() * 3);
    // Between two checkpoints only the write-ahead log changes.
    const watcher = watch(join(host.dataDir, FILE_NAME), () => {
      left -= 1;
      if (left === 0) resolve();
    });
    await Promise.race([promise, after(PATIENCE)]);
    watcher.close();
  },
};

const indexBuild: Moment = {
  name: 'an index build',
  writing: true,
  async reach(scene) {
    await acknowledgements(scene.writers, 20);
    await meanwhile(scene, async (client) => {
      const things = thingsOf(client.db());
      for (;;) {
        await things.createIndex({ body: 1, tags: 1 });
        await things.createIndex({ seal: 1 }, { unique: true });
        await things.dropIndex('body_1_tags_1');
        await things.dropIndex('seal_1');
      }
    });
    await after(scene.random() * 300);
  },
};

const bulkImport: Moment = {
  name: 'a bulk import',
  writing: true,
  async reach(scene) {
    await acknowledgements(scene.writers, 5);
    await meanwhile(scene, async (client) => {
      for (;;) await scene.writers.importMany(client.db(), 1_000);
    });
    await after(scene.random() * 300);
  },
};

/** Where the copies of a running store are written. */
export const copiesOf = (dataDir: string): string => join(dataDir, 'copies');

const backup: Moment = {
  name: 'a backup',
  writing: true,
  async reach(scene) {
    const copies = copiesOf(scene.host.dataDir);
    mkdirSync(copies, { recursive: true });
    await acknowledgements(scene.writers, 20);
    await meanwhile(scene, async (client) => {
      for (let copy = 0; ; copy += 1) {
        await client.db().command({ trameBackup: join(copies, `${copy}.sqlite`) });
      }
    });
    await after(scene.random() * 600);
  },
};

const orderlyEnd: Moment = {
  name: 'an orderly end',
  writing: true,
  async reach({ host, writers, random }) {
    await acknowledgements(writers, 30);
    if (host.pid) process.kill(host.pid, 'SIGTERM');
    await after(random() * 60);
  },
};

/** Each as often as it stands here. */
export const MOMENTS: readonly Moment[] = [
  writing,
  answered,
  starting,
  checkpoint,
  indexBuild,
  answered,
  bulkImport,
  backup,
  orderlyEnd,
];
