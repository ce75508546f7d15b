import { BSONRegExp } from 'bson';
import type { Collection, Index } from './collection.ts';
import { badValue } from './errors.ts';
import type { Filter } from './filter.ts';
import {
  ABOVE_ALL,
  boundsOf,
  distinct,
  type Interval,
  MAX_POINTS,
  rangeWithin,
} from './index-bounds.ts';
import { holdsEveryMatch, isNull } from './index-eligibility.ts';
import { encodeKey, invertKey } from './key-encoding.ts';
import type { SortField } from './sorting.ts';
import { isDocument, type Value } from './values.ts';

export type Plan =
  | { readonly kind: 'ids'; readonly ids: readonly Buffer[]; readonly sorted: boolean }
  | { readonly kind: 'collection'; readonly reverse: boolean; readonly sorted: boolean }
  | { readonly kind: 'union'; readonly plans: readonly Plan[]; readonly sorted: boolean }
  | IndexPlan;

export interface IndexPlan {
  readonly kind: 'index';
  readonly index: Index;
  readonly intervals: readonly Interval[];
  readonly reverse: boolean;
  readonly sorted: boolean;
  /** Bytes of the fixed beginning of each interval: above 0, the intervals are merged by what follows. */
  readonly merged: readonly number[] | null;
}

const MAX_MERGED = 200;

interface Candidate {
  readonly plan: IndexPlan;
  readonly score: number;
}

interface Walk {
  prefixes: Buffer[];
  intervals: Interval[] | null;
  fixed: number;
  /** Fields whose prefix is one single value. */
  readonly constant: boolean[];
  used: number;
}

function walkFields(index: Index, filter: Filter): Walk {
  const walk: Walk = {
    prefixes: [Buffer.alloc(0)],
    intervals: null,
    fixed: 0,
    constant: [],
    used: 0,
  };
  const arraysEntered = new Set<string>();
  for (const [at, field] of index.fields.entries()) {
    const isArray = (index.arrays & (1 << at)) !== 0;
    const top = field.path[0] ?? '';
    // Two fields of one array: different elements may meet the two conditions.
    const bounds =
      isArray && arraysEntered.has(top) ? null : boundsOf(filter.conditions, field.name, isArray);
    if (!bounds) break;
    if (isArray) arraysEntered.add(top);
    if (bounds.kind === 'ranges') {
      walk.intervals = walk.prefixes.flatMap((prefix) =>
        bounds.ranges.map((range) => rangeWithin(prefix, range, field.descending)),
      );
      walk.used += 1;
      break;
    }
    if (walk.prefixes.length * bounds.points.length > MAX_POINTS) break;
    walk.prefixes = walk.prefixes.flatMap((prefix) =>
      bounds.points.map((point) =>
        Buffer.concat([prefix, field.descending ? invertKey(point) : point]),
      ),
    );
    walk.constant.push(bounds.points.length === 1);
    walk.fixed += 1;
    walk.used += 1;
  }
  return walk;
}

interface Ordering {
  readonly reverse: boolean;
  readonly merged: boolean;
}

/** Whether the order of the index, after its fixed fields, is that of the sort; null when not. */
function orderingOf(index: Index, sort: readonly SortField[], walk: Walk): Ordering | null {
  let next = 0;
  let reverse: boolean | null = null;
  let merged = false;
  for (const [at, field] of index.fields.entries()) {
    const wanted = sort[next];
    if (!wanted) break;
    if ((index.arrays & (1 << at)) !== 0 && wanted.name === field.name) return null;
    if (walk.constant[at]) {
      if (wanted.name === field.name) next += 1;
      continue;
    }
    if (wanted.name === field.name) {
      if (at < walk.fixed && merged) return null;
      const turned = wanted.descending !== field.descending;
      if (reverse !== null && reverse !== turned) return null;
      reverse = turned;
      next += 1;
      continue;
    }
    if (at >= walk.fixed || reverse !== null) return null;
    merged = true;
  }
  return next === sort.length ? { reverse: reverse ?? false, merged } : null;
}

function candidateOf(index: Index, filter: Filter, sort: readonly SortField[]): Candidate | null {
  if (!holdsEveryMatch(index, filter)) return null;
  const walk = walkFields(index, filter);
  let ordering = sort.length > 0 ? orderingOf(index, sort, walk) : null;
  if (ordering?.merged && (walk.prefixes.length > MAX_MERGED || walk.intervals)) ordering = null;
  if (walk.used === 0 && !ordering) return null;
  const intervals =
    walk.intervals ??
    walk.prefixes.map(
      (prefix): Interval => ({ start: prefix, end: Buffer.concat([prefix, ABOVE_ALL]) }),
    );
  const whole = index.unique && walk.fixed === index.fields.length && !walk.intervals;
  const score =
    walk.fixed * 100 +
    (walk.intervals ? 40 : 0) +
    (ordering ? 30 : 0) +
    (whole ? 1000 : 0) -
    index.fields.length;
  return {
    score,
    plan: {
      kind: 'index',
      index,
      intervals: disjoint(intervals),
      reverse: ordering?.reverse ?? false,
      sorted: sort.length === 0 || ordering !== null,
      merged: ordering?.merged
        ? disjoint(intervals).map((interval) => interval.start.length)
        : null,
    },
  };
}

