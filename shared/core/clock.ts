/** The time, given as an argument wherever a rule needs it. Milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Calls `callback` once, no sooner than `delay` milliseconds from now; returns how to cancel. */
  after(delay: number, callback: () => void): () => void;
}

/** setTimeout counts in a signed 32-bit integer: longer waits would fire at once. */
const LONGEST_DELAY = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(delay, 0), LONGEST_DELAY));
    return () => clearTimeout(timer);
  },
};
