import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { FERRETDB_DIFFERENCES, type KnownDifference } from './ferretdb-differences.ts';
import { startFerretDb } from './ferretdb-peer.ts';
import type { ShapeList } from './shape-list.ts';
import { recordWire } from './wire-recorder.ts';

/** A store that tests run against. */
export interface ParityStore {
  readonly name: string;
  /** Where the contract connects. */
  readonly url: string;
  /** Where the suite connects. */
  readonly suiteUrl: string;
  /** What the suite was seen to ask; null where nobody looks. */
  readonly seen: ShapeList | null;
  readonly differences: readonly KnownDifference[];
  close(): Promise<void>;
}

export type ParityStoreStart =
  | { readonly kind: 'started'; readonly store: ParityStore }
  | { readonly kind: 'missing'; readonly why: string };

const ANSWER_MILLISECONDS = 10_000;

/** The embedded engine on a port of this machine; what the suite asks of it is recorded. */
export async function startEmbeddedStore(): Promise<ParityStore> {
  const folder = mkdtempSync(join(tmpdir(), 'trame-parity-'));
  const engine = await startEmbeddedMongo({ folder, port: 0 });
  const recorder = await recordWire(engine.url);
  return {
    name: 'embedded engine',
    url: engine.url,
    suiteUrl: recorder.url,
    seen: recorder.seen,
    differences: [],
    close: async () => {
      await recorder.close();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server that `url` names, else FerretDB where Go can build it. */
export async function startServerStore(
  url: string | undefined,
  root: string,
): Promise<ParityStoreStart> {
  if (url) return { kind: 'started', store: await serverStore(url, async () => {}) };
  const start = await startFerretDb(root);
  if (start.kind === 'missing') {
    return { kind: 'missing', why: `MONGODB_URL names no server, and ${start.why}` };
  }
  const { peer } = start;
  return { kind: 'started', store: await serverStore(peer.url, peer.close) };
}

async function serverStore(url: string, close: () => Promise<void>): Promise<ParityStore> {
  const information = await askBuild(url);
  const ferretDb = 'ferretdbVersion' in information;
  return {
    name: `${ferretDb ? 'FerretDB, as MongoDB' : 'MongoDB'} ${information.version}`,
    url,
    suiteUrl: url,
    seen: null,
    differences: ferretDb ? FERRETDB_DIFFERENCES : [],
    close,
  };
}

async function askBuild(url: string): Promise<Document> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: ANSWER_MILLISECONDS });
  try {
    return await client.db('admin').command({ buildInfo: 1 });
  } finally {
    await client.close();
  }
}
