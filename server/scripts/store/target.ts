import { type Db, MongoClient } from 'mongodb';
import { StartupError } from '#server/config/startup-error.ts';
import { decodeDocument } from '#server/platform/embedded-mongo/bson-decode.ts';
import { encodeKey } from '#server/platform/embedded-mongo/key-encoding.ts';
import { collectionNames, Digest, inBatches, nameOf, readDocuments, toSend } from './documents.ts';
import { reasonOf } from './embedded.ts';
import type { Progress } from './progress.ts';

const SELECTION_MILLISECONDS = 10_000;
const NAMESPACE_EXISTS = 48;
/** What is told as copied is on the disks of most servers. */
const writeConcern = { w: 'majority', j: true };

/** Connects to a server that a setting names. Rejects with a StartupError when it does not answer. */
export async function connectTo(url: string, setting: string): Promise<MongoClient> {
  try {
    const client = new MongoClient(url, { serverSelectionTimeoutMS: SELECTION_MILLISECONDS });
    await client.db().command({ ping: 1 });
    return client;
  } catch (error) {
    throw new StartupError(`${setting}: the server does not answer (${reasonOf(error)})`);
  }
}

export async function isEmpty(database: Db, name: string): Promise<boolean> {
  return (await database.collection(name).findOne({}, { projection: { _id: 1 } })) === null;
}

/** The collections of a database that hold something. */
export async function filledCollections(database: Db): Promise<string[]> {
  const filled: string[] = [];
  for (const name of await collectionNames(database)) {
    if (!(await isEmpty(database, name))) filled.push(name);
  }
  return filled;
}

/** A document on its way: its bytes, what the driver sends for them, and the key by which the server tells it apart. */
export interface Sent {
  readonly bytes: Buffer;
  readonly document: Map<string, unknown>;
  readonly key: string;
}

/** 1 and 1.0 have the same key: a server holds them for one `_id`. */
const keyOf = (bytes: Buffer): string =>
  encodeKey(decodeDocument(bytes).get('_id')).toString('latin1');

export const prepare = (batch: readonly Buffer[], name: string): Sent[] =>
  batch.map((bytes) => ({ bytes, document: toSend(bytes, name), key: keyOf(bytes) }));

/** What a collection holds under the `_id`s of a batch, by their keys. */
export async function findPresent(
  database: Db,
  name: string,
  batch: readonly Sent[],
): Promise<Map<string, Buffer>> {
  const ids = batch.map(({ document }) => document.get('_id'));
  const present = new Map<string, Buffer>();
  for await (const bytes of readDocuments(database, name, { _id: { $in: ids } })) {
    present.set(keyOf(bytes), bytes);
  }
  return present;
}

/** The same for a collection that was empty at the beginning: nothing need be looked for. */
const findNothing = async (): Promise<Map<string, Buffer>> => new Map();

/** How documents are looked for in a collection. */
export const lookFor = async (database: Db, name: string): Promise<typeof findPresent> =>
  (await isEmpty(database, name)) ? findNothing : findPresent;

export const isThere = (present: ReadonlyMap<string, Buffer>, { key, bytes }: Sent): boolean =>
  present.get(key)?.equals(bytes) === true;

interface Outcome {
  readonly writeErrors?: readonly { readonly errmsg?: string }[];
  readonly writeConcernError?: { readonly errmsg?: string };
}

async function write(database: Db, name: string, command: Record<string, unknown>): Promise<void> {
  const outcome: Outcome = await database.command({ ...command, ordered: false, writeConcern });
  const failure = outcome.writeErrors?.[0] ?? outcome.writeConcernError;
  if (failure) throw new StartupError(`${name}: a document was refused (${failure.errmsg})`);
}

/** What becomes of a document that is there already, and differs. */
type WhenDifferent = 'refuse' | 'replace';

export function refuseDifferent(name: string, { bytes }: Sent): never {
  const document = nameOf(decodeDocument(bytes));
  throw new StartupError(`${name}: ${document} is there already, with other content`);
}

async function putBatch(
  database: Db,
  name: string,
  batch: readonly Sent[],
  present: ReadonlyMap<string, Buffer>,
  whenDifferent: WhenDifferent,
): Promise<void> {
  const missing = batch.filter(({ key }) => !present.has(key));
  const different = batch.filter((sent) => present.has(sent.key) && !isThere(present, sent));
  const [first] = different;
  if (first && whenDifferent === 'refuse') refuseDifferent(name, first);
  if (different.length > 0) {
    const updates = different.map(({ document }) => ({
      q: { _id: document.get('_id') },
      u: document,
    }));
    await write(database, name, { update: name, updates });
  }
  if (missing.length > 0) {
    await write(database, name, {
      insert: name,
      documents: missing.map(({ document }) => document),
    });
  }
}

async function create(database: Db, name: string): Promise<void> {
  try {
    await database.createCollection(name);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === NAMESPACE_EXISTS;
    if (!exists) throw error;
  }
}

/** Puts all documents of `source` into a collection where they are missing; answers their digest. */
export async function fill(
  database: Db,
  name: string,
  source: AsyncIterable<Buffer>,
  progress: Progress,
  whenDifferent: WhenDifferent,
): Promise<Digest> {
  await create(database, name);
  const digest = new Digest();
  const look = await lookFor(database, name);
  for await (const batch of inBatches(source)) {
    const prepared = prepare(batch, name);
    await putBatch(database, name, prepared, await look(database, name, prepared), whenDifferent);
    for (const bytes of batch) digest.add(bytes);
    progress.advance(batch.length);
  }
  progress.end();
  return digest;
}

/** Reads a collection back. Throws a StartupError when it does not hold what was put into it, byte for byte. */
export async function verify(database: Db, name: string, expected: Digest): Promise<void> {
  const found = new Digest();
  for await (const bytes of readDocuments(database, name)) found.add(bytes);
  if (found.equals(expected)) return;
  const counts = `${found.count} documents instead of ${expected.count}`;
  const what = found.count === expected.count ? 'documents that differ' : counts;
  throw new StartupError(`${name}: the target holds ${what}`);
}
