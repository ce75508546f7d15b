import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BSON, MongoClient, ObjectId } from 'mongodb';
import { type BenchReport, type Measure, quantile } from '#server/bench/bench.ts';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';

export const name = 'store';
export const description =
  'the embedded store through the ordinary driver, against plain node:sqlite with the same durability';

const ONE_BY_ONE = 1_000;
const TOGETHER = 8_000;
const WRITERS = 32;
const LOOKUPS = 2_000;

/** A post as Trame keeps them: some 900 bytes of BSON. */
interface Post {
  readonly _id: ObjectId;
  readonly topic: string;
  readonly createdAt: Date;
  readonly text: string;
}

/** The same work for both sides; each write resolves once it is durable. */
interface Side {
  insert(post: Post): Promise<void>;
  /** Resolves to the number of posts of a topic. */
  findByTopic(topic: string): Promise<number>;
  close(): Promise<void>;
}

const makePost = (topic: number): Post => ({
  _id: new ObjectId(),
  topic: `topic-${topic}`,
  createdAt: new Date(),
  text: randomBytes(300).toString('hex'),
});

async function embedded(folder: string): Promise<Side> {
  const store = await startEmbeddedMongo({ folder });
  const client = await MongoClient.connect(store.url, { maxPoolSize: WRITERS });
  const posts = client.db().collection<Post>('posts');
  await posts.createIndex({ topic: 1, createdAt: 1 });
  return {
    insert: async (post) => {
      await posts.insertOne(post, { writeConcern: { w: 'majority', journal: true } });
    },
    findByTopic: async (topic) => (await posts.find({ topic }).toArray()).length,
    close: async () => {
      await client.close();
      await store.stop();
    },
  };
}

/** One table, one index, one commit a write: what nobody can beat on this disk without grouping. */
async function plain(folder: string): Promise<Side> {
  const database = new DatabaseSync(join(folder, 'plain.sqlite'));
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE posts (id BLOB PRIMARY KEY, topic TEXT, created_at INTEGER, body BLOB);
    CREATE INDEX posts_by_topic ON posts (topic, created_at);
  `);
  const insert = database.prepare('INSERT INTO posts VALUES (?, ?, ?, ?)');
  const find = database.prepare('SELECT body FROM posts WHERE topic = ?');
  return {
    insert: async (post) => {
      insert.run(post._id.id, post.topic, post.createdAt.getTime(), BSON.serialize(post));
    },
    findByTopic: async (topic) =>
      find.all(topic).map(({ body }) => {
        if (!(body instanceof Uint8Array)) throw new TypeError('a body is bytes');
        return BSON.deserialize(body);
      }).length,
    close: async () => database.close(),
  };
}

async function timeOneByOne(count: number, work: (index: number) => Promise<unknown>) {
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const started = performance.now();
    await work(index);
    samples.push(performance.now() - started);
  }
  return samples;
}

/** Writes by many at once, as a busy server has them. Resolves to documents per second. */
async function rateTogether(side: Side): Promise<number> {
  let written = 0;
  const started = performance.now();
  const writer = async () => {
    while (written < TOGETHER) {
      written += 1;
      await side.insert(makePost(written % 400));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return TOGETHER / ((performance.now() - started) / 1000);
}

async function measure(label: string, side: Side): Promise<Measure[]> {
  const inserts = await timeOneByOne(ONE_BY_ONE, (index) => side.insert(makePost(index % 400)));
  const rate = await rateTogether(side);
  const expected = Math.floor((ONE_BY_ONE + TOGETHER) / 400);
  const lookups = await timeOneByOne(LOOKUPS, async (index) => {
    const found = await side.findByTopic(`topic-${(index % 399) + 1}`);
    if (found < expected) throw new Error(`${label}: ${found} posts found, ${expected} written`);
  });
  const ms = (what: string, samples: number[]): Measure[] => [
    { name: `${label}: ${what}, median`, value: quantile(samples, 0.5), unit: 'ms' },
    { name: `${label}: ${what}, 99 %`, value: quantile(samples, 0.99), unit: 'ms' },
  ];
  return [
    ...ms('one durable insert', inserts),
    { name: `${label}: inserts by ${WRITERS} writers`, value: rate, unit: 'documents/s' },
    ...ms(`${expected} documents by an index`, lookups),
  ];
}

export async function run({ log }: { log: (line: string) => void }): Promise<BenchReport> {
  const measures: Measure[] = [];
  for (const [label, open] of [
    ['embedded store', embedded],
    ['plain SQLite', plain],
  ] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'trame-bench-'));
    log(`${label}: ${ONE_BY_ONE + TOGETHER} inserts, ${LOOKUPS} lookups…`);
    const side = await open(folder);
    try {
      measures.push(...(await measure(label, side)));
    } finally {
      await side.close();
      rmSync(folder, { recursive: true });
    }
  }
  return { measures };
}
