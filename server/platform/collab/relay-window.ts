/** Deliveries a second (updates times readers) up to which each is worth a write of its own. */
const CALM = 5_000;
/** From here on the window is as long as it gets. */
const BUSY = 20_000;
/** The longest wait, in milliseconds: nobody sees it in another's typing. */
const LONGEST = 25;
/** Over which time the load is measured, in milliseconds. */
const MEMORY = 500;

/**
 * How long updates wait for others to share their commit and their frames with: not at all in a calm room, and longer
 * the more there is to deliver, since what delivering costs is the write to each socket, however much it carries.
 */
export class RelayWindow {
  #rate = 0;
  #at: number;

  constructor(now: number) {
    this.#at = now;
  }

  /** So many deliveries were asked for, merged or not. `now` in milliseconds. */
  note(deliveries: number, now: number): void {
    this.#rate = this.#decayed(now) + (deliveries * 1000) / MEMORY;
    this.#at = now;
  }

  /** Milliseconds that an update may wait. */
  at(now: number): number {
    const load = (this.#decayed(now) - CALM) / (BUSY - CALM);
    return LONGEST * Math.min(Math.max(load, 0), 1);
  }

  #decayed(now: number): number {
    return this.#rate * Math.exp((this.#at - now) / MEMORY);
  }
}
