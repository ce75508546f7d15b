import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BSON } from 'mongodb';
import {
  type BenchPart,
  type BenchTools,
  figure,
  median,
  quantile,
  type Target,
} from '#server/bench/bench.ts';
import { PlainSqlite } from '#server/bench/store/plain-sqlite.ts';
import { makePosts } from '#server/bench/store/posts.ts';
import {
  fillStore,
  runLoad,
  type Side,
  startEmbedded,
  whileImporting,
} from '#server/bench/store/sides.ts';
import { WireClient } from '#server/bench/store/wire-client.ts';
import { startFerretDb } from '#server/test/parity/ferretdb-peer.ts';

export const name = 'store';
export const description =
  'the embedded store, against plain node:sqlite that keeps the same BSON (the limit) and FerretDB on SQLite where it can be had';

const ROOT = join(import.meta.dirname, '../..');
const ROUNDS = 3;
const POSTS = 100_000;
const MANY = 32;
const SAMPLE = 2_000;

/** What is done, in operations a second, by every side. */
const LINES = [
  { line: 'insert, 1 writer', kind: 'insert', clients: 1, operations: 2_000 },
  { line: 'insert, 32 writers', kind: 'insert', clients: MANY, operations: 30_000 },
  { line: 'get by id, 1 reader', kind: 'get', clients: 1, operations: 10_000 },
  { line: 'page of 20 by index and sort, 1 reader', kind: 'page', clients: 1, operations: 5_000 },
  { line: 'update by id, 1 writer', kind: 'update', clients: 1, operations: 2_000 },
  { line: 'update by id, 32 writers', kind: 'update', clients: MANY, operations: 20_000 },
  {
    line: 'insert by the driver, 32 writers',
    kind: 'insert-by-driver',
    clients: MANY,
    operations: 10_000,
  },
] as const;

type Line = (typeof LINES)[number]['line'];
type Rates = Map<Line, number[]>;

interface Measured {
  readonly rates: Rates;
  /** 99 % of the reads by id while posts are imported, in milliseconds; none on the side that has no protocol. */
  readonly reads: number[];
  /** The same while another store imports: what the machine alone makes a read wait. */
  readonly readsBeside: number[];
  /** Operations answered with an error, by line, all rounds together. */
  readonly refused: Map<Line, number>;
}

const newMeasured = (): Measured => ({
  rates: new Map(LINES.map(({ line }) => [line, []])),
  reads: [],
  readsBeside: [],
  refused: new Map(),
});

/** The same operations without a protocol; writers that come together share a commit. */
function measurePlain(folder: string, { rates }: Measured): void {
  const plain = new PlainSqlite(folder);
  const stored = makePosts(0, POSTS);
  plain.insert(stored, 1000);
  const sample = stored.filter((_, at) => at % (POSTS / SAMPLE) === 0);
  for (const { line, kind, clients, operations } of LINES) {
    if (kind === 'get') rates.get(line)?.push(plain.get(sample, operations));
    else if (kind === 'page') rates.get(line)?.push(plain.page(operations));
    else if (kind === 'update') rates.get(line)?.push(plain.update(sample, operations, clients));
    else rates.get(line)?.push(plain.insert(makePosts(0, operations), clients));
  }
  plain.close();
}

async function measureServer(
  { url }: Pick<Side, 'url'>,
  { rates, refused }: Measured,
): Promise<string[]> {
  const ids = await fillStore(url, POSTS, SAMPLE);
  for (const { line, kind, clients, operations } of LINES) {
    const result = await runLoad({ url, kind, clients, operations, ids });
    rates.get(line)?.push(result.rate);
    if (result.refused > 0) refused.set(line, (refused.get(line) ?? 0) + result.refused);
  }
  return ids;
}

/** The same, then reads by id while posts are imported. Throws when anything was refused. */
async function measureEmbedded(side: Side, other: Side, measured: Measured): Promise<void> {
  const { url } = side;
  const ids = await measureServer(side, measured);
  await fillStore(other.url, 1, 1);
  for (const [importing, into] of [
    [side, measured.reads],
    [other, measured.readsBeside],
  ] as const) {
    const { latencies, refused } = await whileImporting(importing.url, () =>
      runLoad({ url, kind: 'get', operations: 10_000, ids }),
    );
    into.push(quantile(latencies, 0.99));
    if (refused > 0) throw new Error('the embedded store refused');
  }
  if (measured.refused.size > 0) throw new Error('the embedded store refused');
}

/** Null when it was measured, else why it could not be had. */
async function measureFerret(into: Measured): Promise<string | null> {
  const start = await startFerretDb(ROOT);
  if (start.kind === 'missing') return start.why;
  const { url, close } = start.peer;
  await measureServer({ url }, into).finally(close);
  return null;
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'trame-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Opened {
  readonly milliseconds: number;
  readonly resident: number;
}

/** From the start of a process on a full folder to its first answer; then its memory after much reading. */
async function openFull(folder: string): Promise<Opened> {
  const filled = await startEmbedded(folder);
  const ids = await fillStore(filled.url, POSTS, SAMPLE);
  await filled.stop();
  const started = performance.now();
  const side = await startEmbedded(folder);
  const client = await WireClient.connect(side.url);
  await client.call(BSON.serialize({ find: 'posts', limit: 1, $db: 'trame' }));
  const milliseconds = performance.now() - started;
  client.close();
  await runLoad({ url: side.url, kind: 'get', operations: 20_000, clients: 8, ids });
  await runLoad({ url: side.url, kind: 'page', operations: 5_000, clients: 8, ids });
  const resident = await side.resident();
  await side.stop();
  return { milliseconds, resident };
}

