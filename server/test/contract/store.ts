import type { Collection, Db, Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';

/** Connects to the store under test. Each suite works in a database of its own. */
export type Connect = () => Promise<MongoClient>;

export interface StoreUnderTest {
  readonly db: () => Db;
  readonly client: () => MongoClient;
  /** A collection that no other test uses. */
  readonly fresh: <Shape extends Document = Document>() => Collection<Shape>;
}

/** Opens one connection for the tests around it, in a database that is dropped at the end. */
export function useStore(connect: Connect): StoreUnderTest {
  const database = `contract_${process.pid}_${Math.floor(Math.random() * 1e9)}`;
  let client: MongoClient | null = null;
  let collections = 0;
  const connected = (): MongoClient => {
    if (!client) throw new Error('the store is used before the tests begin');
    return client;
  };
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(async () => {
    await client?.db(database).dropDatabase();
    await client?.close();
  });
  const db = (): Db => connected().db(database);
  return {
    db,
    client: connected,
    fresh: <Shape extends Document = Document>() => {
      collections += 1;
      return db().collection<Shape>(`things_${collections}`);
    },
  };
}

/** The code that a promise is refused with; fails when it is kept. */
export async function codeOf(promise: Promise<unknown>): Promise<number | undefined> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'number')
      return error.code;
    throw error;
  }
  throw new Error('expected a refusal');
}
