import type { Verdict } from '#server/test/parity/parity-verdict.ts';

/** One store with what came out on it. */
export interface ParityRow {
  readonly store: string;
  readonly part: string;
  readonly verdict: Verdict;
}

/** The end of a run as text: the counts of each store, then what did not pass, by name with its reason. */
export function parityTable(rows: readonly ParityRow[]): string {
  const cells = rows.map(({ store, part, verdict }) => [
    store,
    part,
    String(verdict.passed),
    String(verdict.failed.length),
    String(verdict.skipped.length),
  ]);
  const lines = align([['store', 'part', 'passed', 'failed', 'skipped'], ...cells]);
  return [...lines, ...rows.flatMap(detailLines), ''].join('\n');
}

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths?.[column] ?? 0;
        return column < 2 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  '),
  );
}

function detailLines({ store, part, verdict }: ParityRow): string[] {
  const where = `${store}, ${part}`;
  return [
    ...section(`${where}: failed`, verdict.failed),
    ...section(
      `${where}: skipped`,
      verdict.skipped.map(({ name, reason }) => `${name}\n      ${reason}`),
    ),
    ...section(`${where}: known to differ, but now passes`, verdict.nowPass),
    ...section(`${where}: named in the list of differences, but no test`, verdict.unknown),
  ];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
