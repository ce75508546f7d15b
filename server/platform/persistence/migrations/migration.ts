import type { Db } from 'mongodb';

/** One numbered change of what is stored. See `../SPEC.md` and CONTRIBUTING.md. */
export interface Migration {
  /** 1 and up, without holes: its place in the list. */
  readonly number: number;
  /** In words with dashes; never changed once released. */
  readonly name: string;
  /**
   * Changes the data. May be ended at any moment and begun again from its start, and for a moment
   * run twice at once: each write must leave alone what is already as it should be. Does nothing
   * on an empty store. Works on the driver's collections, never on models, which go on changing.
   */
  readonly run: (work: MigrationWork) => Promise<void>;
}

export interface MigrationWork {
  readonly database: Db;
  /**
   * Says that `done` of `total` steps are made, in the log and to the processes that wait; to be
   * called between batches. Throws once this process no longer holds the lease.
   */
  readonly progress: (done: number, total: number) => void;
}

/** A migration that was made, as the store remembers it. */
export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly at: Date;
  readonly milliseconds: number;
  /** Of the program that made it. */
  readonly version: string;
}

/** A migration that was begun and not recorded: it runs, or was interrupted. */
export type BegunMigration = Pick<AppliedMigration, 'number' | 'name' | 'version'>;
