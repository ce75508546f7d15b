/**
 * How far a document has taken its log. Rows are numbered without holes, since each node takes the number after
 * the last one that it sees; its own rows may come before those that other nodes wrote meanwhile.
 */
export class LogPosition {
  #through: number;
  readonly #beyond = new Set<number>();

  constructor(through: number) {
    this.#through = through;
  }

  /** Every row up to this number is taken. */
  get through(): number {
    return this.#through;
  }

  /** Rows before some that were taken are missing. */
  get hasGap(): boolean {
    return this.#beyond.size > 0;
  }

  has(sequence: number): boolean {
    return sequence <= this.#through || this.#beyond.has(sequence);
  }

  take(sequence: number): void {
    if (this.has(sequence)) return;
    this.#beyond.add(sequence);
    while (this.#beyond.delete(this.#through + 1)) this.#through += 1;
  }

  /** The log was read up to a number: what is not taken until there was never written. */
  reach(sequence: number): void {
    this.#through = Math.max(this.#through, sequence);
    for (const taken of this.#beyond) if (taken <= this.#through) this.#beyond.delete(taken);
    while (this.#beyond.delete(this.#through + 1)) this.#through += 1;
  }
}
