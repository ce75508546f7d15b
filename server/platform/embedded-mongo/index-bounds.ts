import { BSONRegExp } from 'bson';
import type { Condition } from './filter.ts';
import { hasIndexRange } from './filter-operators.ts';
import { classOf, encodeKey, invertKey } from './key-encoding.ts';
import type { Value } from './values.ts';

/** Keys from `start` to below `end`. */
export interface Interval {
  readonly start: Buffer;
  readonly end: Buffer;
}

/** Points beyond which conditions no longer narrow an index. */
export const MAX_POINTS = 2000;

/** Above every key that continues a prefix: a string's end, turned round, is FF FF. */
export const ABOVE_ALL = Buffer.from([0xff, 0xff, 0xff]);

/** A place between keys: before all that begin with `key`, or after them. */
interface Boundary {
  readonly key: Buffer;
  readonly after: boolean;
}

interface Range {
  readonly start: Boundary;
  readonly end: Boundary;
}

const before = (key: Buffer): Boundary => ({ key, after: false });
const after = (key: Buffer): Boundary => ({ key, after: true });

/** A lone byte is a class of types, whose values may begin with FF: what follows is the next class. */
function bytesOf(boundary: Boundary): Buffer {
  if (!boundary.after) return boundary.key;
  return boundary.key.length === 1
    ? Buffer.from([boundary.key.readUInt8(0) + 1])
    : Buffer.concat([boundary.key, ABOVE_ALL]);
}

/** What the conditions say of one field: certain values, or a range. */
type Bounds =
  | { readonly kind: 'points'; readonly points: readonly Buffer[] }
  | { readonly kind: 'ranges'; readonly ranges: readonly Range[] };

/** The keys under which documents equal to a value are found; null when an index cannot tell. */
function pointsOf(operand: Value): Buffer[] | null {
  if (operand instanceof BSONRegExp) return null;
  if (Array.isArray(operand)) return [encodeKey(operand[0]), encodeKey(operand)];
  if (operand === undefined) return [encodeKey(null), encodeKey(undefined)];
  if (operand === null) return [encodeKey(null), encodeKey(undefined)];
  return [encodeKey(operand)];
}

export function distinct(keys: readonly Buffer[]): Buffer[] {
  const sorted = keys.toSorted(Buffer.compare);
  return sorted.filter((key, at) => at === 0 || !sorted[at - 1]?.equals(key));
}

function inPoints(operand: Value): Buffer[] | null {
  if (!Array.isArray(operand)) return null;
  const points: Buffer[] = [];
  for (const element of operand) {
    const own = pointsOf(element);
    if (!own) return null;
    points.push(...own);
  }
  return distinct(points);
}

/** The range of one comparison, within the class of its operand. */
function rangeOf(condition: Condition): Range | null {
  const { operand, operator } = condition;
  if (!hasIndexRange(operand)) return null;
  const kind = Buffer.from([classOf(operand)]);
  const key = encodeKey(operand);
  switch (operator) {
    case '$gt':
      return { start: after(key), end: after(kind) };
    case '$gte':
      return { start: before(key), end: after(kind) };
    case '$lt':
      return { start: before(kind), end: before(key) };
    case '$lte':
      return { start: before(kind), end: after(key) };
    default:
      return null;
  }
}

const LITERAL_PREFIX = /^\^([\p{L}\p{N} _@:;,/<>='"!%&~#`-]+)(?![*?{+|])/u;

/** The strings that a pattern such as `^abc` can match, and that very pattern where it is stored. */
function prefixRange(operand: Value): Range[] | null {
  if (!(operand instanceof BSONRegExp) || operand.options !== '') return null;
  if (operand.pattern.includes('|')) return null;
  const found = LITERAL_PREFIX.exec(operand.pattern)?.[1];
  if (!found) return null;
  const key = encodeKey(found);
  // The key ends in 00 00, so cutting that off leaves the beginning of every longer string.
  const start = key.subarray(0, key.length - 2);
  const pattern = encodeKey(operand);
  return [
    { start: before(start), end: after(start) },
    { start: before(pattern), end: after(pattern) },
  ];
}

const compareBoundaries = (left: Boundary, right: Boundary): number =>
  Buffer.compare(bytesOf(left), bytesOf(right));

function intersect(ranges: readonly Range[]): Range | null {
  const [first, ...others] = ranges;
  if (!first) return null;
  return others.reduce(
    (all, range) => ({
      start: compareBoundaries(range.start, all.start) > 0 ? range.start : all.start,
      end: compareBoundaries(range.end, all.end) < 0 ? range.end : all.end,
    }),
    first,
  );
}

/** Bounds of a field. On an array each condition may be met by another element: one is used alone. */
export function boundsOf(
  conditions: readonly Condition[],
  name: string,
  isArray: boolean,
): Bounds | null {
  const own = conditions.filter((condition) => condition.path === name);
  for (const operator of ['$eq', '$in'] as const) {
    for (const condition of own.filter((candidate) => candidate.operator === operator)) {
      const points = operator === '$eq' ? pointsOf(condition.operand) : inPoints(condition.operand);
      if (points && points.length <= MAX_POINTS)
        return { kind: 'points', points: distinct(points) };
    }
  }
  const ranges = own.map(rangeOf).filter((range) => range !== null);
  const range = intersect(isArray ? ranges.slice(0, 1) : ranges);
  if (range) return { kind: 'ranges', ranges: [range] };
  for (const condition of own) {
    const prefix = condition.operator === '$regex' ? prefixRange(condition.operand) : null;
    if (prefix) return { kind: 'ranges', ranges: prefix };
  }
  return null;
}

const inverted = (boundary: Boundary): Boundary => ({
  key: invertKey(boundary.key),
  after: !boundary.after,
});

/** A range after a fixed beginning; in a descending field its ends change places. */
export function rangeWithin(prefix: Buffer, range: Range, descending: boolean): Interval {
  const start = descending ? inverted(range.end) : range.start;
  const end = descending ? inverted(range.start) : range.end;
  return {
    start: Buffer.concat([prefix, bytesOf(start)]),
    end: Buffer.concat([prefix, bytesOf(end)]),
  };
}
