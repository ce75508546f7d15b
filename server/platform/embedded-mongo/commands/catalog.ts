import { answerOf, encodeDocument, RawDocument } from '../bson-encode.ts';
import type { Collection, Index } from '../collection.ts';
import type { Command, CommandAnswer, Engine } from '../engine.ts';
import { badValue, CommandError, typeMismatch } from '../errors.ts';
import { compileFilter, toFilterDocument } from '../filter.ts';
import { existsAlready, ID_INDEX, readIndex, writeIndex } from '../index-specification.ts';
import { encodeKey } from '../key-encoding.ts';
import { type Document, isDocument, isNumeric, isTruthy, toNumber, type Value } from '../values.ts';
import type { Request } from '../wire.ts';
import { collectionName, refuseCollation } from './arguments.ts';

const MAX_INDEXES = 64;

const isIdIndex = (specification: Document): boolean => {
  const key = specification.get('key');
  return isDocument(key) && key.size === 1 && key.has('_id') && isNumeric(key.get('_id'));
};

function createIndexes(request: Request, engine: Engine): CommandAnswer {
  const name = collectionName(request);
  const asked = request.command.get('indexes');
  if (!Array.isArray(asked) || asked.length === 0)
    throw badValue('Must specify at least one index to create');
  const existed = engine.storage.find(request.database, name) !== null;
  const collection = engine.storage.findOrCreate(request.database, name);
  const before = collection.indexes.length + 1;
  for (const specification of asked) {
    if (!isDocument(specification)) throw typeMismatch("BSON field 'indexes' must hold objects");
    if (isIdIndex(specification)) continue;
    const definition = readIndex(specification);
    if (existsAlready(collection.indexes, definition)) continue;
    if (collection.indexes.length + 1 >= MAX_INDEXES) {
      throw new CommandError(67, `add index fails, too many indexes for ${collection.namespace}`);
    }
    engine.storage.addIndex(collection, definition);
  }
  const after = collection.indexes.length + 1;
  return answerOf({
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: !existed,
    ...(before === after ? { note: 'all indexes already exist' } : {}),
    ok: 1,
  });
}

function existing(request: Request, engine: Engine): Collection {
  const name = collectionName(request);
  const collection = engine.storage.find(request.database, name);
  if (!collection) throw new CommandError(26, `ns does not exist: ${request.database}.${name}`);
  return collection;
}

function cursorOf(
  engine: Engine,
  namespace: string,
  documents: readonly Document[],
): CommandAnswer {
  const source = documents.map((document) => encodeDocument(document)).values();
  const { batch, id } = engine.cursors.start(namespace, source, documents.length + 1, true);
  const firstBatch = batch.map((bytes) => new RawDocument(bytes));
  return answerOf({ cursor: answerOf({ firstBatch, id, ns: namespace }), ok: 1 });
}

function listIndexes(request: Request, engine: Engine): CommandAnswer {
  const collection = existing(request, engine);
  return cursorOf(engine, collection.namespace, [ID_INDEX, ...collection.indexes.map(writeIndex)]);
}

function named(collection: Collection, which: Value): Index {
  const found = collection.indexes.find((index) =>
    isDocument(which) ? encodeKey(index.key).equals(encodeKey(which)) : index.name === which,
  );
  if (found) return found;
  if (which === '_id_' || (isDocument(which) && which.has('_id') && which.size === 1)) {
    throw new CommandError(72, 'cannot drop _id index');
  }
  throw new CommandError(
    27,
    `index not found with name [${typeof which === 'string' ? which : 'key pattern'}]`,
  );
}

function dropIndexes(request: Request, engine: Engine): CommandAnswer {
  const collection = existing(request, engine);
  const before = collection.indexes.length + 1;
  const which = request.command.get('index');
  const chosen =
    which === '*'
      ? [...collection.indexes]
      : (Array.isArray(which) ? which : [which]).map((one) => named(collection, one));
  for (const index of chosen) engine.storage.dropIndex(collection, index);
  return answerOf({ nIndexesWas: before, ok: 1 });
}

