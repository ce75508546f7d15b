const STEPS_A_MILLISECOND = 20;
const LONGEST = 20_000;

/** Times in milliseconds, kept to a twentieth of one: millions of them in little room. */
export class Latencies {
  readonly #counts = new Uint32Array(LONGEST * STEPS_A_MILLISECOND + 1);
  #total = 0;

  add(milliseconds: number): void {
    const step = Math.min(Math.max(milliseconds, 0), LONGEST) * STEPS_A_MILLISECOND;
    this.#counts[step | 0] = (this.#counts[step | 0] ?? 0) + 1;
    this.#total += 1;
  }

  /** The time below which a share (0 to 1) of all lie; 0 without any. */
  quantile(share: number): number {
    let left = share * this.#total;
    for (const [step, count] of this.#counts.entries()) {
      left -= count;
      if (left < 0) return step / STEPS_A_MILLISECOND;
    }
    return 0;
  }
}
