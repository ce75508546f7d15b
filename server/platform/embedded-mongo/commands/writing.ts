import { ObjectId } from 'bson';
import { decodeFields, locateField } from '../bson-decode.ts';
import { type Answer, answerOf } from '../bson-encode.ts';
import type { Collection, StoredDocument } from '../collection.ts';
import type { Command, CommandAnswer, Engine, Steps } from '../engine.ts';
import { CommandError, failedToParse } from '../errors.ts';
import { compileFilter, toFilterDocument } from '../filter.ts';
import { planQuery } from '../planner.ts';
import { runQuery } from '../scan.ts';
import { compileUpdate, encodeChecked, updateBytes, upsertDocument } from '../update.ts';
import {
  type Document,
  fromCount,
  isDocument,
  isNumeric,
  isTruthy,
  TYPE,
  toNumber,
  type Value,
} from '../values.ts';
import { MAX_DOCUMENT_BYTES, type Request } from '../wire.ts';
import { collectionName, documents, rawDocuments, refuseCollation } from './arguments.ts';

const ID_ONLY = new Set(['_id']);

/** Statements and bytes of a batch after which others may be served: some 0.2 ms of work. */
const SLICE_STATEMENTS = 3;
const SLICE_BYTES = 8 * 1024;

/**
 * Tells what each statement of a batch met; ordered batches end at the first error. `run` answers the
 * bytes that it wrote. Between two slices the collection may be changed or dropped by others.
 */
function* runBatch<Statement>(
  request: Request,
  statements: readonly Statement[],
  run: (statement: Statement, index: number) => number,
): Generator<undefined, Answer[]> {
  let sliceStart = 0;
  let sliceBytes = 0;
  const ordered = request.command.get('ordered') !== false;
  const errors: Answer[] = [];
  for (const [index, statement] of statements.entries()) {
    if (index - sliceStart >= SLICE_STATEMENTS || sliceBytes >= SLICE_BYTES) {
      yield;
      sliceStart = index;
      sliceBytes = 0;
    }
    try {
      sliceBytes += run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      const entry = answerOf({ index, code: error.code, errmsg: error.message });
      for (const [name, value] of error.details) entry.set(name, value);
      errors.push(entry);
      if (ordered) break;
    }
  }
  return errors;
}

const withErrors = (answer: CommandAnswer, errors: Answer[]): CommandAnswer => {
  if (errors.length > 0) answer.set('writeErrors', errors);
  answer.set('ok', 1);
  return answer;
};

export function checkId(id: Value): void {
  const isRegex =
    typeof id === 'object' && id !== null && '_bsontype' in id && id._bsontype === 'BSONRegExp';
  if (Array.isArray(id) || id === undefined || isRegex) {
    throw new CommandError(
      53,
      `The '_id' value cannot be of type ${Array.isArray(id) ? 'array' : id === undefined ? 'undefined' : 'regex'}`,
    );
  }
  if (isDocument(id) && [...id.keys()].some((name) => name.startsWith('$'))) {
    throw new CommandError(52, '_id fields may not contain $-prefixed fields');
  }
}

/** The document with `_id` in front, as MongoDB stores it, given one where it has none. */
function withIdFirst(bytes: Buffer): Buffer {
  const found = locateField(bytes, '_id');
  if (found?.elementStart === 4) return bytes;
  const element = found
    ? bytes.subarray(found.elementStart, found.valueEnd)
    : Buffer.concat([Buffer.from([TYPE.objectId]), Buffer.from('_id\0'), new ObjectId().id]);
  const before = bytes.subarray(4, found ? found.elementStart : bytes.length);
  const after = found ? bytes.subarray(found.valueEnd) : Buffer.alloc(0);
  const size = Buffer.alloc(4);
  size.writeInt32LE(4 + element.length + before.length + after.length);
  return Buffer.concat([size, element, before, after]);
}