const UNSUPPORTED_KINDS = [
  'capped',
  'timeseries',
  'viewOn',
  'validator',
  'clusteredIndex',
  'encryptedFields',
];

function create(request: Request, engine: Engine): CommandAnswer {
  const name = collectionName(request);
  for (const option of UNSUPPORTED_KINDS) {
    if (isTruthy(request.command.get(option))) {
      throw new CommandError(72, `the option '${option}' of create is not supported`);
    }
  }
  refuseCollation(request.command.get('collation'));
  if (engine.storage.find(request.database, name)) {
    throw new CommandError(48, `Collection ${request.database}.${name} already exists.`);
  }
  engine.storage.create(request.database, name);
  return answerOf({ ok: 1 });
}

function drop(request: Request, engine: Engine): CommandAnswer {
  const collection = engine.storage.find(request.database, collectionName(request));
  if (!collection) return answerOf({ ok: 1 });
  const nIndexesWas = collection.indexes.length + 1;
  engine.storage.drop(collection);
  return answerOf({ nIndexesWas, ns: collection.namespace, ok: 1 });
}

function dropDatabase(request: Request, engine: Engine): CommandAnswer {
  const collections = engine.storage.collections(request.database);
  for (const collection of collections) engine.storage.drop(collection);
  return collections.length > 0
    ? answerOf({ dropped: request.database, ok: 1 })
    : answerOf({ ok: 1 });
}

function listCollections(request: Request, engine: Engine): CommandAnswer {
  const filter = compileFilter(toFilterDocument(request.command.get('filter'), 'filter'));
  const documents = engine.storage
    .collections(request.database)
    .map(
      ({ name }): Document =>
        new Map<string, Value>([
          ['name', name],
          ['type', 'collection'],
          ['options', new Map()],
          ['info', new Map([['readOnly', false]])],
          ['idIndex', ID_INDEX],
        ]),
    )
    .filter((document) => filter.test(document));
  return cursorOf(engine, `${request.database}.$cmd.listCollections`, documents);
}

function listDatabases(request: Request, engine: Engine): CommandAnswer {
  const filter = compileFilter(toFilterDocument(request.command.get('filter'), 'filter'));
  const names = new Set(engine.storage.collections().map((collection) => collection.database));
  const databases = [...names]
    .toSorted()
    .map(
      (name): Document =>
        new Map<string, Value>([
          ['name', name],
          ['sizeOnDisk', 1],
          ['empty', false],
        ]),
    )
    .filter((document) => filter.test(document));
  return answerOf({ databases, totalSize: databases.length, ok: 1 });
}

/** Only the expiry of a TTL index can be changed. */
function collMod(request: Request, engine: Engine): CommandAnswer {
  const collection = existing(request, engine);
  const change = request.command.get('index');
  if (change === undefined) return answerOf({ ok: 1 });
  if (!isDocument(change)) throw typeMismatch("BSON field 'index' must be an object");
  const index = named(collection, change.get('name') ?? change.get('keyPattern'));
  const seconds = change.get('expireAfterSeconds');
  if (!isNumeric(seconds)) throw new CommandError(72, 'no expireAfterSeconds field');
  const definition = readIndex(new Map([...writeIndex(index), ['expireAfterSeconds', seconds]]));
  engine.storage.dropIndex(collection, index);
  engine.storage.addIndex(collection, definition);
  return answerOf({
    expireAfterSeconds_old: index.expireAfterSeconds,
    expireAfterSeconds_new: Math.trunc(toNumber(seconds)),
    ok: 1,
  });
}

const reading = (run: Command['run']): Command => ({ writes: false, run });
const writing = (run: Command['run']): Command => ({ writes: true, savepoint: true, run });

export const catalogCommands: ReadonlyArray<readonly [string, Command]> = [
  ['createIndexes', writing(createIndexes)],
  ['listIndexes', reading(listIndexes)],
  ['dropIndexes', writing(dropIndexes)],
  ['create', writing(create)],
  ['drop', writing(drop)],
  ['dropDatabase', writing(dropDatabase)],
  ['listCollections', reading(listCollections)],
  ['listDatabases', reading(listDatabases)],
  ['collMod', writing(collMod)],
];
