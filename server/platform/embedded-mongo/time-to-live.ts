import type { Collection, Index } from './collection.ts';
import type { Engine } from './engine.ts';
import { compileFilter } from './filter.ts';
import { planQuery } from './planner.ts';
import { runQuery } from './scan.ts';

/** Documents that one sweep removes from a collection at most; the next goes on. */
const LARGEST_SWEEP = 5000;

function sweepIndex(collection: Collection, index: Index, now: number): number {
  if (index.expireAfterSeconds === null) return 0;
  const before = new Date(now - index.expireAfterSeconds * 1000);
  const filter = compileFilter(
    new Map([[index.fields[0]?.name ?? '', new Map([['$lte', before]])]]),
  );
  // An array expires by its least date, which any of its dates finds.
  const plan = planQuery(collection, filter, [], index.partial ? undefined : index.name);
  const run = { collection, plan, filter, sort: [], skip: 0, limit: LARGEST_SWEEP };
  const expired = [...runQuery(run, { keys: 0, documents: 0 })];
  for (const stored of expired) collection.remove(stored);
  return expired.length;
}

/** Removes what TTL indexes say has expired, in one transaction; answers how many documents. */
export function sweepExpired(engine: Engine): number {
  const { storage } = engine;
  const due = storage
    .collections()
    .flatMap((collection) => collection.indexes.map((index) => ({ collection, index })))
    .filter(({ index }) => index.expireAfterSeconds !== null);
  if (due.length === 0) return 0;
  storage.begin();
  try {
    let removed = 0;
    for (const { collection, index } of due) removed += sweepIndex(collection, index, engine.now());
    storage.commit();
    return removed;
  } catch (error) {
    storage.rollback();
    throw error;
  }
}
