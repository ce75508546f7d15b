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
  'npm run bench -- NAME [--only PART] [--write]\n' +
  '--write puts the whole report into server/docs/benchmarks.md';

const benchModule = z.object({
  name: z.string(),
  description: z.string(),
  parts: z.array(z.string()).default([]),
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
    const { description, parts } = await loadBench(name);
    console.log(`  ${name.padEnd(16)}${description}`);
    if (parts.length > 0) console.log(`  ${' '.repeat(16)}--only ${parts.join(', ')}`);
  }
}

interface Wish {
  readonly name: string | undefined;
  readonly only: string | null;
  readonly write: boolean;
}

/** Ends the process when the words are not understood. */
function readArguments(): Wish {
  try {
    const { values, positionals } = parseArgs({
      options: { write: { type: 'boolean', default: false }, only: { type: 'string' } },
      allowPositionals: true,
    });
    const { write, only = null } = values;
    if (write && only !== null) throw new Error('a part alone is not written: leave out --only');
    return { name: positionals[0], only, write };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(1);
  }
}

async function runBench(name: string, { only, write }: Wish): Promise<void> {
  const bench = await loadBench(name);
  if (only !== null && !bench.parts.includes(only)) {
    console.error(`No part “${only}”. There are: ${bench.parts.join(', ') || 'none'}.`);
    process.exitCode = 1;
    return;
  }
  const text = reportText(bench, await bench.run({ log: (line) => console.error(line), only }));
  console.log(text);
  if (write) writeReport(PAGE, name, text);
}

const wish = readArguments();
if (wish.name === undefined) {
  await printList();
} else if (!benchNames().includes(wish.name)) {
  console.error(`No bench “${wish.name}”. There are: ${benchNames().join(', ')}.`);
  process.exitCode = 1;
} else {
  await runBench(wish.name, wish);
}
