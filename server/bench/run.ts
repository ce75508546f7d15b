import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Bench, BenchReport } from '#server/bench/bench.ts';

const SUFFIX = '.bench.ts';
const USAGE = 'npm run bench -- NAME [--json FILE]';

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

function printReport({ measures }: BenchReport): void {
  const width = Math.max(...measures.map(({ name }) => name.length));
  for (const { name, value, unit } of measures) {
    console.log(
      `${name.padEnd(width)}  ${value.toLocaleString('en', { maximumFractionDigits: 2 })} ${unit}`,
    );
  }
}

function writeJson(file: string, bench: Bench, report: BenchReport): void {
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length };
  const content = { bench: bench.name, at: new Date().toISOString(), machine, ...report };
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

function readArguments(): { name: string | undefined; json: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'string' } },
      allowPositionals: true,
    });
    return { name: positionals[0], json: values.json };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(1);
  }
}

const { name, json } = readArguments();
if (name === undefined) {
  await printList();
} else if (!benchNames().includes(name)) {
  console.error(`No bench “${name}”. There are: ${benchNames().join(', ')}.`);
  process.exitCode = 1;
} else {
  const bench = await loadBench(name);
  const report = await bench.run({ log: (line) => console.error(line) });
  printReport(report);
  if (json !== undefined) writeJson(json, bench, report);
}
