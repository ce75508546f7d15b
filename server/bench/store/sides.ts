import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const HERE = import.meta.dirname;
const EXIT_LIMIT = 20_000;

/** A server to be measured, in a process of its own. */
export interface Side {
  readonly url: string;
  stop(): Promise<void>;
}

interface EmbeddedSide extends Side {
  /** Bytes of memory that its process holds. */
  resident(): Promise<number>;
}

async function nextLine(lines: Interface, child: ChildProcess): Promise<string> {
  const ended = new AbortController();
  const exit = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`a process of the bench ended (${code})`);
  });
  try {
    const [line] = await Promise.race([once(lines, 'line'), exit]);
    return String(line);
  } finally {
    ended.abort();
    exit.catch(() => undefined);
  }
}

const startLine = z.object({ url: z.string() });
const memoryLine = z.object({ resident: z.number() });

/** The embedded store on a folder, from the start of its process to its first word. */
export async function startEmbedded(folder: string): Promise<EmbeddedSide> {
  const child = spawn(process.execPath, [join(HERE, 'store-process.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const { url } = startLine.parse(JSON.parse(await nextLine(lines, child)));
  return {
    url,
    resident: async () => {
      child.stdin.write('memory\n');
      return memoryLine.parse(JSON.parse(await nextLine(lines, child))).resident;
    },
    stop: async () => {
      const exited = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), EXIT_LIMIT);
      child.stdin.end();
      await exited;
      clearTimeout(timer);
    },
  };
}

export type LoadKind =
  | 'fill'
  | 'insert'
  | 'insert-by-driver'
  | 'get'
  | 'page'
  | 'update'
  | 'import';

interface Load {
  readonly url: string;
  readonly kind: LoadKind;
  readonly clients?: number;
  readonly operations?: number;
  readonly ids?: readonly string[];
}

function spawnLoad({ url, kind, clients = 1, operations = 1, ids = [] }: Load) {
  const child = spawn(process.execPath, [join(HERE, 'load.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify({ url, kind, clients, operations, ids }));
  return child;
}

async function resultOf(load: Load): Promise<unknown> {
  const child = spawnLoad(load);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`the load “${load.kind}” ended with ${code}`);
  return JSON.parse(output);
}

const timed = z.object({
  seconds: z.number(),
  latencies: z.array(z.number()),
  refused: z.number(),
});

interface LoadResult {
  /** Operations that were made, a second. */
  readonly rate: number;
  readonly latencies: readonly number[];
  /** Operations that the store answered with an error. */
  readonly refused: number;
}

/** Runs a load to its end; `latencies` are in milliseconds. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const { seconds, latencies, refused } = timed.parse(await resultOf(load));
  return { rate: latencies.length / seconds, latencies, refused };
}

/** Stores posts with their index; resolves to some of their identifiers. */
export async function fillStore(url: string, posts: number, wanted: number): Promise<string[]> {
  const { ids } = z
    .object({ ids: z.array(z.string()) })
    .parse(await resultOf({ url, kind: 'fill', operations: posts }));
  return ids.filter((_, at) => at % Math.ceil(ids.length / wanted) === 0);
}

/** Runs `work` while posts are imported by the thousand. Throws when the import ended before it. */
export async function whileImporting<Result>(
  url: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const child = spawnLoad({ url, kind: 'import' });
  const exited = once(child, 'exit');
  try {
    const result = await work();
    if (child.exitCode !== null) throw new Error('the import ended before the reads');
    return result;
  } finally {
    child.kill();
    await exited;
  }
}
