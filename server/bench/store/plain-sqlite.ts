import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BSON, Long } from 'mongodb';
import { type Post, topicOf } from '#server/bench/store/posts.ts';

/**
 * The limit: the same BSON in one table with one index, written by the thread that measures, without a protocol.
 * Its settings are SQLite's own, with the log synced at each commit.
 */
export class PlainSqlite {
  readonly #store: DatabaseSync;
  readonly #insert;
  readonly #get;
  readonly #page;
  readonly #update;
  readonly #begin;
  readonly #commit;

  constructor(folder: string) {
    this.#store = new DatabaseSync(join(folder, 'plain.sqlite'));
    this.#store.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE posts (id BLOB PRIMARY KEY, topic TEXT, created_at INTEGER, body BLOB);
      CREATE INDEX posts_by_topic ON posts (topic, created_at DESC);
    `);
    this.#insert = this.#store.prepare('INSERT INTO posts VALUES (?, ?, ?, ?)');
    this.#get = this.#store.prepare('SELECT body FROM posts WHERE id = ?');
    this.#page = this.#store.prepare(
      'SELECT body FROM posts WHERE topic = ? ORDER BY created_at DESC LIMIT 20',
    );
    this.#update = this.#store.prepare('UPDATE posts SET body = ? WHERE id = ?');
    this.#begin = this.#store.prepare('BEGIN');
    this.#commit = this.#store.prepare('COMMIT');
  }

  /** Stores posts with one commit for each `together` of them; answers posts a second. */
  insert(posts: readonly Post[], together: number): number {
    const started = performance.now();
    for (let first = 0; first < posts.length; first += together) {
      this.#begin.run();
      for (const { id, topic, createdAt, bytes } of posts.slice(first, first + together)) {
        this.#insert.run(id.id, topic, createdAt.getTime(), bytes);
      }
      this.#commit.run();
    }
    return perSecond(posts.length, started);
  }

  get(posts: readonly Post[], count: number): number {
    const started = performance.now();
    for (let index = 0; index < count; index += 1) {
      if (!this.#get.get(pick(posts, index).id.id)) throw new Error('a post is not found');
    }
    return perSecond(count, started);
  }

  page(count: number): number {
    const started = performance.now();
    for (let index = 0; index < count; index += 1) {
      if (this.#page.all(topicOf(index)).length !== 20) throw new Error('a page of another size');
    }
    return perSecond(count, started);
  }

  /** Reads, decodes, changes and writes a post, `together` with one commit. */
  update(posts: readonly Post[], count: number, together: number): number {
    const started = performance.now();
    for (let first = 0; first < count; first += together) {
      this.#begin.run();
      for (let index = first; index < first + together; index += 1) {
        const id = pick(posts, index).id.id;
        const body = this.#get.get(id)?.body;
        if (!(body instanceof Uint8Array)) throw new Error('a post is not found');
        const post = BSON.deserialize(body);
        this.#update.run(BSON.serialize({ ...post, edits: index, views: Long.ONE }), id);
      }
      this.#commit.run();
    }
    return perSecond(count, started);
  }

  close(): void {
    this.#store.close();
  }
}

function pick(posts: readonly Post[], index: number): Post {
  const post = posts[(index * 7919) % posts.length];
  if (!post) throw new RangeError('no posts');
  return post;
}

const perSecond = (count: number, started: number): number =>
  count / ((performance.now() - started) / 1000);
