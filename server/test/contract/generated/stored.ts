import {
  Binary,
  BSONRegExp,
  type Collection,
  Decimal128,
  type Document,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  MongoServerError,
  ObjectId,
} from 'mongodb';
import { textOf } from './bytes.ts';
import type { IndexModel } from './model/collection.ts';
import type { Fields, Value } from './model/values.ts';
import { renderOrder } from './render.ts';

/** A document as the driver takes it; below the top, Maps keep the order of fields. */
export const toDriver = (fields: Fields): Document => Object.fromEntries(fields);

/** What the driver gives with `raw`, as hexadecimal text; null stays null. */
export function textOfRaw(raw: unknown): string | null {
  if (raw === null) return null;
  if (raw instanceof Uint8Array) return textOf(raw);
  throw new Error('the driver decoded what was asked for raw');
}

/** Every document with its bytes, in the order of `_id`. */
export async function textsIn(collection: Collection): Promise<(string | null)[]> {
  const raw = await collection.find({}, { raw: true, sort: { _id: 1 } }).toArray();
  return raw.map(textOfRaw);
}

export async function insertAll(collection: Collection, documents: readonly Fields[]) {
  if (documents.length > 0) await collection.insertMany(documents.map(toDriver));
}

export const createIndex = (collection: Collection, { fields, unique }: IndexModel) =>
  collection.createIndex(renderOrder(fields), { unique });

/** The answer of a server, or the code of its refusal. */
export async function answerOrCode<Answer>(promise: Promise<Answer>): Promise<Answer | number> {
  try {
    return await promise;
  } catch (error) {
    // Where numbers keep their type, the code is an Int32.
    if (error instanceof MongoServerError) return Number(error.code);
    throw error;
  }
}

const isScalar = (value: unknown): value is Exclude<Value, Value[] | Fields> =>
  value === null ||
  typeof value === 'boolean' ||
  typeof value === 'string' ||
  [Int32, Double, Long, Decimal128, ObjectId, Date, Binary, BSONRegExp, MinKey, MaxKey].some(
    (type) => value instanceof type,
  );

/** A decoded value (`promoteValues: false`, `bsonRegExp: true`) as the model has it. */
export function fromDriver(value: unknown): Value {
  if (isScalar(value)) return value;
  if (Array.isArray(value)) return value.map(fromDriver);
  if (typeof value === 'object' && value !== null) return fieldsFromDriver(value);
  throw new Error(`no BSON value: ${String(value)}`);
}

export const fieldsFromDriver = (document: object): Fields =>
  new Map(Object.entries(document).map(([name, value]) => [name, fromDriver(value)]));