function disjoint(intervals: readonly Interval[]): Interval[] {
  return intervals
    .filter((interval) => Buffer.compare(interval.start, interval.end) < 0)
    .toSorted((left, right) => Buffer.compare(left.start, right.start));
}

/** The plan of a query on `_id` alone values; null when it names none. */
function planOfIds(filter: Filter, sort: readonly SortField[]): Plan | null {
  const bounds = filter.conditions.filter((condition) => condition.path === '_id');
  for (const condition of bounds) {
    const { operand, operator } = condition;
    if (operator === '$eq' && !isNull(operand) && !Array.isArray(operand)) {
      return { kind: 'ids', ids: [encodeKey(operand)], sorted: true };
    }
    if (operator !== '$in' || !Array.isArray(operand)) continue;
    if (operand.some((id) => Array.isArray(id) || id instanceof BSONRegExp)) continue;
    const ids = distinct(operand.map(encodeKey));
    const byId = sort.length === 1 && sort[0]?.name === '_id';
    if (byId && sort[0]?.descending) ids.reverse();
    return { kind: 'ids', ids, sorted: sort.length === 0 || byId || ids.length <= 1 };
  }
  return null;
}

function findHinted(collection: Collection, hint: Value): Index | '$natural' {
  if (isDocument(hint) && hint.has('$natural')) return '$natural';
  if (hint === '_id_' || (isDocument(hint) && hint.size === 1 && hint.has('_id')))
    return collection.idIndex;
  const found = collection.indexes.find((index) =>
    isDocument(hint) ? encodeKey(index.key).equals(encodeKey(hint)) : index.name === hint,
  );
  if (!found)
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  return found;
}

const NATURAL = '$natural';

/**
 * Chooses how to read the documents that may match. The filter is always asked again afterwards, so a
 * plan may read too much but never too little.
 */
export function planQuery(
  collection: Collection,
  filter: Filter,
  sort: readonly SortField[],
  hint: Value,
): Plan {
  const hinted =
    hint === undefined || hint === null || hint === '' ? null : findHinted(collection, hint);
  const natural = sort.find((field) => field.name === NATURAL);
  const scan: Plan = {
    kind: 'collection',
    reverse: natural?.descending ?? isReverseNatural(hint),
    sorted: sort.length === 0 || natural !== undefined,
  };
  if (hinted === '$natural' || natural) return scan;
  if (hinted && hinted !== collection.idIndex) {
    return candidateOf(hinted, filter, sort)?.plan ?? wholeIndex(hinted, filter) ?? scan;
  }
  const ids = planOfIds(filter, sort);
  if (ids) return ids;
  const best = bestCandidate(collection, hinted, filter, sort);
  if (best && best.score >= ONE_EQUALITY) return best.plan;
  return planOfBranches(collection, filter, sort) ?? best?.plan ?? scan;
}

/** What a score is at least when one field has certain values. */
const ONE_EQUALITY = 60;

/** One plan for each branch of an `$or`; null when a branch would read everything. */
function planOfBranches(
  collection: Collection,
  filter: Filter,
  sort: readonly SortField[],
): Plan | null {
  const plans: Plan[] = [];
  for (const branch of filter.alternatives) {
    const conditions = [...branch, ...filter.conditions];
    const alone: Filter = { ...filter, conditions, alternatives: [] };
    const plan = planOfIds(alone, []) ?? bestCandidate(collection, null, alone, [])?.plan;
    if (!plan) return null;
    plans.push(plan);
  }
  return plans.length === 0 ? null : { kind: 'union', plans, sorted: sort.length === 0 };
}

function bestCandidate(
  collection: Collection,
  hinted: Index | null,
  filter: Filter,
  sort: readonly SortField[],
): Candidate | null {
  let best: Candidate | null = null;
  for (const index of hinted ? [hinted] : [collection.idIndex, ...collection.indexes]) {
    const candidate = candidateOf(index, filter, sort);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best;
}

const isReverseNatural = (hint: Value): boolean => isDocument(hint) && hint.get('$natural') === -1;

function wholeIndex(index: Index, filter: Filter): IndexPlan | null {
  if (!holdsEveryMatch(index, filter)) return null;
  const intervals = [{ start: Buffer.alloc(0), end: ABOVE_ALL }];
  return { kind: 'index', index, intervals, reverse: false, sorted: false, merged: null };
}
