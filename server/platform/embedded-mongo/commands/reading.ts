import { Long } from 'bson';
import { decodeDocument } from '../bson-decode.ts';
import { answerOf, encodeDocument, RawDocument } from '../bson-encode.ts';
import type { Collection } from '../collection.ts';
import { FIRST_BATCH } from '../cursors.ts';
import { type Command, type CommandAnswer, type Engine, SettledAnswer } from '../engine.ts';
import { CommandError, failedToParse, typeMismatch } from '../errors.ts';
import { compileFilter, type Filter, toFilterDocument } from '../filter.ts';
import { encodeKey } from '../key-encoding.ts';
import { visitPath } from '../paths.ts';
import { type Plan, planQuery } from '../planner.ts';
import { compileProjection, type Projection } from '../projection.ts';
import { type Examined, type QueryRun, runQuery } from '../scan.ts';
import { readSort } from '../sorting.ts';
import {
  type Document,
  fromCount,
  isDocument,
  isNumeric,
  isTruthy,
  toNumber,
  type Value,
} from '../values.ts';
import type { Request } from '../wire.ts';
import { collectionName, refuseCollation, wholeNumber } from './arguments.ts';

/** How a query reads the documents of a collection; null when the collection does not exist. */
export function prepareRun(
  collection: Collection | null,
  filter: Filter,
  options: Document,
): QueryRun | null {
  const sort = readSort(options.get('sort'));
  const skip = wholeNumber(options.get('skip'), 'skip', 0);
  const asked = options.get('limit');
  // A negative limit of the old shell asks for one batch of that many.
  const limit = Math.abs(isNumeric(asked) ? toNumber(asked) : wholeNumber(asked, 'limit', 0));
  refuseCollation(options.get('collation'));
  if (!collection) return null;
  const plan = planQuery(collection, filter, sort, options.get('hint'));
  const natural = sort.some((field) => field.name === '$natural');
  return { collection, plan, filter, sort: natural ? [] : sort, skip, limit };
}

/** Documents as stored, without reading them, unless a projection changes them. */
function* answerDocuments(run: QueryRun, projection: Projection | null): Generator<Buffer> {
  const examined: Examined = { keys: 0, documents: 0 };
  for (const stored of runQuery(run, examined)) {
    yield projection ? encodeDocument(projection(decodeDocument(stored.bytes))) : stored.bytes;
  }
}

export function projectionOf(value: Value): Projection | null {
  if (value === undefined || value === null) return null;
  if (!isDocument(value)) throw typeMismatch("BSON field 'projection' must be an object");
  return compileProjection(value);
}

/** The answer that opens a cursor. */
export function cursorAnswer(
  engine: Engine,
  namespace: string,
  source: Iterator<Buffer>,
  size: number,
  single: boolean,
): CommandAnswer {
  const { batch, id } = engine.cursors.start(namespace, source, size, single);
  const firstBatch = batch.map((bytes) => new RawDocument(bytes));
  return answerOf({ cursor: answerOf({ firstBatch, id, ns: namespace }), ok: 1 });
}

const REFUSED_OPTIONS = ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max'];

function find(request: Request, engine: Engine): CommandAnswer | SettledAnswer {
  const name = collectionName(request);
  const { command, database } = request;
  for (const option of REFUSED_OPTIONS) {
    const value = command.get(option);
    if (isTruthy(value)) throw failedToParse(`the option '${option}' of find is not supported`);
  }
  const filter = compileFilter(toFilterDocument(command.get('filter'), 'filter'));
  const run = prepareRun(engine.storage.find(database, name), filter, command);
  const projection = projectionOf(command.get('projection'));
  const size = wholeNumber(command.get('batchSize'), 'batchSize', FIRST_BATCH);
  const limit = command.get('limit');
  const single = isTruthy(command.get('singleBatch')) || (isNumeric(limit) && toNumber(limit) < 0);
  const source = run ? answerDocuments(run, projection) : [].values();
  const answer = cursorAnswer(
    engine,
    `${database}.${name}`,
    source,
    single && run?.limit ? run.limit : size,
    single,
  );
  const { collection, plan } = run ?? {};
  const settled = plan?.kind === 'ids' && collection?.isSettled(plan.ids);
  return settled ? new SettledAnswer(answer) : answer;
}

/** No number of documents is asked for: as many as a message holds. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER;

function getMore(request: Request, engine: Engine): CommandAnswer {
  const asked = request.command.get('getMore');
  const name = request.command.get('collection');
  if (!isNumeric(asked) || typeof name !== 'string')
    throw typeMismatch('getMore needs a cursor and a collection');
  const size = wholeNumber(request.command.get('batchSize'), 'batchSize', 0) || UNBOUNDED;
  const namespace = `${request.database}.${name}`;
  const { batch, id } = engine.cursors.next(Long.fromString(asked.toString()), namespace, size);
  const nextBatch = batch.map((bytes) => new RawDocument(bytes));
  return answerOf({ cursor: answerOf({ nextBatch, id, ns: namespace }), ok: 1 });
}

function killCursors(request: Request, engine: Engine): CommandAnswer {
  const ids = request.command.get('cursors');
  if (!Array.isArray(ids)) throw typeMismatch("BSON field 'cursors' must be an array");
  const longs = ids.filter(isNumeric).map((id) => Long.fromString(id.toString()));
  const cursorsKilled = longs.filter((id) => engine.cursors.kill(id));
  const cursorsNotFound = longs.filter((id) => !cursorsKilled.includes(id));
  return answerOf({ cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 });
}

/** How many documents match. */
function countMatches(run: QueryRun): number {
  if (run.filter.fields?.size === 0 && run.plan.kind === 'collection') {
    if (!run.filter.test(new Map())) return 0;
    const all = Math.max(run.collection.count() - run.skip, 0);
    return run.limit > 0 ? Math.min(all, run.limit) : all;
  }
  let total = 0;
  for (const _ of runQuery({ ...run, sort: [] }, { keys: 0, documents: 0 })) total += 1;
  return total;
}

