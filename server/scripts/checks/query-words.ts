/**
 * What Trame asks of a store: the words that MongoDB and every compatible server share. A word is added
 * here together with its contract in `server/test/contract`, which holds on each of them.
 */
export const SHARED_SUBSET = {
  query: [
    '$eq',
    '$ne',
    '$gt',
    '$gte',
    '$lt',
    '$lte',
    '$in',
    '$nin',
    '$exists',
    '$and',
    '$or',
    '$nor',
    '$not',
    '$elemMatch',
    '$all',
    '$size',
    '$regex',
    '$mod',
    '$type',
  ],
  update: ['$set', '$unset', '$inc', '$min', '$max', '$push', '$pull', '$addToSet', '$setOnInsert'],
  stage: ['$match', '$group', '$sort', '$skip', '$limit', '$project', '$unwind', '$count'],
  accumulator: ['$sum', '$avg', '$min', '$max', '$first', '$last', '$push'],
  indexOption: ['unique', 'name'],
} as const satisfies Record<string, readonly string[]>;

/** What to do instead of words that people know from MongoDB; others get a general answer. */
export const INSTEAD: Readonly<Record<string, string>> = {
  $lookup: 'Read the other collection with a second query by its ids (populate does that).',
  $graphLookup: 'Store the path of the tree, or read level by level.',
  $unionWith: 'Make two queries.',
  $facet: 'Make one query for each list.',
  $merge: 'Read, then write with bulkWrite.',
  $out: 'Read, then write with bulkWrite.',
  $text: 'Full text goes through the search feature and its terms.',
  $where: '$where also runs text as code on the server. Store the value to filter by.',
  $function: '$function also runs text as code on the server. Compute in process.',
  $accumulator: '$accumulator also runs text as code on the server. Compute in process.',
  $expr: 'Compare a field with a value; what is computed from two fields is kept in a third.',
  $each: 'Write the whole array over the revision that was read, or one value at a time.',
  $pullAll: 'Say $pull with $in.',
  $pop: 'Name what leaves the array with $pull.',
  $rename: 'A field gets another name by a migration.',
  $mul: 'Read, compute, and write over the revision that was read.',
  $currentDate: 'Give the time as an argument, so that tests can set it.',
};

export const REFUSED_CALLS: Readonly<Record<string, string>> = {
  watch:
    'No change stream: they need a replica set. A change is announced by the mutation, on the bus.',
  startSession:
    'No session of the driver: it is only for transactions, and a mutation touches one document, or is idempotent and repaired by a job.',
  startTransaction:
    'No transaction over several documents: a mutation touches one document, or is idempotent and repaired by a job.',
  withTransaction:
    'No transaction over several documents: a mutation touches one document, or is idempotent and repaired by a job.',
  transaction:
    'No transaction over several documents: a mutation touches one document, or is idempotent and repaired by a job.',
  mapReduce:
    'mapReduce runs text as code on the server, and compatible servers lack it. Use $group, or compute in process.',
  $where: 'It runs text as code on the server. Store the value to filter by.',
  collation:
    'Compatible servers lack collations. Keep a folded copy of the text and order by it, as sortName does.',
  hint: 'Compatible servers ignore or refuse hints. Make an index that fits the query.',
  lookup: 'Read the other collection with a second query by its ids (populate does that).',
  graphLookup: 'Store the path of the tree, or read level by level.',
  facet: 'Make one query for each list.',
  unionWith: 'Make two queries.',
};

const TTL =
  'No TTL index in our models: when something expires is a rule of Trame, carried out by a job, at a time that tests can set.';
const PARTIAL =
  'No partial or sparse index in our models: compatible servers differ on them. Index a field that is always there.';

/** Words that only ever are options of an index or a query. */
export const REFUSED_OPTIONS: Readonly<Record<string, string>> = {
  expireAfterSeconds: TTL,
  partialFilterExpression: PARTIAL,
  sparse: PARTIAL,
  collation:
    'Compatible servers lack collations. Keep a folded copy of the text and order by it, as sortName does.',
  arrayFilters:
    'Compatible servers lack array filters. Write the whole array over the revision that was read.',
};

/** Options of a field in a Mongoose schema: elsewhere these are ordinary words. */
export const REFUSED_IN_MODELS: Readonly<Record<string, string>> = { expires: TTL };
