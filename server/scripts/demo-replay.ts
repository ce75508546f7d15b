import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { updatesByAuthor } from '#server/scripts/replay/author-updates.ts';
import { openLocalDocument } from '#server/scripts/replay/local-host.ts';
import { readTrace } from '#server/scripts/replay/trace.ts';
import { Client, type Target, write } from '#server/scripts/replay/writers.ts';

const USAGE =
  'npm run demo:replay -- FILE [--url ws://host:port/collab] [--document NAME]\n' +
  'Replays a trace of edits through ordinary y-websocket clients and compares the outcome.';

interface Wish {
  readonly file: string;
  readonly url: string | undefined;
  readonly document: string | undefined;
}

function readWish(words: readonly string[]): Wish {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { url: { type: 'string' }, document: { type: 'string' } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error(USAGE);
  if (values.document !== undefined && values.url === undefined) {
    throw new Error('--document names a document of another server, which --url must name');
  }
  return { file, url: values.url, document: values.document };
}

/** Another server's document, open to anyone; or a new one on the server that runs here. */
async function openTarget(wish: Wish, people: number): Promise<Target> {
  if (wish.url === undefined) return openLocalDocument(`Rejeu de ${basename(wish.file)}`, people);
  const document = wish.document ?? `replay-${crypto.randomUUID()}`;
  return { url: wish.url, document, cookies: [] };
}

/** Whether the outcome is the recorded one, byte for byte. */
async function replay(wish: Wish): Promise<boolean> {
  const trace = readTrace(wish.file);
  const updates = updatesByAuthor(trace);
  const target = await openTarget(wish, updates.length + 1);
  console.log(
    `${trace.txns.length} transactions by ${updates.length} authors, to ${target.url}/${target.document}`,
  );
  const started = performance.now();
  const writers = updates.map((_, agent) => new Client(target, agent));
  const clients = [...writers];
  try {
    for (const writer of writers) await writer.until(() => writer.isSynced, 'synchronising');
    if (writers.some(({ text }) => text !== '')) throw new Error('the document is not empty');
    await Promise.all(writers.map((writer, agent) => write(writer, updates[agent] ?? [])));
    const reader = new Client(target, updates.length);
    clients.push(reader);
    const isComplete = () => reader.isSynced && reader.text === trace.endContent;
    await reader.until(isComplete, 'the text of a fresh client is another').catch(report);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const bytes = Buffer.byteLength(reader.text);
    const equal = Buffer.from(reader.text).equals(Buffer.from(trace.endContent));
    const outcome = equal ? 'equal to endContent, byte for byte' : 'NOT equal to endContent';
    console.log(`${bytes} bytes on a fresh client after ${seconds} s: ${outcome}`);
    return equal;
  } finally {
    for (const client of clients) client.close();
  }
}

function report(error: unknown): void {
  console.error(`demo:replay: ${error instanceof Error ? error.message : String(error)}`);
}

try {
  process.exitCode = (await replay(readWish(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  report(error);
  process.exitCode = 1;
}
