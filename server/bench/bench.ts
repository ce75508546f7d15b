/** One number that a bench measured. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  /** `ms`, `documents/s`, `bytes`, `×` for a ratio. */
  readonly unit: string;
}

export interface BenchReport {
  readonly measures: readonly Measure[];
}

/** What a file `server/bench/<name>.bench.ts` exports. */
export interface Bench {
  readonly name: string;
  /** One line: what is measured, against what. */
  readonly description: string;
  run(tools: { log: (line: string) => void }): Promise<BenchReport>;
}

/** The value below which a share (0 to 1) of the samples lies; the samples must not be empty. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
  const value = sorted[index];
  if (value === undefined) throw new RangeError('a quantile of no samples');
  return value;
}
