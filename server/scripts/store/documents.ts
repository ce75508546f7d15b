import { createHash } from 'node:crypto';
import { BSON, type Db } from 'mongodb';
import { StartupError } from '#server/config/startup-error.ts';
import { decodeDocument } from '#server/platform/embedded-mongo/bson-decode.ts';
import { toExtendedJson } from '#server/platform/embedded-mongo/extended-json.ts';
import {
  type Document,
  OpaqueValue,
  TYPE,
  type Value,
} from '#server/platform/embedded-mongo/values.ts';

/** What is held of a collection at once. */
const MOST_DOCUMENTS = 1000;
const MOST_BYTES = 8 * 2 ** 20;

/** The collections of a database that hold documents of their own, in the order of their names. */
export async function collectionNames(database: Db): Promise<string[]> {
  const found = await database.listCollections({}, { nameOnly: true }).toArray();
  return found
    .filter(({ name, type }) => type !== 'view' && !name.startsWith('system.'))
    .map(({ name }) => name)
    .toSorted();
}

/** The documents of a collection as their bytes, page by page. */
export async function* readDocuments(
  database: Db,
  name: string,
  filter: Record<string, unknown> = {},
): AsyncGenerator<Buffer> {
  const options = { raw: true, batchSize: MOST_DOCUMENTS };
  const found: AsyncIterable<unknown> = database.collection(name).find(filter, options);
  for await (const bytes of found) {
    if (!Buffer.isBuffer(bytes)) throw new TypeError('the driver gave no bytes');
    yield bytes;
  }
}

/** What the driver calls the values that this program keeps as bytes; itself for those that it does not know. */
function forDriver(value: Value): unknown {
  if (value instanceof Map) return new Map([...value].map(([name, one]) => [name, forDriver(one)]));
  if (Array.isArray(value)) return value.map(forDriver);
  if (!(value instanceof OpaqueValue)) return value;
  const { type, bytes } = value;
  if (type === TYPE.code) return new BSON.Code(bytes.toString('utf8', 4, bytes.length - 1));
  if (type === TYPE.symbol) return new BSON.BSONSymbol(bytes.toString('utf8', 4, bytes.length - 1));
  return value;
}

/** How a document is named to people. */
export function nameOf(document: Document): string {
  try {
    const id = BSON.serialize({ _id: forDriver(document.get('_id')) });
    return toExtendedJson(Buffer.from(id)).slice(0, 200);
  } catch {
    return 'a document without a name';
  }
}

/**
 * A document that the driver sends as exactly these bytes; a Map, since objects would move fields whose names
 * look like numbers. Throws a StartupError for types that the driver no longer writes.
 */
export function toSend(bytes: Buffer, collection: string): Map<string, unknown> {
  const document = decodeDocument(bytes);
  const sent = new Map([...document].map(([name, value]) => [name, forDriver(value)]));
  if (!bytes.equals(BSON.serialize(sent))) {
    throw new StartupError(`${collection}: ${nameOf(document)} holds a type that cannot be sent`);
  }
  return sent;
}

/** A sum over documents that does not depend on their order, with their number. */
export class Digest {
  count = 0;
  readonly #sum = Buffer.alloc(32);

  /** No two documents of a collection are equal: what is added twice would cancel itself out. */
  add(bytes: Buffer): void {
    this.count += 1;
    const hash = createHash('sha256').update(bytes).digest();
    for (const [at, byte] of hash.entries()) this.#sum[at] = (this.#sum[at] ?? 0) ^ byte;
  }

  get text(): string {
    return this.#sum.toString('hex');
  }

  equals(other: Digest): boolean {
    return this.count === other.count && this.text === other.text;
  }
}

/** The documents in batches that a server takes at once. */
export async function* inBatches(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let batch: Buffer[] = [];
  let size = 0;
  for await (const bytes of source) {
    batch.push(bytes);
    size += bytes.length;
    if (batch.length < MOST_DOCUMENTS && size < MOST_BYTES) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}
