import type { Rate } from '#server/platform/collab/limits.ts';

/**
 * A token bucket that may go into debt: what arrived is always taken, and the caller decides what
 * a debt means. Times in milliseconds.
 */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = now;
  }

  /** Takes `count` tokens; returns what is left, negative when in debt. */
  take(count: number, now: number): number {
    const earned = (Math.max(now - this.#at, 0) / 1000) * this.#rate.perSecond;
    this.#tokens = Math.min(this.#tokens + earned, this.#rate.burst) - count;
    this.#at = now;
    return this.#tokens;
  }

  /** Whether twice the burst came at once: a sender that no waiting slows. */
  get isFlooded(): boolean {
    return this.#tokens < -this.#rate.burst;
  }

  /** Milliseconds until the debt is paid; 0 without debt. */
  get wait(): number {
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens / this.#rate.perSecond) * 1000);
  }
}
