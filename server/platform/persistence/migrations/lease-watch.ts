/** What a holder changes each time it renews. */
export interface LeaseSign {
  readonly holder: string;
  readonly beat: number;
}

/**
 * Judges whether another process's lease has ended: it has when its sign stood still for `duration`
 * milliseconds of our own clock. No time is ever compared with another machine's, so clocks that
 * disagree do no harm.
 */
export class LeaseWatch {
  readonly #duration: number;
  readonly #now: () => number;
  #seen: LeaseSign | null = null;
  #since = 0;

  constructor(duration: number, now: () => number) {
    this.#duration = duration;
    this.#now = now;
  }

  /** Whether the lease that was just read may be taken. */
  hasEnded(sign: LeaseSign): boolean {
    if (sign.holder !== this.#seen?.holder || sign.beat !== this.#seen.beat) {
      this.#seen = sign;
      this.#since = this.#now();
    }
    return this.#now() - this.#since >= this.#duration;
  }
}
