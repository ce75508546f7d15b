import { modulesOf } from './module-facts.ts';
import { placeOf } from './place.ts';
import { report, type SourceTree, type Violation } from './source-tree.ts';

const SUBSET =
  'Trame runs on the embedded store and on every MongoDB-compatible server, so queries stay inside what they share.';

const FORBIDDEN_WORDS: Readonly<Record<string, string>> = {
  $lookup: `${SUBSET} Read the other collection with a second query by its ids.`,
  $graphLookup: `${SUBSET} Store the path of the tree, or read level by level.`,
  $unionWith: `${SUBSET} Make two queries.`,
  $facet: `${SUBSET} Make one query for each list.`,
  $merge: `${SUBSET} Read, then write with bulkWrite.`,
  $out: `${SUBSET} Read, then write with bulkWrite.`,
  $text: `${SUBSET} Full text goes through the search feature and its terms.`,
  $where: `${SUBSET} $where also runs text as code on the server.`,
  $function: `${SUBSET} $function also runs text as code on the server.`,
  expireAfterSeconds:
    'No TTL index in our models: when something expires is a rule of Trame, carried out by a job, at a time that tests can set.',
  partialFilterExpression:
    'No partial index in our models: compatible servers differ on them. Index a field that is always there.',
};

const FORBIDDEN_CALLS: Readonly<Record<string, string>> = {
  watch:
    'No change stream: they need a replica set. A change is announced by the mutation, on the bus.',
  startTransaction:
    'No transaction over several documents: a mutation touches one document, or is idempotent and repaired by a job.',
  withTransaction:
    'No transaction over several documents: a mutation touches one document, or is idempotent and repaired by a job.',
};

/** Whether the store is only asked for what every store of ours can answer. */
export function checkQueries(tree: SourceTree): Violation[] {
  return modulesOf(tree)
    .filter(({ path }) => talksToStore(path))
    .flatMap(({ path, words, calls }) => [
      ...words.flatMap(({ value, line }) => violation(path, line, value, FORBIDDEN_WORDS)),
      ...calls
        .filter(({ value }) => value.name.includes('.'))
        .flatMap(({ value, line }) =>
          violation(path, line, value.name.split('.').at(-1) ?? '', FORBIDDEN_CALLS),
        ),
    ]);
}

function talksToStore(path: string): boolean {
  const { tree, room, part, workshop } = placeOf(path);
  if (tree !== 'server' || workshop) return false;
  return room === 'features' || (room === 'platform' && part === 'persistence');
}

function violation(
  file: string,
  line: number,
  word: string,
  forbidden: Readonly<Record<string, string>>,
): Violation[] {
  if (!Object.hasOwn(forbidden, word)) return [];
  return [{ file, line, message: `“${word}”: ${forbidden[word]}` }];
}

if (import.meta.main) report(checkQueries);
