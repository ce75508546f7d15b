import type {
  MigrationLease,
  MigrationLedger,
} from '#server/platform/persistence/migrations/migration-ledger.ts';
import type { Clock } from '#shared/core/clock.ts';

/** In milliseconds. A holder counts itself out well before another may take its place. */
export interface LeaseTimes {
  readonly renewEvery: number;
  readonly holderGivesUp: number;
  readonly othersTake: number;
}

/** Another process goes on with the migrations, or will. */
export class LeaseLost extends Error {
  constructor(reason: string) {
    super(`the lease of the migrations was lost: ${reason}`);
    this.name = 'LeaseLost';
  }
}

/** A lease that this process took, renewed until it is ended or lost. */
export class HeldLease {
  readonly #ledger: MigrationLedger;
  readonly #clock: Clock;
  readonly #times: LeaseTimes;
  readonly #lost = Promise.withResolvers<never>();
  #lease: MigrationLease;
  #renewedAt: number;
  #cancelRenewal: () => void;
  #cancelEnd: () => void;
  #ended = false;

  /** `takenAt` is the time of this clock at which the taking was asked for. */
  constructor(
    ledger: MigrationLedger,
    lease: MigrationLease,
    { clock, times, takenAt }: { clock: Clock; times: LeaseTimes; takenAt: number },
  ) {
    this.#ledger = ledger;
    this.#lease = lease;
    this.#clock = clock;
    this.#times = times;
    this.#renewedAt = takenAt;
    this.#lost.promise.catch(() => {});
    this.#cancelRenewal = this.#scheduleRenewal();
    this.#cancelEnd = this.#scheduleEnd();
  }

  get holder(): string {
    return this.#lease.holder;
  }

  /** Rejects with LeaseLost when the lease is lost; never resolves. */
  get lost(): Promise<never> {
    return this.#lost.promise;
  }

  /** What the next renewal tells the others. Throws LeaseLost when it is too late. */
  tell(done: number, total: number): void {
    this.assertHeld();
    this.#lease = { ...this.#lease, done, total };
  }

  /** Throws LeaseLost, also when the renewals had no chance to run. */
  assertHeld(): void {
    const age = this.#clock.now() - this.#renewedAt;
    if (age >= this.#times.holderGivesUp) this.#lose('it could not be renewed in time');
    if (this.#ended) throw new LeaseLost('it is no longer held');
  }

  /** Stops renewing, and gives the lease back; if that fails, it ends by itself. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#stop();
    await this.#ledger.release(this.#lease.holder).catch(() => {});
  }

  #scheduleRenewal(): () => void {
    return this.#clock.after(this.#times.renewEvery, () => void this.#renew());
  }

  /** The end of the lease as this process counts it, whatever the store does meanwhile. */
  #scheduleEnd(): () => void {
    const left = this.#renewedAt + this.#times.holderGivesUp - this.#clock.now();
    return this.#clock.after(left, () => this.#lose('it could not be renewed in time'));
  }

  async #renew(): Promise<void> {
    const asked = this.#clock.now();
    this.#lease = { ...this.#lease, beat: this.#lease.beat + 1 };
    // A store that fails may answer the next time: only the end of the lease is final.
    const held = await this.#ledger.renew(this.#lease).catch(() => null);
    if (this.#ended) return;
    if (held === false) {
      this.#lose('another process took it');
      return;
    }
    if (held) {
      this.#renewedAt = asked;
      this.#cancelEnd();
      this.#cancelEnd = this.#scheduleEnd();
    }
    this.#cancelRenewal = this.#scheduleRenewal();
  }

  #lose(reason: string): void {
    if (this.#ended) return;
    this.#stop();
    this.#lost.reject(new LeaseLost(reason));
  }

  #stop(): void {
    this.#ended = true;
    this.#cancelRenewal();
    this.#cancelEnd();
  }
}
