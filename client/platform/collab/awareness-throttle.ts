import type { Clock } from '#shared/core/clock.ts';

/** Eight times a second: smooth to the eye, bearable in a room of sixty. */
const INTERVAL = 125;

/** Sends at once after a silence, then the newest once per interval. */
export class AwarenessThrottle {
  readonly #clock: Clock;
  readonly #send: () => void;
  #sentAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, send: () => void) {
    this.#clock = clock;
    this.#send = send;
  }

  request(): void {
    if (this.#cancel) return;
    const wait = this.#sentAt + INTERVAL - this.#clock.now();
    if (wait <= 0) this.#fire();
    else this.#cancel = this.#clock.after(wait, () => this.#fire());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #fire(): void {
    this.#cancel = null;
    this.#sentAt = this.#clock.now();
    this.#send();
  }
}
