import { decodeDocument } from '../bson-decode.ts';
import { encodeDocument } from '../bson-encode.ts';
import type { Collection } from '../collection.ts';
import { FIRST_BATCH } from '../cursors.ts';
import type { Command, CommandAnswer, Engine } from '../engine.ts';
import { CommandError, failedToParse } from '../errors.ts';
import { compileFilter } from '../filter.ts';
import { compileStages, type NamedStage, readPipeline } from '../pipeline.ts';
import { type QueryRun, runQuery } from '../scan.ts';
import { type Document, isDocument, isTruthy, type Value } from '../values.ts';
import type { Request } from '../wire.ts';
import { collectionName, refuseCollation, wholeNumber } from './arguments.ts';
import { cursorAnswer, prepareRun } from './reading.ts';

/** What of a pipeline a plan can do: `$match`es, then one `$sort`, `$skip` and `$limit`. */
function splitLead(stages: readonly NamedStage[]): {
  query: Document;
  options: Document;
  rest: NamedStage[];
} {
  const rest = [...stages];
  const filters: Value[] = [];
  while (rest[0]?.name === '$match' && isDocument(rest[0].operand))
    filters.push(rest.shift()?.operand);
  const options: Document = new Map();
  for (const name of ['$sort', '$skip', '$limit'] as const) {
    if (rest[0]?.name === name) options.set(name.slice(1), rest.shift()?.operand);
  }
  if (options.get('limit') === 0) throw new CommandError(15958, 'the limit must be positive');
  const [only] = filters;
  const query =
    filters.length === 1 && isDocument(only)
      ? only
      : new Map(filters.length > 0 ? [['$and', filters]] : []);
  return { query, options, rest };
}

/** Stages that look at no field: documents need not be decoded for them. */
function needsNoFields(stages: readonly NamedStage[]): boolean {
  const [first] = stages;
  if (first?.name === '$count') return true;
  if (first?.name !== '$group' || !isDocument(first.operand)) return false;
  return [...first.operand.values()].every(isConstant);
}

const isConstant = (value: Value): boolean => {
  if (typeof value === 'string') return !value.startsWith('$');
  if (isDocument(value)) return [...value.values()].every(isConstant);
  return !Array.isArray(value) || value.every(isConstant);
};

function* readDocuments(run: QueryRun, decode: boolean): Generator<Document> {
  const empty: Document = new Map();
  for (const stored of runQuery(run, { keys: 0, documents: 0 })) {
    yield decode ? decodeDocument(stored.bytes) : empty;
  }
}

function* encodeAll(documents: Iterable<Document>): Generator<Buffer> {
  for (const document of documents) yield encodeDocument(document);
}

function* storedBytes(run: QueryRun): Generator<Buffer> {
  for (const stored of runQuery(run, { keys: 0, documents: 0 })) yield stored.bytes;
}

function sourceOf(
  collection: Collection | null,
  pipeline: readonly NamedStage[],
  command: Document,
): Iterator<Buffer> {
  const { query, options, rest } = splitLead(pipeline);
  if (command.has('hint')) options.set('hint', command.get('hint'));
  const run = prepareRun(collection, compileFilter(query), options);
  const stages = compileStages(rest, Math.random);
  if (run && rest.length === 0) return storedBytes(run);
  const documents = run ? readDocuments(run, !needsNoFields(rest)) : [];
  return encodeAll(stages(documents));
}

function aggregate(request: Request, engine: Engine): CommandAnswer {
  const { command, database } = request;
  const pipeline = readPipeline(command.get('pipeline'));
  if (typeof command.get('aggregate') !== 'string') {
    throw new CommandError(73, 'aggregations without a collection are not supported');
  }
  const name = collectionName(request);
  if (isTruthy(command.get('explain')))
    throw failedToParse('explain of aggregate is not supported');
  if (command.has('let')) throw failedToParse("the option 'let' of aggregate is not supported");
  refuseCollation(command.get('collation'));
  const cursor = command.get('cursor');
  if (!isDocument(cursor)) {
    throw failedToParse(
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const size = wholeNumber(cursor.get('batchSize'), 'batchSize', FIRST_BATCH);
  const source = sourceOf(engine.storage.find(database, name), pipeline, command);
  return cursorAnswer(engine, `${database}.${name}`, source, size, false);
}

export const aggregatingCommands: ReadonlyArray<readonly [string, Command]> = [
  ['aggregate', { writes: false, run: aggregate }],
];
