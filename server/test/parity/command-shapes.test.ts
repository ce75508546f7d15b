import { ObjectId } from 'bson';
import { describe, expect, test } from 'vitest';
import { commandShapes } from './command-shapes.ts';

const shapes = (command: object, answer: object = { ok: 1 }) =>
  commandShapes(command, answer).map(({ kind, text }) => `${kind}: ${text}`);

describe('the shape of a command', () => {
  test('has its options, filter, order and projection, without names and values', () => {
    const find = {
      find: 'posts',
      filter: { topic: 'a', at: { $lt: 5, $gte: 1 }, 'author.id': { $in: [1] }, state: null },
      sort: { at: -1, _id: 1 },
      projection: { title: 1, _id: 0 },
      limit: 20,
      singleBatch: true,
      lsid: {},
      $db: 'trame',
    };
    expect(shapes(find)).toEqual([
      'commands: find(filter, limit, projection, singleBatch=true, sort)',
      'filters: field = value',
      'filters: field {$gte, $lt}',
      'filters: path {$in}',
      'filters: field = null',
      'sorts: (-1, 1)',
      'projections: _id 0, field 1',
    ]);
  });

  test('has one line for each statement of a write, and its error codes', () => {
    const update = {
      update: 'posts',
      updates: [
        { q: { _id: new ObjectId() }, u: { $set: { 'a.b': 1 }, $push: { c: { $each: [] } } } },
        { q: {}, u: { a: 1 }, upsert: true },
      ],
      ordered: false,
      writeConcern: { w: 'majority', j: true },
    };
    const answer = { ok: 1, writeErrors: [{ index: 1, code: 11000 }] };
    expect(shapes(update, answer)).toEqual([
      'commands: update(ordered=false, updates, writeConcern{j=true w=majority})',
      'commands: update one(q, u)',
      'filters: _id = value',
      'updates: $set path',
      'updates: $push field {$each}',
      'commands: update one(q, u, upsert=true)',
      'filters: everything',
      'updates: replacement',
      'errors: update write 11000',
    ]);
  });

  test('has the stages and expressions of a pipeline', () => {
    const pipeline = [
      { $match: { $or: [{ a: { $not: { $gt: 1 } } }, { b: { $elemMatch: { c: 1 } } }] } },
      { $group: { _id: '$a', n: { $sum: { $multiply: ['$b', 2] } } } },
      { $sort: { n: -1 } },
    ];
    expect(shapes({ aggregate: 'posts', pipeline, cursor: {} })).toEqual([
      'commands: aggregate(cursor, pipeline)',
      'stages: $match',
      'filters: $or',
      'filters: field {$not}',
      'filters: field {$gt}',
      'filters: field {$elemMatch}',
      'filters: field = value',
      'stages: $group by value',
      'stages: $group $sum',
      'expressions: $multiply',
      'stages: $sort (-1)',
    ]);
  });

  test('has the kind of each index, and the code of a refusal', () => {
    const indexes = [{ key: { a: 1, b: -1 }, name: 'x', unique: true, expireAfterSeconds: 5 }];
    expect(shapes({ createIndexes: 'posts', indexes }, { ok: 0, code: 86 })).toEqual([
      'commands: createIndexes(indexes)',
      'indexes: (1, -1) expireAfterSeconds, unique=true',
      'errors: createIndexes 86',
    ]);
  });

  test('is nothing for a greeting', () => {
    expect(shapes({ hello: 1, maxAwaitTimeMS: 10 })).toEqual([]);
  });
});
