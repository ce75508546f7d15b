import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Bench } from '#server/bench/bench.ts';
import { reportText, writeReport } from '#server/bench/report.ts';

const SUFFIX = '.bench.ts';
const PAGE = join(import.meta.dirname, '../docs/benchmarks.md');
const USAGE =
  'npm run bench -- NAME [--write]\n--write puts the report into server/docs/benchmarks.md';

const benchModule = z.object({
  name: z.string(),
  description: z.string(),
  run: z.custom<Bench['run']>((value) => typeof value === 'function'),
});

function benchNames(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
}

async function loadBench(name: string): Promise<Bench> {
  const path = join(import.meta.dirname, `${name}${SUFFIX}`);
  return benchModule.parse(await import(pathToFileURL(path).href));
}

async function printList(): Promise<void> {
  console.log(`${USAGE}\n`);
  for (const name of benchNames()) {
    const { description } = await loadBench(name);
    console.log(`  ${name.padEnd(16)}${description}`);
  }
}

function readArguments(): { name: string | undefined; write: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { write: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    return { name: positionals[0], write: values.write };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(1);
  }
}

const { name, write } = readArguments();
if (name === undefined) {
  await printList();
} else if (!benchNames().includes(name)) {
  console.error(`No bench “${name}”. There are: ${benchNames().join(', ')}.`);
  process.exitCode = 1;
} else {
  const bench = await loadBench(name);
  const report = await bench.run({ log: (line) => console.error(line) });
  const text = reportText(bench, report);
  console.log(text);
  if (write) writeReport(PAGE, name, text);
}
