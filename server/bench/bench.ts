/** Figures side by side; cells are already words. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What was to be reached, and whether it was. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly got: string;
  readonly reached: boolean;
}

/** One table, and what it was to show. */
export interface BenchPart {
  /** Null when the bench has no other part. */
  readonly title: string | null;
  readonly table: Table;
  readonly targets: readonly Target[];
  /** What a reader must know to judge the figures; one paragraph each. */
  readonly notes: readonly string[];
}

export interface BenchTools {
  readonly log: (line: string) => void;
  /** The only part that is wanted, one of the bench's `parts`; null for all. */
  readonly only: string | null;
}

/** What a file `server/bench/<name>.bench.ts` exports. */
export interface Bench {
  readonly name: string;
  /** One line: what is measured, against what. */
  readonly description: string;
  /** What can be measured alone, by name. */
  readonly parts: readonly string[];
  run(tools: BenchTools): Promise<readonly BenchPart[]>;
}

/** The value below which a share (0 to 1) of the samples lies; the samples must not be empty. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
  const value = sorted[index];
  if (value === undefined) throw new RangeError('a quantile of no samples');
  return value;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** A number as people read it: three significant digits, thousands kept apart. */
export const figure = (value: number): string =>
  value.toLocaleString(
    'en',
    value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );
