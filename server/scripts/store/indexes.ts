import type { Db } from 'mongodb';
import { decodeDocument } from '#server/platform/embedded-mongo/bson-decode.ts';
import { encodeDocument } from '#server/platform/embedded-mongo/bson-encode.ts';
import { toSend } from './documents.ts';
import { reasonOf } from './embedded.ts';

/** Fields that say where an index stands, not what it is. */
const OF_THE_SERVER = new Set(['v', 'ns', 'background']);

/** The specifications of a collection's indexes, as bytes, without that of `_id`. */
export async function readIndexes(database: Db, name: string): Promise<Buffer[]> {
  const indexes: Buffer[] = [];
  const found: AsyncIterable<unknown> = database.collection(name).listIndexes({ raw: true });
  for await (const bytes of found) {
    if (!Buffer.isBuffer(bytes)) throw new TypeError('the driver gave no bytes');
    const specification = decodeDocument(bytes);
    if (specification.get('name') === '_id_') continue;
    for (const field of OF_THE_SERVER) specification.delete(field);
    indexes.push(encodeDocument(specification));
  }
  return indexes;
}

/** Creates the indexes that a collection lacks, and answers in words those that the server refuses. */
export async function createIndexes(
  database: Db,
  name: string,
  indexes: readonly Buffer[],
): Promise<string[]> {
  const refusals: string[] = [];
  for (const bytes of indexes) {
    const specification = toSend(bytes, name);
    try {
      await database.command({ createIndexes: name, indexes: [specification] });
    } catch (error) {
      refusals.push(`${name} ${specification.get('name')}: ${reasonOf(error)}`);
    }
  }
  return refusals;
}
