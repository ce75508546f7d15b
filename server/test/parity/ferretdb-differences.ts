/** Where FerretDB departs from MongoDB's documentation, which Trame follows. */
export interface KnownDifference {
  readonly mongodb: string;
  readonly ferretdb: string;
  /** FerretDB's own page or issue about it. */
  readonly known?: string;
  /** A race: the test may also pass, which means nothing. */
  readonly unsteady?: true;
  /** The tests that show it, by their whole name, without the name of the store. */
  readonly tests: readonly string[];
}

const PAGE = 'https://docs.ferretdb.io/v1.24/diff';
const issue = (number: number) => `https://github.com/FerretDB/FerretDB/issues/${number}`;

/** FerretDB 1.24 with SQLite. What is not here must pass; what no longer fails is told by each run. */
export const FERRETDB_DIFFERENCES: readonly KnownDifference[] = [
  {
    mongodb: 'A write of one document is atomic, its filter included.',
    ferretdb: 'reads, computes, then writes: another write in between is lost or made twice',
    known: issue(3040),
    unsteady: true,
    tests: [
      'concurrency > [EM4] of updates that ask for the same revision, one is made',
      'concurrency > [EM4] a task is taken once',
      'concurrency > [EM4] no increment is lost',
      'libraries > [EM14] Agenda runs a job once',
      'writing documents > [DO13] ten changes at once all hold',
      'the live session > [SE4] a doubled or late command is refused and changes nothing',
    ],
  },
  {
    mongodb: 'A taken key refuses a write, or the making of the index, with code 11000.',
    ferretdb: 'answers 11000 to inserts only; updates and createIndexes get code 1',
    tests: [
      'writes > [EM4] a mixed batch goes on after a refusal when it has no order',
      'findAndModify > [EM10] a taken key refuses the change and leaves the document',
      'indexes > [EM10] a unique index refuses an update to a taken key',
      'indexes > [EM10] a unique index is not made over keys that are there twice',
    ],
  },
  {
    mongodb: 'A unique index takes a missing field for null: one such document.',
    ferretdb: 'takes any number of documents without the field',
    tests: [
      'indexes > [EM10] a missing field is the key null',
      'BSON types > [EM10] null and a missing field: one unique key, one answer',
    ],
  },
  {
    mongodb: 'The error 11000 tells keyPattern and keyValue.',
    ferretdb: 'tells neither, and another message',
    tests: ['indexes > [EM10] a refused key is told with its pattern, its value and a message'],
  },
  {
    mongodb: 'An index on an array has one key for each element.',
    ferretdb:
      'has one key for the whole array, so it neither refuses a taken element nor two arrays',
    tests: [
      'indexes > [EM10] a unique index on an array refuses each of its elements',
      'indexes > [EM10] an index on two arrays side by side is refused',
    ],
  },
  {
    mongodb: 'expireAfterSeconds makes a TTL index.',
    ferretdb: 'is refused: not implemented',
    known: issue(2415),
    tests: ['indexes > [EM10] a TTL index is kept with its seconds'],
  },
  {
    mongodb: 'partialFilterExpression makes a partial index.',
    ferretdb: 'is refused: not implemented',
    known: issue(2448),
    tests: ['indexes > [EM10] a partial index leaves out documents that its filter does not find'],
  },
  {
    mongodb: 'explain with executionStats tells what a plan examined.',
    ferretdb: 'tells the SQL instead',
    tests: [
      'indexes > [EM12] pages by _id read no more than a page',
      'indexes > [EM12] a lookup by index reads one of many',
    ],
  },
  {
    mongodb: 'Arrays may hold arrays.',
    ferretdb: 'refuses the document',
    known: PAGE,
    tests: [
      'documents > [EM1] an array in an array comes back',
      'queries > [EM7] an element that is an array',
      'queries > [EM7] $elemMatch does not enter an array in the array',
      'queries > [EM7] an $elemMatch in an $elemMatch does',
      'updates > [EM9] $pull leaves arrays that hold the value',
    ],
  },
  {
    mongodb: 'Decimal128 is a type like the others.',
    ferretdb: 'closes the connection',
    tests: [
      'documents > [EM1] a decimal comes back with its digits',
      'updates > [EM9] a decimal stays one',
      'queries > [EM7] $mod reckons with whole numbers beyond what a double holds',
    ],
  },
  {
    mongodb: 'A document is refused when an update makes it larger than 16 MiB.',
    ferretdb: 'stores it',
    tests: ['documents > [EM6] an update that makes a document too large is refused'],
  },
  {
    mongodb: 'An upsert starts from the equalities of its filter, those inside $and too.',
    ferretdb: 'leaves those inside $and out',
    tests: ['documents > [EM3] an upsert starts from the equalities inside $and too'],
  },
  {
    mongodb: 'A projection may take a part of an array ($slice); findAndModify has projections.',
    ferretdb: 'is refused: not implemented',
    tests: [
      'documents > [EM1] a projection takes a part of an array',
      'findAndModify > [EM3] a projection is of the document that is given',
    ],
  },
  {
    mongodb: 'A hint of an index that does not exist is refused.',
    ferretdb: 'takes no notice of hints',
    tests: ['administration > [EM8] a hint of an index that is not there is refused'],
  },
  {
    mongodb: 'endSessions ends sessions.',
    ferretdb: 'does not know the command',
    tests: ['administration > [EM14] sessions end when they are told to'],
  },
  {
    mongodb: '$elemMatch asks all its conditions of one element, a document or a value.',
    ferretdb: 'asks them of any elements, and knows no fields in it',
    tests: [
      'queries > [EM7] $elemMatch binds one element',
      'queries > [EM7] $elemMatch on documents',
    ],
  },
  {
    mongodb: 'A filter that is none is refused with code 2.',
    ferretdb: 'looks at a filter only once there is a document',
    tests: [
      'queries > [EM8] refused: an unknown operator',
      'queries > [EM8] refused: an unknown operator at the top',
      'queries > [EM8] refused: $in of no array',
      'queries > [EM8] refused: $or of nothing',
      'queries > [EM8] refused: a pattern that is none',
    ],
  },
  {
    mongodb: '$unset of an element leaves null in its place.',
    ferretdb: 'takes the element out',
    tests: ['updates > [EM9] $unset of an element'],
  },
  {
    mongodb: '$push takes $position, $slice and $sort beside $each.',
    ferretdb: 'takes no notice of them',
    tests: [
      'updates > [EM9] $push with each modifier',
      'updates > [EM9] $push at a position',
      'updates > [EM9] $push keeps the last',
      'updates > [EM9] $push sorts by arrays as a whole',
    ],
  },
  {
    mongodb: '$pull takes out what meets a condition.',
    ferretdb: 'takes out equal values only',
    tests: ['updates > [EM9] $pull by condition', 'updates > [EM9] $pull documents'],
  },
  {
    mongodb: 'An update names elements by $, $[] and $[name], or is a pipeline.',
    ferretdb: 'is refused: not implemented',
    tests: [
      'updates > [EM9] every element',
      'updates > [EM9] the element that the query found',
      'updates > [EM9] the elements that a filter of their own finds',
      'updates > [EM9] updates by a pipeline',
    ],
  },
  {
    mongodb: '$group has $min, $max, $avg, $first, $last and $push.',
    ferretdb: 'is refused: it has $sum and $count',
    known: issue(1467),
    tests: [
      'aggregation > [EM13] $min of a group',
      'aggregation > [EM13] $max of a group',
      'aggregation > [EM13] $avg of a group',
      'aggregation > [EM13] $first of a group',
      'aggregation > [EM13] $last of a group',
      'aggregation > [EM13] $push of a group',
      'aggregation > [EM13] sums and averages keep the widest type',
    ],
  },
  {
    mongodb: 'A $group may have several accumulators.',
    ferretdb: 'computes the first, and gives zero for the others',
    tests: ['aggregation > [EM13] $match, $group, $sort'],
  },
  {
    mongodb: 'Expressions compute from fields: $multiply, $concat, $size, $cond, $ifNull, $gt.',
    ferretdb: 'is refused: not implemented',
    known: issue(1917),
    tests: [
      'queries > [EM7] $expr',
      'aggregation > [EM13] $group with an expression',
      'aggregation > [EM13] $project with $multiply',
      'aggregation > [EM13] $project with $concat',
      'aggregation > [EM13] $project with $size',
      'aggregation > [EM13] $cond',
      'aggregation > [EM13] $ifNull',
    ],
  },
  {
    mongodb: '$addFields takes expressions and paths.',
    ferretdb: 'stores the name of a field as text, and takes no notice of a path',
    tests: ['aggregation > [EM13] $addFields', 'aggregation > [EM13] $addFields below a new field'],
  },
  {
    mongodb: 'Pipelines have $replaceRoot, $sample and $unwind with options.',
    ferretdb: 'is refused: not implemented',
    known: issue(1917),
    tests: [
      'aggregation > [EM13] $replaceRoot',
      'aggregation > [EM13] $sample takes as many as asked',
      'aggregation > [EM13] $unwind keeping the empty',
    ],
  },
  {
    mongodb:
      'Unknown stages and accumulators have the codes 40324 and 15952, a change stream 40573.',
    ferretdb: 'answers 40234 and 238',
    tests: [
      'aggregation > [EM8] refused: an unknown stage',
      'aggregation > [EM8] refused: an unknown accumulator',
      'aggregation > [EM8] refused: a change stream without a replica set',
    ],
  },
  {
    mongodb: 'An update that is none is refused, whether or not it finds a document.',
    ferretdb:
      'looks at an update only once there is a document, and takes no notice of paths in arrays',
    tests: [
      'updates > [EM8] refused where nothing matches: $inc by text',
      'updates > [EM8] refused where nothing matches: $mul by null',
      'updates > [EM8] refused where nothing matches: $push of what is no list',
      'updates > [EM8] refused where nothing matches: $pull by an unknown operator',
      'updates > [EM8] refused: $rename out of an array',
      'updates > [EM8] refused: $rename into an array',
    ],
  },
  {
    mongodb: 'Below a scalar in an array there is no missing field.',
    ferretdb: 'finds it missing',
    tests: ['queries > [EM7] below a scalar in an array nothing is missing'],
  },
  {
    mongodb:
      'An order by two fields takes both from one element, and refuses two arrays side by side.',
    ferretdb: 'orders each field for itself',
    tests: [
      'queries > [EM7] in a sort, fields of one element go together, and a scalar has none',
      'queries > [EM8] a sort by two arrays side by side is refused',
    ],
  },
  {
    mongodb:
      'Regular expressions, and bytes of two subtypes, are values like others in order and in keys.',
    ferretdb: 'orders patterns as they come, and takes bytes of two subtypes for one key',
    tests: [
      'BSON types > [EM7] values of type regex in order, up and down',
      'BSON types > [EM10] two unique keys: bytes of two subtypes',
    ],
  },
  {
    mongodb: 'Infinity is a number.',
    ferretdb: 'refuses the document',
    known: PAGE,
    tests: ['BSON types > [EM10] one unique key: infinity of two types'],
  },
  {
    mongodb:
      'A collection may hold values of all BSON types, decimals, minKey, maxKey and symbols among them.',
    ferretdb: 'closes the connection on one of these types, and on NaN',
    tests: [
      'BSON types > [EM1] minKey comes back as it was stored',
      'BSON types > [EM1] double comes back as it was stored',
      'BSON types > [EM1] decimal comes back as it was stored',
      'BSON types > [EM1] maxKey comes back as it was stored',
      'BSON types > [EM7] values of type minKey in order, up and down',
      'BSON types > [EM7] values of type double in order, up and down',
      'BSON types > [EM7] values of type decimal in order, up and down',
      'BSON types > [EM7] values of type maxKey in order, up and down',
      'BSON types > [EM7] minKey is found by the name and the number of its type',
      'BSON types > [EM7] null is found by the name and the number of its type',
      'BSON types > [EM7] double is found by the name and the number of its type',
      'BSON types > [EM7] decimal is found by the name and the number of its type',
      'BSON types > [EM7] int is found by the name and the number of its type',
      'BSON types > [EM7] long is found by the name and the number of its type',
      'BSON types > [EM7] string is found by the name and the number of its type',
      'BSON types > [EM7] object is found by the name and the number of its type',
      'BSON types > [EM7] binData is found by the name and the number of its type',
      'BSON types > [EM7] objectId is found by the name and the number of its type',
      'BSON types > [EM7] bool is found by the name and the number of its type',
      'BSON types > [EM7] date is found by the name and the number of its type',
      'BSON types > [EM7] timestamp is found by the name and the number of its type',
      'BSON types > [EM7] regex is found by the name and the number of its type',
      'BSON types > [EM7] maxKey is found by the name and the number of its type',
      'BSON types > [EM7] $type number, array, and types of elements',
      'BSON types > [EM7] all types sort one after the other, with and without an index',
      'BSON types > [EM15] numbers of all types sort by their exact value',
      'BSON types > [EM10] one unique key: int and decimal',
      'BSON types > [EM10] one unique key: decimals written in two ways',
      'BSON types > [EM10] one unique key: long and decimal beyond 2^53',
      'BSON types > [EM10] one unique key: zero of two types',
      'BSON types > [EM10] one unique key: NaN of two types',
      'BSON types > [EM10] one unique key: string and symbol',
      'BSON types > [EM10] two unique keys: decimal 0.1 and double 0.1',
      'BSON types > [EM10] identifiers that are equal numbers are the same',
      'BSON types > [EM1] types that few write come back too',
    ],
  },
  {
    mongodb: 'Whatever is stored and asked comes out as the manual says: cases made at random.',
    ferretdb: 'most cases hold something named here, or a type on which it closes the connection',
    unsteady: true,
    tests: [
      'generated cases > [EM1] generated: each document comes back byte for byte',
      'generated cases > [EM7] generated: sorted documents, with and without an index',
      'generated cases > [EM15] generated: numbers by their exact value across types',
      'generated cases > [EM7] generated order: text',
      'generated cases > [EM7] generated order: bytes',
      'generated cases > [EM7] generated order: identifiers, dates and timestamps',
      'generated cases > [EM7] generated order: documents',
      'generated cases > [EM7] generated order: arrays',
      'generated cases > [EM7] generated filters: equality, $eq and $ne',
      'generated cases > [EM7] generated filters: $gt, $gte, $lt and $lte',
      'generated cases > [EM7] generated filters: $in and $nin',
      'generated cases > [EM7] generated filters: $exists and $type',
      'generated cases > [EM7] generated filters: $size and $all',
      'generated cases > [EM7] generated filters: $elemMatch',
      'generated cases > [EM7] generated filters: $mod',
      'generated cases > [EM7] generated filters: $regex',
      'generated cases > [EM7] generated filters: $not',
      'generated cases > [EM7] generated filters: $and, $or and $nor with everything else',
      'generated cases > [EM12] generated: a filter finds the same by any index',
      'generated cases > [EM9] generated updates: $set and $unset',
      'generated cases > [EM9] generated updates: $rename',
      'generated cases > [EM9] generated updates: $inc and $mul',
      'generated cases > [EM9] generated updates: $min and $max',
      'generated cases > [EM9] generated updates: $push',
      'generated cases > [EM9] generated updates: $addToSet',
      'generated cases > [EM9] generated updates: $pop',
      'generated cases > [EM9] generated updates: $pull',
      'generated cases > [EM9] generated updates: all operators together',
      'generated cases > [EM3] generated upserts',
      'generated cases > [EM2] generated sequences of operations end alike',
      'generated cases > [EM13] generated pipelines: $match, $sort, $skip and $limit',
      'generated cases > [EM13] generated pipelines: $project',
      'generated cases > [EM13] generated pipelines: $unwind',
      'generated cases > [EM13] generated pipelines: $group',
      'generated cases > [EM13] generated pipelines: $unwind and $group',
      'generated cases > [EM13] generated pipelines: $count',
    ],
  },
];
