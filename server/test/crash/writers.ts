import { type Collection, type Db, MongoClient, MongoError } from 'mongodb';
import { Contests, prepareContests } from '#server/test/crash/contests.ts';
import { Ledger } from '#server/test/crash/ledger.ts';
import { type Content, type SealedDocument, sealed } from '#server/test/crash/sealed-document.ts';
import type { Random } from '#shared/core/random.ts';

/** Writers, each with a connection of its own. */
const WRITERS = 8;
const KEYS_PER_WRITER = 60;
/** From here on, what was imported in bulk is removed again. */
const MOST_IMPORTED = 4000;

export const thingsOf = (database: Db): Collection<SealedDocument> => database.collection('things');

/** What was written from outside, over all the lives of the store, and those who write. */
export class Writers {
  readonly ledger = new Ledger();
  readonly contests = new Contests();
  readonly #random: Random;
  /** What each writer believes to be there; corrected after each kill. */
  readonly #known = new Map<string, SealedDocument>();
  #version = 0;
  #imports = 0;
  #clients: MongoClient[] = [];
  #running: Promise<PromiseSettledResult<void>[]> = Promise.resolve([]);
  /** Told of each acknowledgement. */
  onAcknowledged: () => void = () => {};

  constructor(random: Random) {
    this.#random = random;
  }

  get acknowledged(): number {
    return this.ledger.acknowledged + this.contests.acknowledged;
  }

  /** Takes what the store holds after a kill for what is there. */
  adopt(found: ReadonlyMap<string, SealedDocument>): void {
    this.#known.clear();
    for (const [id, document] of found) this.#known.set(id, document);
  }

