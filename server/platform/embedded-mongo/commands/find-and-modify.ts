import { ObjectId } from 'bson';
import { decodeDocument } from '../bson-decode.ts';
import { type Answer, answerOf, RawDocument } from '../bson-encode.ts';
import type { Collection, StoredDocument } from '../collection.ts';
import type { Command, CommandAnswer, Engine } from '../engine.ts';
import { failedToParse } from '../errors.ts';
import { compileFilter, type Filter, toFilterDocument } from '../filter.ts';
import type { Projection } from '../projection.ts';
import { runQuery } from '../scan.ts';
import { compileUpdate, encodeChecked, updateBytes, upsertDocument } from '../update.ts';
import { type Document, isTruthy, type Value } from '../values.ts';
import type { Request } from '../wire.ts';
import { collectionName } from './arguments.ts';
import { prepareRun, projectionOf } from './reading.ts';
import { checkId } from './writing.ts';

interface Outcome {
  readonly n: number;
  readonly updatedExisting?: boolean;
  readonly upserted?: Value;
  readonly value: Buffer | null;
}

function findTarget(
  collection: Collection | null,
  filter: Filter,
  command: Document,
): StoredDocument | null {
  const options: Document = new Map<string, Value>([['limit', 1]]);
  for (const name of ['sort', 'hint', 'collation']) {
    if (command.has(name)) options.set(name, command.get(name));
  }
  const run = prepareRun(collection, filter, options);
  if (!run) return null;
  const [first] = runQuery(run, { keys: 0, documents: 0 });
  return first ?? null;
}

function removeTarget(collection: Collection | null, target: StoredDocument | null): Outcome {
  if (!collection || !target) return { n: 0, value: null };
  collection.remove(target);
  return { n: 1, value: target.bytes };
}

function changeTarget(request: Request, engine: Engine, filter: Filter, query: Document): Outcome {
  const { command, database } = request;
  const name = collectionName(request);
  const update = compileUpdate(command.get('update'), command.get('arrayFilters'), false);
  const wantsNew = isTruthy(command.get('new'));
  const existing = engine.storage.find(database, name);
  const target = findTarget(existing, filter, command);
  const now = engine.now();
  if (existing && target) {
    const bytes = updateBytes(target.bytes, update, { filter, inserting: false, now });
    if (bytes !== target.bytes) existing.replace(target, bytes);
    return { n: 1, updatedExisting: true, value: wantsNew ? bytes : target.bytes };
  }
  if (!isTruthy(command.get('upsert'))) return { n: 0, updatedExisting: false, value: null };
  const document = upsertDocument(
    query,
    update,
    { filter, inserting: true, now },
    () => new ObjectId(),
  );
  const id = document.get('_id');
  checkId(id);
  const bytes = encodeChecked(document);
  engine.storage.findOrCreate(database, name).insert(id, bytes);
  return { n: 1, updatedExisting: false, upserted: id, value: wantsNew ? bytes : null };
}

function project(value: Buffer | null, projection: Projection | null): Answer {
  if (!value) return null;
  return projection ? projection(decodeDocument(value)) : new RawDocument(value);
}

function findAndModify(request: Request, engine: Engine): CommandAnswer {
  const { command, database } = request;
  const query = toFilterDocument(command.get('query'), 'query');
  const filter = compileFilter(query);
  const projection = projectionOf(command.get('fields'));
  const removing = isTruthy(command.get('remove'));
  if (removing === command.has('update')) {
    throw failedToParse(
      removing
        ? "Cannot specify both an 'update' and 'remove'=true"
        : "Either an update or 'remove'=true must be specified",
    );
  }
  if (removing && isTruthy(command.get('new'))) {
    throw failedToParse(
      "Cannot specify both 'new'=true and 'remove'=true; 'remove' always returns the deleted document",
    );
  }
  if (removing && isTruthy(command.get('upsert'))) {
    throw failedToParse("Cannot specify both 'upsert'=true and 'remove'=true");
  }
  const collection = engine.storage.find(database, collectionName(request));
  const outcome = removing
    ? removeTarget(collection, findTarget(collection, filter, command))
    : changeTarget(request, engine, filter, query);
  const lastErrorObject = answerOf({ n: outcome.n });
  if (outcome.updatedExisting !== undefined)
    lastErrorObject.set('updatedExisting', outcome.updatedExisting);
  if (outcome.upserted !== undefined) lastErrorObject.set('upserted', outcome.upserted);
  return answerOf({ lastErrorObject, value: project(outcome.value, projection), ok: 1 });
}

export const findAndModifyCommands: ReadonlyArray<readonly [string, Command]> = [
  ['findAndModify', { writes: true, run: findAndModify }],
  ['findandmodify', { writes: true, run: findAndModify }],
];
