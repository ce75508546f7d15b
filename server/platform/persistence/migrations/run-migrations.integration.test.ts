import { type Db, MongoClient } from 'mongodb';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connectStore,
  disconnectStore,
  emptyStore,
  storeDatabase,
} from '#server/platform/persistence/connect.ts';
import { HeldLease } from '#server/platform/persistence/migrations/held-lease.ts';
import type { Migration } from '#server/platform/persistence/migrations/migration.ts';
import { MigrationLedger } from '#server/platform/persistence/migrations/migration-ledger.ts';
import { MIGRATION_TIMES } from '#server/platform/persistence/migrations/migration-times.ts';
import { MIGRATIONS } from '#server/platform/persistence/migrations/migrations.ts';
import {
  type MigrationParts,
  runMigrations,
} from '#server/platform/persistence/migrations/run-migrations.ts';
import { openTestStore, type TestStore } from '#server/test/test-store.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

let store: TestStore;
let client: MongoClient;
let databases = 0;

beforeAll(async () => {
  store = await openTestStore();
  client = await MongoClient.connect(store.url);
});

afterAll(async () => {
  await client?.close();
  await store?.close();
});

/** A clock that is moved by whoever waits for the next look, and by nothing else. */
class WaitingClock extends FakeClock {
  readonly #onLook: (passed: number) => void;

  constructor(start: number, onLook: (passed: number) => void = () => {}) {
    super(start);
    this.#onLook = onLook;
  }

  override after(delay: number, callback: () => void): () => void {
    const cancel = super.after(delay, callback);
    if (delay !== MIGRATION_TIMES.lookEvery) return cancel;
    setImmediate(() => {
      this.advance(delay);
      this.#onLook(delay);
    });
    return cancel;
  }
}

function freshDatabase(): Db {
  databases += 1;
  return client.db(`${store.database}_${databases}`);
}

/** One process's view: its own clock and log, the store of all. */
function node(database: Db, migrations: readonly Migration[], more: Partial<MigrationParts> = {}) {
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  return {
    lines,
    migrate: () =>
      runMigrations({
        database,
        migrations,
        version: '0.2.0',
        logger,
        ...more,
      }),
  };
}

const migration = (number: number, name: string, run: Migration['run'] = async () => {}) => ({
  number,
  name,
  run,
});

const ledgerOf = (database: Db) => new MigrationLedger(database).read();

const sign = { holder: 'gone', beat: 3, where: 'elsewhere, process 1', done: 2, total: 9 };