  /** Opens the connections and writes on them until they break. */
  async start(url: string): Promise<void> {
    const options = { maxPoolSize: 1, serverSelectionTimeoutMS: 5_000, retryWrites: false };
    this.#clients = await Promise.all(
      Array.from({ length: WRITERS }, () => MongoClient.connect(url, options)),
    );
    const [first] = this.#clients;
    if (!first) return;
    await prepareThings(first.db());
    await prepareContests(first.db());
    this.#running = Promise.allSettled(
      this.#clients.map((client, writer) => this.#write(client.db(), writer)),
    );
  }

  /** Resolves once every writer has met the end of the store. Throws what they met besides. */
  async ended(): Promise<void> {
    const outcomes = await this.#running;
    this.#running = Promise.resolve([]);
    await Promise.all(this.#clients.splice(0).map((client) => client.close()));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #write(database: Db, writer: number): Promise<void> {
    try {
      for (;;) {
        await this.#step(database, writer);
        this.onAcknowledged();
      }
    } catch (error) {
      if (!isUnanswered(error)) throw error;
    }
  }

  async #step(database: Db, writer: number): Promise<void> {
    const things = thingsOf(database);
    const dice = this.#random();
    if (dice < 0.08) return this.contests.claimSlot(database, writer);
    if (dice < 0.16) return this.contests.takeNumber(database);
    if (dice < 0.22) return this.insertMany(things, writer, this.#absentKeys(writer, 12));
    const id = `w${writer}-${Math.floor(this.#random() * KEYS_PER_WRITER)}`;
    const current = this.#known.get(id);
    if (!current) return this.#insert(things, this.#fresh(id, writer));
    if (dice < 0.45) return this.#update(things, current);
    if (dice < 0.6) return this.#findAndModify(things, current);
    if (dice < 0.75) return this.#upsert(things, this.#fresh(id, writer));
    return this.#remove(things, [id]);
  }

  /** One command with many documents, in order. */
  async insertMany(
    things: Collection<SealedDocument>,
    writer: number,
    ids: readonly string[],
  ): Promise<void> {
    if (ids.length === 0) return;
    const documents = ids.map((id) => this.#fresh(id, writer));
    await this.#change(documents, [], () => things.insertMany(documents));
  }

  /** Many documents in one command, and the oldest imports removed once there are many. */
  async importMany(database: Db, count: number): Promise<void> {
    const things = thingsOf(database);
    const imported = [...this.#known.keys()].filter((id) => id.startsWith('import-'));
    if (imported.length >= MOST_IMPORTED) await this.#remove(things, imported);
    this.#imports += 1;
    const name = `import-${this.#imports}`;
    const ids = Array.from({ length: count }, (_, at) => `${name}-${at}`);
    await this.insertMany(things, WRITERS, ids);
  }

  #insert(things: Collection<SealedDocument>, document: SealedDocument): Promise<void> {
    return this.#change([document], [], () => things.insertOne(document));
  }

  #upsert(things: Collection<SealedDocument>, document: SealedDocument): Promise<void> {
    const { _id, ...rest } = document;
    return this.#change([document], [], () => things.replaceOne({ _id }, rest, { upsert: true }));
  }

  /** Two counters, an array, and two fields in one update. */
  #update(things: Collection<SealedDocument>, current: SealedDocument): Promise<void> {
    const { _id } = current;
    const { left, right, version, body } = this.#fresh(_id, current.writer);
    const tag = `t${version % 50}`;
    const tags = [...current.tags, tag];
    const added = { left: current.left + left, right: current.right + right };
    const next = sealed({ ...current, ...added, tags, version, body });
    const change = {
      $inc: { left, right },
      $push: { tags: tag },
      $set: { version, body, seal: next.seal },
    };
    return this.#change([next], [], () => things.updateOne({ _id }, change));
  }

  #findAndModify(things: Collection<SealedDocument>, current: SealedDocument): Promise<void> {
    const { _id } = current;
    const { version } = this.#fresh(_id, current.writer);
    const next = sealed({ ...current, version, left: version, right: version, tags: ['few'] });
    const { left, right, tags, seal } = next;
    const change = { $set: { version, left, right, tags, seal } };
    return this.#change([next], [], async () => {
      const after = await things.findOneAndUpdate({ _id }, change, { returnDocument: 'after' });
      if (after?.seal !== seal) throw new Error(`${_id}: findAndModify answered another document`);
    });
  }

  #remove(things: Collection<SealedDocument>, ids: readonly string[]): Promise<void> {
    return this.#change([], ids, () => things.deleteMany({ _id: { $in: [...ids] } }));
  }

  /** Writes down what is asked for, asks, and writes down the answer. */
  async #change(
    written: readonly SealedDocument[],
    removed: readonly string[],
    send: () => Promise<unknown>,
  ): Promise<void> {
    const states = new Map<string, string | null>(written.map(({ _id, seal }) => [_id, seal]));
    for (const id of removed) states.set(id, null);
    this.ledger.ask(states);
    await send();
    this.ledger.settle(states.keys());
    for (const document of written) this.#known.set(document._id, document);
    for (const id of removed) this.#known.delete(id);
  }

  /** The first content of a key: unique, of a few bytes or of several pages. */
  #fresh(id: string, writer: number): SealedDocument {
    this.#version += 1;
    const version = this.#version;
    const size = this.#random() < 0.1 ? 20_000 : 400;
    const body = `${version}-`.repeat(1 + Math.floor((this.#random() * size) / 6));
    const content: Content = {
      _id: id,
      writer,
      version,
      left: version,
      right: version,
      tags: [`w${writer}`, `t${version % 50}`, 'all'],
      body,
    };
    return sealed(content);
  }

  #absentKeys(writer: number, most: number): string[] {
    return Array.from({ length: KEYS_PER_WRITER }, (_, at) => `w${writer}-${at}`)
      .filter((id) => !this.#known.has(id))
      .slice(0, most);
  }
}

/** Unique, multikey, compound, partial and sparse. */
async function prepareThings(database: Db): Promise<void> {
  const things = thingsOf(database);
  await things.createIndex({ version: 1 }, { unique: true });
  await things.createIndex({ tags: 1, version: -1 });
  await things.createIndex({ writer: 1, left: -1 });
  await things.createIndex({ right: 1 }, { partialFilterExpression: { writer: { $gt: 3 } } });
}

/** No answer at all is what a kill looks like; one that refuses has a code of MongoDB's and is a fault. */
const isUnanswered = (error: unknown): boolean =>
  error instanceof MongoError
    ? error.code === undefined
    : error instanceof Error && 'syscall' in error;
