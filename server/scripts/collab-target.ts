import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { createCollabServer } from '#server/platform/collab/collab-server.ts';
import { Folding } from '#server/platform/collab/folding.ts';
import type { CollabLimits } from '#server/platform/collab/limits.ts';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { MongoDocumentLog } from '#server/platform/persistence/mongo-document-log.ts';

const USAGE =
  'npm run collab:target -- --documents N [--port P] [--data DIR]\n' +
  'Serves N plain documents that anyone may write, and prints where. DIR is kept and reused.';

/** One account, so that a client that comes back goes on with its clientID. */
const ANYONE = { account: 'anyone', name: 'anyone', sessionId: 'anyone' };

/** A load tool is one address and one account, and is to find the limits of the machine. */
const OPEN_LIMITS: Partial<CollabLimits> = {
  connectionsPerAddress: 20_000,
  connectionsPerAccount: 20_000,
  connectionsPerDocument: 5_000,
  messages: { perSecond: 100_000, burst: 100_000 },
  bytes: { perSecond: 2 ** 28, burst: 2 ** 28 },
};

const wishSchema = z.object({
  documents: z.coerce.number().int().min(1).max(100_000),
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  data: z.string().min(1).optional(),
});

type Wish = z.output<typeof wishSchema>;

/** Throws what to print when the words are not understood. */
function readWish(words: readonly string[]): Wish {
  const options = {
    documents: { type: 'string' },
    port: { type: 'string' },
    data: { type: 'string' },
  } as const;
  const parsed = wishSchema.safeParse(parseArgs({ args: [...words], options }).values);
  if (!parsed.success) throw new Error(USAGE);
  return parsed.data;
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  return promise;
}

/** Resolves with the line to print and with what ends everything in order. */
async function open(wish: Wish): Promise<{ line: object; end: () => Promise<void> }> {
  const folder = wish.data ?? mkdtempSync(join(tmpdir(), 'trame-target-'));
  const store = await startEmbeddedMongo({ folder, onFailure: giveUp });
  const client = await MongoClient.connect(store.url, {
    maxPoolSize: 20,
    writeConcern: { w: 'majority', journal: true },
  });
  const folding = new Folding();
  const log = new MongoDocumentLog(client.db(), folding.fold);
  await log.prepare();
  const documents = Array.from({ length: wish.documents }, (_, index) => `document-${index + 1}`);
  const known = new Set(documents);
  const collab = createCollabServer({
    log,
    limits: OPEN_LIMITS,
    authorise: async () => ANYONE,
    roleFor: async (_account, { document }) => (known.has(document) ? 'write' : 'unknown_document'),
    isAllowedOrigin: () => true,
    onError: (error, what) => console.error(what, error),
  });
  const http = createServer();
  http.on('upgrade', (request, socket, head) => {
    if (!collab.handleUpgrade(request, socket, head)) socket.destroy();
  });
  const port = await listen(http, wish.port);
  return {
    line: { url: `ws://127.0.0.1:${port}/collab`, documents, pid: process.pid },
    end: async () => {
      await collab.shutdown();
      await close(http);
      await folding.stop();
      await client.close();
      await store.stop();
      if (wish.data === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function giveUp(error: unknown): never {
  console.error(`collab:target: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function main(): Promise<void> {
  const { line, end } = await open(readWish(process.argv.slice(2)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => end().then(() => process.exit(0), giveUp));
  }
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

main().catch(giveUp);
