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
    tests: ['indexes > [EM10] a missing field is the key null'],
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
    ],
  },
  {
    mongodb: 'Decimal128 is a type like the others.',
    ferretdb: 'closes the connection',
    tests: [
      'documents > [EM1] a decimal comes back with its digits',
      'updates > [EM9] a decimal stays one',
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
];