function count(request: Request, engine: Engine): CommandAnswer {
  const collection = engine.storage.find(request.database, collectionName(request));
  const filter = compileFilter(toFilterDocument(request.command.get('query'), 'query'));
  const run = prepareRun(collection, filter, request.command);
  return answerOf({ n: fromCount(run ? countMatches(run) : 0), ok: 1 });
}

const MAX_DISTINCT_BYTES = 16 * 1024 * 1024;

function distinct(request: Request, engine: Engine): CommandAnswer {
  const { command, database } = request;
  const key = command.get('key');
  if (typeof key !== 'string' || key === '')
    throw typeMismatch("BSON field 'key' must be a non-empty string");
  const filter = compileFilter(toFilterDocument(command.get('query'), 'query'));
  refuseCollation(command.get('collation'));
  const run = prepareRun(engine.storage.find(database, collectionName(request)), filter, new Map());
  const values = new Map<string, Value>();
  let bytes = 0;
  const offer = (value: Value): void => {
    const place = encodeKey(value).toString('latin1');
    if (values.has(place)) return;
    bytes += place.length;
    if (bytes > MAX_DISTINCT_BYTES) throw new CommandError(17217, 'distinct too big, 16mb cap');
    values.set(place, value);
  };
  const path = key.split('.');
  for (const stored of run ? runQuery(run, { keys: 0, documents: 0 }) : []) {
    visitPath(decodeDocument(stored.bytes), path, (value, present) => {
      if (!present) return false;
      if (Array.isArray(value)) for (const element of value) offer(element);
      else offer(value);
      return false;
    });
  }
  const sorted = [...values.entries()].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return answerOf({ values: sorted.map(([, value]) => value), ok: 1 });
}

function explain(request: Request, engine: Engine): CommandAnswer {
  const inner = request.command.get('explain');
  if (!isDocument(inner)) throw typeMismatch("BSON field 'explain' must be an object");
  const [first] = inner;
  if (first?.[0] !== 'find' || typeof first[1] !== 'string') {
    throw new CommandError(59, `Explain failed due to unknown command: ${first?.[0]}`);
  }
  const collection = engine.storage.find(request.database, first[1]);
  const filter = compileFilter(toFilterDocument(inner.get('filter'), 'filter'));
  const run = prepareRun(collection, filter, inner);
  const examined: Examined = { keys: 0, documents: 0 };
  let returned = 0;
  if (run) for (const _ of runQuery(run, examined)) returned += 1;
  return answerOf({
    queryPlanner: answerOf({
      namespace: `${request.database}.${first[1]}`,
      winningPlan: describePlan(run),
    }),
    executionStats: answerOf({
      executionSuccess: true,
      nReturned: fromCount(returned),
      totalKeysExamined: fromCount(examined.keys),
      totalDocsExamined: fromCount(examined.documents),
    }),
    ok: 1,
  });
}

function describePlan(run: QueryRun | null): Document {
  if (!run) return new Map([['stage', 'EOF']]);
  const access = describeAccess(run.plan);
  return run.plan.sorted
    ? access
    : new Map<string, Value>([
        ['stage', 'SORT'],
        ['inputStage', access],
      ]);
}

function describeAccess(plan: Plan): Document {
  if (plan.kind === 'collection') return new Map([['stage', 'COLLSCAN']]);
  if (plan.kind === 'ids') return new Map([['stage', plan.ids.length === 1 ? 'IDHACK' : 'IXSCAN']]);
  if (plan.kind === 'union') {
    return new Map<string, Value>([
      ['stage', 'OR'],
      ['inputStages', plan.plans.map(describeAccess)],
    ]);
  }
  return new Map<string, Value>([
    ['stage', 'IXSCAN'],
    ['indexName', plan.index.name],
    ['keyPattern', plan.index.key],
    ['isMultiKey', plan.index.arrays !== 0],
    ['direction', plan.reverse ? 'backward' : 'forward'],
  ]);
}

const reading = (run: Command['run']): Command => ({ writes: false, run });

export const readingCommands: ReadonlyArray<readonly [string, Command]> = [
  ['find', reading(find)],
  ['getMore', reading(getMore)],
  ['killCursors', reading(killCursors)],
  ['count', reading(count)],
  ['distinct', reading(distinct)],
  ['explain', reading(explain)],
];
