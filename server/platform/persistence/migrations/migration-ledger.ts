import type { Collection, Db } from 'mongodb';
import { withTimeout } from '#server/platform/collab/with-timeout.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import type { LeaseSign } from '#server/platform/persistence/migrations/lease-watch.ts';
import type {
  AppliedMigration,
  BegunMigration,
} from '#server/platform/persistence/migrations/migration.ts';
import type { MigrationHistory } from '#server/platform/persistence/migrations/migration-plan.ts';
import { type Clock, systemClock } from '#shared/core/clock.ts';

/** Who may migrate now. `holder` is new at each taking, so that it also fences off a former one. */
export interface MigrationLease extends LeaseSign {
  /** For people: the machine and the process. */
  readonly where: string;
  readonly done: number;
  readonly total: number;
}

export interface LedgerState extends MigrationHistory {
  readonly lease: MigrationLease | null;
}

interface LedgerRow extends LedgerState {
  readonly _id: string;
}

/** The collection that holds the version of the data, which outlives the emptying of a store. */
export const LEDGER_COLLECTION = 'migrations';

const ID = 'ledger';
const EMPTY: LedgerState = { applied: [], begun: null, lease: null };
/** In milliseconds: a store that is busy with a migration may take its time. */
const ANSWER_LIMIT = 30_000;
/** A holder can try twice before its lease ends. */
const RENEWAL_LIMIT = 4_000;

/**
 * What was migrated, and who migrates, in one document: whoever lost the lease cannot record,
 * because the same atomic write asks for the lease and changes the record.
 */
export class MigrationLedger {
  readonly #rows: Collection<LedgerRow>;
  readonly #clock: Clock;

  /** Every method rejects when the store does not answer; what it asked may be done all the same. */
  constructor(database: Db, clock: Clock = systemClock) {
    this.#rows = database.collection(LEDGER_COLLECTION);
    this.#clock = clock;
  }

  async read(): Promise<LedgerState> {
    return (await this.#within(ANSWER_LIMIT, this.#rows.findOne({ _id: ID }))) ?? EMPTY;
  }

  /** Takes the lease if it still is as it was read; gives what holds since then, or null. */
  async take(read: MigrationLease | null, own: MigrationLease): Promise<LedgerState | null> {
    await this.#create();
    const asRead = read
      ? { 'lease.holder': read.holder, 'lease.beat': read.beat }
      : { lease: null };
    const taken = this.#rows.findOneAndUpdate(
      { _id: ID, ...asRead },
      { $set: { lease: own } },
      { returnDocument: 'after' },
    );
    return this.#within(ANSWER_LIMIT, taken);
  }

  /** Shows that the holder lives, and how far it is. False when the lease is another's. */
  renew(own: MigrationLease): Promise<boolean> {
    return this.#asHolder(own.holder, { $set: { lease: own } }, RENEWAL_LIMIT);
  }

  /** Notes what is about to run, for programs that do not know it. False as above. */
  begin(holder: string, begun: BegunMigration): Promise<boolean> {
    return this.#asHolder(holder, { $set: { begun } });
  }

  /** Records what was made. False, and nothing recorded, when the lease is another's. */
  record(holder: string, applied: AppliedMigration): Promise<boolean> {
    return this.#asHolder(holder, { $push: { applied }, $set: { begun: null } });
  }

  async release(holder: string): Promise<void> {
    await this.#asHolder(holder, { $set: { lease: null } }, RENEWAL_LIMIT);
  }

  async #asHolder(holder: string, change: LedgerChange, limit = ANSWER_LIMIT): Promise<boolean> {
    const written = this.#rows.updateOne({ _id: ID, 'lease.holder': holder }, change);
    const { matchedCount } = await this.#within(limit, written);
    return matchedCount === 1;
  }

  /** It may be there, or another process be creating it. */
  async #create(): Promise<void> {
    try {
      await this.#within(ANSWER_LIMIT, this.#rows.insertOne({ _id: ID, ...EMPTY }));
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  #within<Value>(limit: number, work: Promise<Value>): Promise<Value> {
    return withTimeout(work, limit, this.#clock, 'the store');
  }
}

interface LedgerChange {
  readonly $set: Partial<LedgerState>;
  readonly $push?: { readonly applied: AppliedMigration };
}
