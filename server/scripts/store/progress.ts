const INTERVAL_MILLISECONDS = 1000;

/** Tells on stderr how far a long work is: a line that is written over on a terminal, else a line a second. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  #done = 0;
  #told = performance.now();

  /** `total` counts what `advance` is given, or is near it. */
  constructor(what: string, total: number) {
    this.#what = what;
    this.#total = total;
  }

  advance(count: number): void {
    this.#done += count;
    if (performance.now() - this.#told < INTERVAL_MILLISECONDS) return;
    this.#told = performance.now();
    this.#tell(process.stderr.isTTY ? '' : '\n');
  }

  /** Leaves a line that says what was done in all. */
  end(): void {
    this.#tell('\n');
  }

  #tell(end: string): void {
    const percent =
      this.#total > 0 ? Math.min(100, Math.floor((100 * this.#done) / this.#total)) : 100;
    const start = process.stderr.isTTY ? '\r\x1b[K' : '';
    process.stderr.write(
      `${start}${this.#what}: ${this.#done} of ${this.#total} (${percent} %)${end}`,
    );
  }
}
