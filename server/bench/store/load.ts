import { json } from 'node:stream/consumers';
import { BSON, Long, MongoClient, ObjectId } from 'mongodb';
import { z } from 'zod';
import { makePosts, type Post, topicOf } from '#server/bench/store/posts.ts';
import { Refused, WireClient } from '#server/bench/store/wire-client.ts';

/**
 * The load of the bench of the store, in a process of its own so that it shares nothing with what it
 * measures. Reads a task as JSON from its input, prints the result as JSON.
 */
const task = z.object({
  url: z.string(),
  kind: z.enum(['fill', 'insert', 'insert-by-driver', 'get', 'page', 'update', 'import']),
  clients: z.int().min(1),
  /** Operations in all, unless time is up before; `import` goes on until the process is ended. */
  operations: z.int().min(1),
  /** Identifiers of stored posts, in hexadecimal. */
  ids: z.array(z.string()),
});

const JOURNALED = { w: 'majority', j: true };
const insertCommand = BSON.serialize({
  insert: 'posts',
  ordered: true,
  writeConcern: JOURNALED,
  $db: 'trame',
});

type Operation = (client: WireClient, index: number) => Promise<unknown>;

const insertPosts = (client: WireClient, posts: readonly Post[]): Promise<unknown> =>
  client.call(insertCommand, { name: 'documents', documents: posts.map(({ bytes }) => bytes) });

const getPost = async (client: WireClient, id: ObjectId): Promise<void> => {
  const { cursor } = await client.call(
    BSON.serialize({
      find: 'posts',
      filter: { _id: id },
      limit: 1,
      singleBatch: true,
      $db: 'trame',
    }),
  );
  if (cursor.firstBatch.length !== 1) throw new Error('a post that was stored is not found');
};

const pageOfTopic = async (client: WireClient, topic: string): Promise<void> => {
  const { cursor } = await client.call(
    BSON.serialize({
      find: 'posts',
      filter: { topic },
      sort: { createdAt: -1 },
      limit: 20,
      $db: 'trame',
    }),
  );
  if (cursor.firstBatch.length !== 20) throw new Error('a page of another size');
};

const updatePost = async (client: WireClient, id: ObjectId, index: number): Promise<void> => {
  const statement = { q: { _id: id }, u: { $set: { edits: index }, $inc: { views: Long.ONE } } };
  const { n } = await client.call(
    BSON.serialize({
      update: 'posts',
      updates: [statement],
      writeConcern: JOURNALED,
      $db: 'trame',
    }),
  );
  if (n !== 1) throw new Error('a post that was stored is not changed');
};

/** A slow side is measured by what it did until then. */
const TIME_LIMIT = 5_000;

/** Runs operations by several clients at once, each as fast as it is answered; what is refused is no operation. */
async function timeAll(
  url: string,
  clients: number,
  operations: number,
  operation: Operation,
): Promise<{ seconds: number; latencies: number[]; refused: number }> {
  const connected = await Promise.all(
    Array.from({ length: clients }, () => WireClient.connect(url)),
  );
  const latencies: number[] = [];
  let begun = 0;
  let refused = 0;
  const started = performance.now();
  await Promise.all(
    connected.map(async (client) => {
      while (begun < operations && performance.now() - started < TIME_LIMIT) {
        const index = begun;
        begun += 1;
        const sent = performance.now();
        try {
          await operation(client, index);
          latencies.push(performance.now() - sent);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          refused += 1;
        }
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const client of connected) client.close();
  return { seconds, latencies, refused };
}

async function insertByDriver(url: string, clients: number, posts: readonly Post[]) {
  const client = await MongoClient.connect(url, { maxPoolSize: clients });
  const collection = client.db('trame').collection('posts');
  const documents = posts.map(({ bytes }) => BSON.deserialize(bytes));
  const latencies: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - started < TIME_LIMIT) {
        const document = documents.pop();
        if (!document) return;
        const sent = performance.now();
        await collection.insertOne(document, { writeConcern: { w: 'majority', journal: true } });
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await client.close();
  return { seconds, latencies, refused: 0 };
}

const BATCH = 1000;

/** Makes the collection with its index, and stores posts by the thousand; resolves to their ids. */
async function fill(url: string, count: number): Promise<string[]> {
  const client = await WireClient.connect(url);
  const index = { key: { topic: 1, createdAt: -1 }, name: 'topic_1_createdAt_-1' };
  await client.call(BSON.serialize({ createIndexes: 'posts', indexes: [index], $db: 'trame' }));
  const ids: string[] = [];
  for (let first = 0; first < count; first += BATCH) {
    const posts = makePosts(first, Math.min(BATCH, count - first));
    await insertPosts(client, posts);
    ids.push(...posts.map(({ id }) => id.toHexString()));
  }
  client.close();
  return ids;
}

async function importForever(url: string): Promise<never> {
  const client = await WireClient.connect(url);
  for (let first = 0; ; first += BATCH) await insertPosts(client, makePosts(first, BATCH));
}

const { url, kind, clients, operations, ids: hexadecimal } = task.parse(await json(process.stdin));
const ids = hexadecimal.map((id) => ObjectId.createFromHexString(id));
const idAt = (index: number): ObjectId => ids[(index * 7919) % ids.length] ?? new ObjectId();

async function run(): Promise<object> {
  switch (kind) {
    case 'fill':
      return { ids: await fill(url, operations) };
    case 'import':
      return importForever(url);
    case 'insert': {
      const posts = makePosts(0, operations);
      return timeAll(url, clients, operations, (client, index) =>
        insertPosts(client, posts.slice(index, index + 1)),
      );
    }
    case 'insert-by-driver':
      return insertByDriver(url, clients, makePosts(0, operations));
    case 'get':
      return timeAll(url, clients, operations, (client, index) => getPost(client, idAt(index)));
    case 'page':
      return timeAll(url, clients, operations, (client, index) =>
        pageOfTopic(client, topicOf(index)),
      );
    case 'update':
      return timeAll(url, clients, operations, (client, index) =>
        updatePost(client, idAt(index), index),
      );
  }
}

process.stdout.write(`${JSON.stringify(await run())}\n`);