interface Results {
  readonly plain: Measured;
  readonly embedded: Measured;
  /** Null where it could not be had. */
  readonly ferret: Measured | null;
  readonly opened: readonly Opened[];
}

const rateOf = ({ rates }: Measured, line: Line): number => median(rates.get(line) ?? []);

function tableOf({ plain, embedded, ferret }: Results): BenchPart['table'] {
  const others = ferret ? [plain, ferret] : [plain];
  return {
    columns: [
      'operations a second',
      ...['embedded store', 'plain SQLite', 'FerretDB'].slice(0, 1 + others.length),
      ...['embedded / plain', 'embedded / FerretDB'].slice(0, others.length),
    ],
    rows: LINES.map(({ line }) => [
      line,
      ...[embedded, ...others].map((side) => figure(rateOf(side, line))),
      ...others.map((side) => figure(rateOf(embedded, line) / rateOf(side, line))),
    ]),
  };
}

/** Ahead of FerretDB on each line: the line where it is least so. */
function aheadOf(ferret: Measured, embedded: Measured): Target {
  const ratios = LINES.map(({ line }) => rateOf(embedded, line) / rateOf(ferret, line));
  const least = Math.min(...ratios);
  return {
    what: 'each line, against FerretDB',
    wanted: 'above 1',
    got: `${figure(least)} at least`,
    reached: least > 1,
  };
}

function targetsOf({ plain, embedded, ferret, opened }: Results): Target[] {
  const writes = 'insert, 32 writers';
  const ratio = rateOf(embedded, writes) / rateOf(plain, writes);
  const read = median(embedded.reads);
  const start = median(opened.map(({ milliseconds }) => milliseconds));
  const resident = median(opened.map((one) => one.resident)) / 2 ** 20;
  return [
    ...(ferret ? [aheadOf(ferret, embedded)] : []),
    {
      what: `${writes}, against plain SQLite committing 32 at a time`,
      wanted: 'at least 0.4',
      got: figure(ratio),
      reached: ratio >= 0.4,
    },
    {
      what: 'read by id while a bulk import runs, 99 % of them',
      wanted: 'under 2 ms',
      got: `${figure(read)} ms (${figure(median(embedded.readsBeside))} ms while another store imports)`,
      reached: read < 2,
    },
    {
      what: '100,000 posts of 1 kB, from the start of the process to an answer',
      wanted: 'under 2 s',
      got: `${figure(start / 1000)} s`,
      reached: start < 2000,
    },
    {
      what: 'the memory of that process, after 25,000 reads',
      wanted: 'under 400 MB',
      got: `${figure(resident)} MiB`,
      reached: resident < 400,
    },
  ];
}

export async function run({ log }: BenchTools): Promise<BenchPart[]> {
  const plain = newMeasured();
  const embedded = newMeasured();
  const opened: Opened[] = [];
  const ferret = newMeasured();
  let missing: string | null = null;
  for (let round = 1; round <= ROUNDS; round += 1) {
    log(`round ${round} of ${ROUNDS}: plain SQLite…`);
    await inFolder(async (folder) => measurePlain(folder, plain));
    log(`round ${round} of ${ROUNDS}: embedded store…`);
    await inFolder(async (folder) => {
      const side = await startEmbedded(join(folder, 'store'));
      const other = await startEmbedded(join(folder, 'other'));
      await measureEmbedded(side, other, embedded).finally(() =>
        Promise.all([side.stop(), other.stop()]),
      );
    });
    log(`round ${round} of ${ROUNDS}: FerretDB…`);
    missing ??= await measureFerret(ferret);
    log(`round ${round} of ${ROUNDS}: opening ${POSTS} posts…`);
    opened.push(await inFolder(openFull));
  }
  const results = { plain, embedded, ferret: missing === null ? ferret : null, opened };
  const notes = [
    ...NOTES,
    ...(missing === null ? ferretNotes(ferret) : [`FerretDB is not there: ${missing}.`]),
  ];
  return [{ title: null, table: tableOf(results), targets: targetsOf(results), notes }];
}

/** What must be known to read the column of FerretDB. */
function ferretNotes({ refused }: Measured): string[] {
  const lines = [...refused].map(([line, count]) => `${line}: ${count}`);
  return [
    'FerretDB 1.24 scans the whole collection for every read and update here, by its own `explain`, whatever index there is: the ' +
      'ratios of those lines compare an index with a scan. Only the lines of inserts compare like with like.',
    ...(lines.length > 0
      ? [`It answered some operations with an error; they are not counted (${lines.join('; ')}).`]
      : []),
  ];
}

const NOTES = [
  'Plain SQLite works inside the thread that measures, without a protocol: no server reaches it when one client reads. Each write of ' +
    'either side is synced to the disk before it is acknowledged.',
  'Loads speak the wire protocol by themselves, at some 10 µs an operation; the driver, which Trame uses, takes some 80 µs of its ' +
    'process for one, and is what limits the last line.',
  'Reads while a store imports share 2 cores with two loads and the engine, and wait for a core: the figure in brackets is that wait ' +
    'without any other, since the store that is read does nothing else.',
];