describe('migrations', () => {
  it('[MI1] run once, in order, and are recorded', async () => {
    const database = freshDatabase();
    const ran: string[] = [];
    const list = [
      migration(1, 'first', async () => void ran.push('first')),
      migration(2, 'second', async () => void ran.push('second')),
    ];
    await node(database, list.slice(0, 1), { version: '0.1.0' }).migrate();
    await node(database, list).migrate();
    await node(database, list).migrate();
    expect(ran).toEqual(['first', 'second']);
    const recorded = { at: expect.any(Date), milliseconds: expect.any(Number) };
    expect(await ledgerOf(database)).toMatchObject({
      applied: [
        { number: 1, name: 'first', version: '0.1.0', ...recorded },
        { number: 2, name: 'second', version: '0.2.0', ...recorded },
      ],
      begun: null,
      lease: null,
    });
  });

  it('[MI2] of this program leave an empty store empty, and are recorded in it', async () => {
    const database = freshDatabase();
    await node(database, MIGRATIONS).migrate();
    const collections = await database.listCollections().toArray();
    expect(collections.map(({ name }) => name)).toEqual(['migrations']);
    expect((await ledgerOf(database)).applied).toHaveLength(MIGRATIONS.length);
  });

  it('[MI3] run in one of the processes that start at once', async () => {
    const database = freshDatabase();
    const ran: string[] = [];
    const list = [migration(1, 'first', async () => void ran.push('first'))];
    const nodes = [1, 2, 3, 4].map(() => node(database, list, { times: { lookEvery: 20 } }));
    await Promise.all(nodes.map(({ migrate }) => migrate()));
    expect(ran).toEqual(['first']);
    expect((await ledgerOf(database)).applied).toHaveLength(1);
  });

  it('[MI4] wait out the lease of a process that died, by their own clock', async () => {
    const database = freshDatabase();
    await new MigrationLedger(database).take(null, sign);
    const clock = new WaitingClock(5e11);
    const startsAt: number[] = [];
    const list = [migration(1, 'first', async () => void startsAt.push(clock.now() - 5e11))];
    const { migrate, lines } = node(database, list, { clock });
    await migrate();
    expect(startsAt).toEqual([15_000]);
    expect(lines.join()).toContain('elsewhere, process 1');
    expect((await ledgerOf(database)).applied).toHaveLength(1);
  });

  it('[MI5] never take a lease that is renewed: they tell its progress, and end', async () => {
    const database = freshDatabase();
    const ledger = new MigrationLedger(database);
    const holderClock = new FakeClock();
    await ledger.take(null, sign);
    const parts = { clock: holderClock, times: MIGRATION_TIMES, takenAt: 0 };
    const held = new HeldLease(ledger, sign, parts);
    held.tell(4, 9);
    const clock = new WaitingClock(0, (passed) => holderClock.advance(passed));
    const times = { longestWait: 120_000 };
    const waiting = node(database, [migration(1, 'first')], { clock, times });
    await expect(waiting.migrate()).rejects.toThrow(/elsewhere.* migrating the data for 2 minutes/);
    expect(clock.now()).toBe(120_000);
    expect(waiting.lines.join()).toMatch(/"done":4,"total":9/);
    held.assertHeld();
    await held.end();
    expect(await ledgerOf(database)).toMatchObject({ applied: [], lease: null });
  });

  it('[MI3] [MI5] end, without a record, in a process whose lease was taken meanwhile', async () => {
    const database = freshDatabase();
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const late = node(database, [
      migration(1, 'first', () => {
        begun.resolve();
        return goOn.promise;
      }),
    ]);
    const stopped = late.migrate();
    stopped.catch(() => {});
    await begun.promise;
    const other = node(database, [migration(1, 'first')], {
      clock: new WaitingClock(0),
      version: '0.2.1',
    });
    await other.migrate();
    goOn.resolve();
    await expect(stopped).rejects.toThrow(/another process took it.*start this one again/);
    const { applied } = await ledgerOf(database);
    expect(applied.map(({ version }) => version)).toEqual(['0.2.1']);
  });

  it('[MI4] stop when the store answered no renewal in time', async () => {
    const closed = await MongoClient.connect(store.url);
    await closed.close();
    const ledger = new MigrationLedger(closed.db('unreachable'));
    const clock = new FakeClock();
    const held = new HeldLease(ledger, sign, { clock, times: MIGRATION_TIMES, takenAt: 0 });
    clock.advance(11_999);
    held.assertHeld();
    clock.advance(1);
    await expect(held.lost).rejects.toThrow(/could not be renewed in time/);
  });

  it('[MI4] stop at their next progress when they kept the process too busy to renew', async () => {
    const database = freshDatabase();
    let now = 0;
    const clock = { now: () => now, after: () => () => {} };
    const batches: number[] = [];
    const busy = migration(1, 'first', async ({ progress }) => {
      for (const done of [1, 2, 3]) {
        progress(done, 3);
        batches.push(done);
        now += 7_000;
      }
    });
    await expect(node(database, [busy], { clock }).migrate()).rejects.toThrow(
      /no longer held|could not be renewed in time/,
    );
    expect(batches).toEqual([1, 2]);
    expect((await ledgerOf(database)).applied).toEqual([]);
  });

  it('[MI6] that failed give the lease back and begin again', async () => {
    const database = freshDatabase();
    let fails = true;
    const things = database.collection('things');
    await things.insertMany([{ n: 1 }, { n: 2 }, { n: 3 }]);
    const list = [
      migration(1, 'first', async ({ progress }) => {
        for (const [index, { _id }] of (
          await things.find({ done: { $ne: true } }).toArray()
        ).entries()) {
          if (fails && index === 1) throw new Error('the disk is full');
          await things.updateOne({ _id }, { $set: { done: true }, $inc: { times: 1 } });
          progress(index + 1, 3);
        }
      }),
      migration(2, 'second'),
    ];
    await expect(node(database, list).migrate()).rejects.toThrow(
      /migration 1 \(first\) stopped: the disk is full\. Nothing after it was run/,
    );
    expect(await ledgerOf(database)).toMatchObject({
      applied: [],
      begun: { number: 1 },
      lease: null,
    });
    fails = false;
    await node(database, list).migrate();
    expect((await things.find().toArray()).map(({ times }) => times)).toEqual([1, 1, 1]);
    expect(await ledgerOf(database)).toMatchObject({
      applied: [{ number: 1 }, { number: 2 }],
      begun: null,
    });
  });

  it('[MI7] are not run, and nothing changes, when the data are newer', async () => {
    const database = freshDatabase();
    await node(database, [migration(1, 'first'), migration(2, 'later')], {
      version: '0.9.0',
    }).migrate();
    const before = await ledgerOf(database);
    await expect(node(database, [migration(1, 'first')]).migrate()).rejects.toThrow(/newer/);
    expect(await ledgerOf(database)).toEqual(before);
  });

  it('[MI1] stay recorded when the store is emptied', async () => {
    await connectStore(store.url);
    const database = storeDatabase();
    await database.collection('things').insertOne({ n: 1 });
    await node(database, [migration(1, 'first')]).migrate();
    await emptyStore();
    expect(await database.collection('things').countDocuments()).toBe(0);
    expect((await ledgerOf(database)).applied).toHaveLength(1);
    await disconnectStore();
  });
});
