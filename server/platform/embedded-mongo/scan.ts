import { decodeDocument, decodeFields } from './bson-decode.ts';
import type { Collection, KeyRow, StoredDocument } from './collection.ts';
import type { Filter } from './filter.ts';
import type { Interval } from './index-bounds.ts';
import type { IndexPlan, Plan } from './planner.ts';
import { type Sorted, type SortField, sortAll, sortKey } from './sorting.ts';
import type { Document } from './values.ts';

/** What reading a query cost, for explain. */
export interface Examined {
  keys: number;
  documents: number;
}

const FIRST_PAGE = 32;
const LARGEST_PAGE = 1024;

/** Sizes of the pages of one reading: small at first, since most readings stop early. */
function* pageSizes(wanted: number): Generator<number, never> {
  for (let size = wanted > 0 ? Math.min(wanted, LARGEST_PAGE) : FIRST_PAGE; ; ) {
    yield size;
    size = Math.min(Math.max(size * 2, FIRST_PAGE), LARGEST_PAGE);
  }
}
const LAST_ROW = Number.MAX_SAFE_INTEGER;

/**
 * The documents that a plan reads, in its order. Each page is a query of its own, so a cursor may rest
 * between pages while documents change, as in MongoDB. `wanted` is how many will probably do; 0 when that
 * is not known.
 */
export function* readPlan(
  collection: Collection,
  plan: Plan,
  examined: Examined,
  wanted = 0,
): Generator<StoredDocument> {
  switch (plan.kind) {
    case 'ids':
      for (const id of plan.ids) {
        examined.keys += 1;
        const found = collection.byId(id);
        if (!found) continue;
        examined.documents += 1;
        yield found;
      }
      return;
    case 'collection':
      yield* readRows(collection, plan.reverse, examined, wanted);
      return;
    case 'union': {
      const seen = new Set<number>();
      for (const part of plan.plans) {
        for (const stored of readPlan(collection, part, examined, wanted)) {
          if (seen.has(stored.row)) continue;
          seen.add(stored.row);
          yield stored;
        }
      }
      return;
    }
    case 'index':
      yield* readIndexPlan(collection, plan, examined, wanted);
  }
}

function* readRows(
  collection: Collection,
  reverse: boolean,
  examined: Examined,
  wanted: number,
): Generator<StoredDocument> {
  let from = reverse ? LAST_ROW : -1;
  for (const size of pageSizes(wanted)) {
    const page = collection.pageOfRows(from, size, reverse);
    for (const stored of page) {
      examined.documents += 1;
      from = stored.row;
      yield stored;
    }
    if (page.length < size) return;
  }
}

function* readInterval(
  collection: Collection,
  plan: IndexPlan,
  interval: Interval,
  examined: Examined,
  wanted: number,
): Generator<KeyRow> {
  let position = { key: plan.reverse ? interval.end : interval.start, row: -1 };
  const end = plan.reverse ? interval.start : interval.end;
  for (const size of pageSizes(wanted)) {
    const page = collection.pageOfIndex(plan.index, position, end, size, plan.reverse);
    for (const entry of page) {
      examined.keys += 1;
      position = entry;
      yield entry;
    }
    if (page.length < size) return;
  }
}

function* readIntervals(
  collection: Collection,
  plan: IndexPlan,
  examined: Examined,
  wanted: number,
): Generator<KeyRow> {
  const intervals = plan.reverse ? plan.intervals.toReversed() : plan.intervals;
  for (const interval of intervals)
    yield* readInterval(collection, plan, interval, examined, wanted);
}

/** Takes from each interval in turn whichever comes first in the order after its fixed beginning. */
function* mergeIntervals(
  collection: Collection,
  plan: IndexPlan,
  fixed: readonly number[],
  examined: Examined,
  wanted: number,
): Generator<KeyRow> {
  const heads = plan.intervals.flatMap((interval, at) => {
    const source = readInterval(collection, plan, interval, examined, wanted);
    const first = source.next();
    return first.done ? [] : [{ source, entry: first.value, skip: fixed[at] ?? 0 }];
  });
  const sign = plan.reverse ? -1 : 1;
  while (heads.length > 0) {
    const least = heads.reduce((best, head) => {
      const order = Buffer.compare(
        head.entry.key.subarray(head.skip),
        best.entry.key.subarray(best.skip),
      );
      return order * sign < 0 ? head : best;
    });
    yield least.entry;
    const next = least.source.next();
    if (next.done) heads.splice(heads.indexOf(least), 1);
    else least.entry = next.value;
  }
}

function* readIndexPlan(
  collection: Collection,
  plan: IndexPlan,
  examined: Examined,
  wanted: number,
): Generator<StoredDocument> {
  const source = plan.merged
    ? mergeIntervals(collection, plan, plan.merged, examined, wanted)
    : readIntervals(collection, plan, examined, wanted);
  // Without arrays a document has one entry, which lies in one interval.
  const seen = plan.index.arrays === 0 ? null : new Set<number>();
  for (const entry of source) {
    if (seen?.has(entry.row)) continue;
    seen?.add(entry.row);
    examined.documents += 1;
    yield entry;
  }
}

export interface QueryRun {
  readonly collection: Collection;
  readonly plan: Plan;
  readonly filter: Filter;
  readonly sort: readonly SortField[];
  readonly skip: number;
  /** 0 is without limit. */
  readonly limit: number;
}

/** Decodes no more of a document than the filter looks at. */
export function matches(filter: Filter, bytes: Buffer): boolean {
  if (filter.fields?.size === 0) return filter.test(new Map());
  const document = filter.fields ? decodeFields(bytes, filter.fields) : decodeDocument(bytes);
  return filter.test(document);
}

function* readMatches(run: QueryRun, examined: Examined): Generator<StoredDocument> {
  // Only where the plan keeps the order do the first ones read settle the answer.
  const wanted = run.plan.sorted && run.limit > 0 ? run.skip + run.limit : 0;
  for (const stored of readPlan(run.collection, run.plan, examined, wanted)) {
    if (matches(run.filter, stored.bytes)) yield stored;
  }
}

function* withSortKeys(run: QueryRun, examined: Examined): Generator<Sorted<StoredDocument>> {
  const fields = new Set(run.sort.map((field) => field.path[0] ?? ''));
  for (const stored of readMatches(run, examined)) {
    const document: Document = decodeFields(stored.bytes, fields);
    yield { key: sortKey(document, run.sort), item: stored };
  }
}

/** The documents that a query answers, in order. */
export function* runQuery(run: QueryRun, examined: Examined): Generator<StoredDocument> {
  const inOrder = run.plan.sorted
    ? readMatches(run, examined)
    : sortAll(withSortKeys(run, examined), run.limit === 0 ? 0 : run.skip + run.limit);
  let position = 0;
  for (const stored of inOrder) {
    position += 1;
    if (position <= run.skip) continue;
    yield stored;
    if (run.limit > 0 && position >= run.skip + run.limit) return;
  }
}