function insertOne(collectionFor: () => Collection, given: Buffer): number {
  const bytes = withIdFirst(given);
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new CommandError(
      10334,
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT_BYTES}`,
    );
  }
  const id = decodeFields(bytes, ID_ONLY).get('_id');
  checkId(id);
  collectionFor().insert(id, bytes);
  return bytes.length;
}

function* insert(request: Request, engine: Engine): Steps {
  const name = collectionName(request);
  const given = yield* rawDocuments(request, 'documents');
  let inserted = 0;
  const errors = yield* runBatch(request, given, (bytes) => {
    const written = insertOne(() => engine.storage.findOrCreate(request.database, name), bytes);
    inserted += 1;
    return written;
  });
  return withErrors(answerOf({ n: inserted }), errors);
}

/** The documents that a statement changes, all found before the first changes. */
function findTargets(
  collection: Collection,
  query: Document,
  options: Document,
  limit: number,
): StoredDocument[] {
  const filter = compileFilter(query);
  refuseCollation(options.get('collation'));
  const plan = planQuery(collection, filter, [], options.get('hint'));
  return [
    ...runQuery({ collection, plan, filter, sort: [], skip: 0, limit }, { keys: 0, documents: 0 }),
  ];
}

interface UpdateTotals {
  matched: number;
  modified: number;
  readonly upserted: Answer[];
}

function updateStatement(
  statement: Document,
  index: number,
  at: { request: Request; name: string },
  engine: Engine,
  totals: UpdateTotals,
): number {
  const query = toFilterDocument(statement.get('q'), 'q');
  const multi = isTruthy(statement.get('multi'));
  const update = compileUpdate(statement.get('u'), statement.get('arrayFilters'), multi);
  const filter = compileFilter(query);
  const { request, name } = at;
  const existing = engine.storage.find(request.database, name);
  const targets = existing ? findTargets(existing, query, statement, multi ? 0 : 1) : [];
  const now = engine.now();
  let written = 0;
  for (const stored of targets) {
    const bytes = updateBytes(stored.bytes, update, { filter, inserting: false, now });
    totals.matched += 1;
    if (bytes === stored.bytes) continue;
    existing?.replace(stored, bytes);
    written += bytes.length;
    totals.modified += 1;
  }
  if (targets.length > 0 || !isTruthy(statement.get('upsert'))) return written;
  const document = upsertDocument(
    query,
    update,
    { filter, inserting: true, now },
    () => new ObjectId(),
  );
  const id = document.get('_id');
  checkId(id);
  const bytes = encodeChecked(document);
  engine.storage.findOrCreate(request.database, name).insert(id, bytes);
  totals.matched += 1;
  totals.upserted.push(answerOf({ index, _id: id }));
  return bytes.length;
}

function* update(request: Request, engine: Engine): Steps {
  const name = collectionName(request);
  const statements = documents(request, 'updates');
  const totals: UpdateTotals = { matched: 0, modified: 0, upserted: [] };
  const errors = yield* runBatch(request, statements, (statement, index) =>
    updateStatement(statement, index, { request, name }, engine, totals),
  );
  const answer = answerOf({ n: fromCount(totals.matched), nModified: fromCount(totals.modified) });
  if (totals.upserted.length > 0) answer.set('upserted', totals.upserted);
  return withErrors(answer, errors);
}

function removeStatement(collection: Collection | null, statement: Document): StoredDocument[] {
  const query = toFilterDocument(statement.get('q'), 'q');
  const limit = statement.get('limit');
  const number = isNumeric(limit) ? toNumber(limit) : -1;
  if (number !== 0 && number !== 1) {
    throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${number}`);
  }
  if (!collection) {
    compileFilter(query);
    return [];
  }
  const targets = findTargets(collection, query, statement, number);
  for (const stored of targets) collection.remove(stored);
  return targets;
}

function* remove(request: Request, engine: Engine): Steps {
  const name = collectionName(request);
  const statements = documents(request, 'deletes');
  let removed = 0;
  const errors = yield* runBatch(request, statements, (statement) => {
    const targets = removeStatement(engine.storage.find(request.database, name), statement);
    removed += targets.length;
    return targets.reduce((bytes, stored) => bytes + stored.bytes.length, 0);
  });
  return withErrors(answerOf({ n: fromCount(removed) }), errors);
}

export const writingCommands: ReadonlyArray<readonly [string, Command]> = [
  ['insert', { writes: true, run: insert }],
  ['update', { writes: true, run: update }],
  ['delete', { writes: true, run: remove }],
];
