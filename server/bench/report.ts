import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Bench, BenchPart, Table } from '#server/bench/bench.ts';

function tableLines({ columns, rows }: Table): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
}

function partLines({ title, table, targets, notes }: BenchPart): string[] {
  const reached: Table = {
    columns: ['to reach', 'wanted', 'measured', ''],
    rows: targets.map(({ what, wanted, got, reached }) => [
      what,
      wanted,
      got,
      reached ? 'reached' : '**not reached**',
    ]),
  };
  return [
    ...(title === null ? [] : [`### ${title}`, '']),
    ...tableLines(table),
    '',
    ...(targets.length === 0 ? [] : [...tableLines(reached), '']),
    ...notes.flatMap((note) => [note, '']),
  ];
}

/** The report of a bench as Markdown, with the machine that it was made on. */
export function reportText(bench: Bench, parts: readonly BenchPart[]): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${memory} GiB, Node ${process.version}`;
  const day = new Date().toISOString().slice(0, 10);
  return [
    `${bench.description[0]?.toUpperCase()}${bench.description.slice(1)}.`,
    '',
    `\`npm run bench -- ${bench.name} --write\`, ${day}, ${machine}.`,
    '',
    ...parts.flatMap(partLines),
  ].join('\n');
}

/** Puts a report where the page has its place for it. Throws when it has none. */
export function writeReport(page: string, name: string, text: string): void {
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- end ${name} -->`];
  const before = readFileSync(page, 'utf8');
  const from = before.indexOf(begin);
  const to = before.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${page} has no place for the bench “${name}”`);
  writeFileSync(page, `${before.slice(0, from + begin.length)}\n\n${text}${before.slice(to)}`);
}
