import { Decimal128, Double, Int32, Long } from 'mongodb';
import { type Filter, matches } from './filter.ts';
import { type Ordered, sorted } from './keys.ts';
import { calculate, compareNumbers } from './numbers.ts';
import { compareValues, equalValues } from './order.ts';
import { type Projection, projected } from './projection.ts';
import {
  type Fields,
  isFields,
  isLong,
  isNumber,
  type Maybe,
  type NumberValue,
  Unspecified,
  type Value,
} from './values.ts';

export type Accumulator =
  | '$sum'
  | '$avg'
  | '$min'
  | '$max'
  | '$first'
  | '$last'
  | '$push'
  | '$addToSet';

export type Stage =
  | { readonly kind: '$match'; readonly filter: Filter }
  | { readonly kind: '$sort'; readonly order: readonly Ordered[] }
  | { readonly kind: '$skip' | '$limit'; readonly count: number }
  | { readonly kind: '$project'; readonly projection: Projection }
  | { readonly kind: '$unwind'; readonly path: string; readonly keepsEmpty: boolean }
  | { readonly kind: '$count'; readonly name: string }
  | {
      readonly kind: '$group';
      /** The path to group by, or null for one group of all. */
      readonly by: string | null;
      readonly fields: readonly {
        readonly name: string;
        readonly accumulator: Accumulator;
        readonly path: string;
      }[];
    };

/** The value of `$path`: through an array, the array of what its documents hold. */
function valueThrough(value: Maybe, path: readonly string[]): Maybe {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (isFields(value)) return valueThrough(value.get(name), rest);
  if (!Array.isArray(value)) return undefined;
  if (value.some(Array.isArray)) throw new Unspecified('an expression through arrays in arrays');
  return value.flatMap((element) => {
    const found = valueThrough(element, path);
    return found === undefined ? [] : [found];
  });
}

const rankOfNumber = (value: NumberValue): number => {
  if (value instanceof Decimal128) return 3;
  if (value instanceof Double) return 2;
  return isLong(value) ? 1 : 0;
};

/** Ints and longs sum to the narrowest that was there and that holds the sum; others to the widest. */
function sumOf(numbers: readonly NumberValue[]): NumberValue {
  const widest = Math.max(0, ...numbers.map(rankOfNumber));
  const mixed = widest >= 2 && numbers.some((value) => rankOfNumber(value) !== widest);
  const unsafe = (value: NumberValue): boolean => !Number.isInteger(Number(value) * 4);
  if (widest >= 2 && numbers.some(unsafe))
    throw new Unspecified('how sums of fractions are rounded');
  if (widest === 3 && mixed) throw new Unspecified('how numbers become decimals');
  const total = numbers.reduce<bigint>(
    (sum, value) => sum + (widest < 2 ? BigInt(value.toString()) : 0n),
    0n,
  );
  if (widest < 2) {
    if (BigInt.asIntN(64, total) !== total) return new Double(Number(total));
    const narrow = widest === 0 && BigInt.asIntN(32, total) === total;
    return narrow ? new Int32(Number(total)) : Long.fromBigInt(total);
  }
  if (numbers.some((value) => Math.abs(Number(value)) > 2 ** 40)) {
    throw new Unspecified('how large sums are rounded');
  }
  return numbers.reduce((sum, value) => calculate('$inc', sum, value));
}

/** A decimal as soon as one number is a decimal, else a double; null of nothing. */
function averageOf(numbers: readonly NumberValue[]): Value {
  const [first] = numbers;
  if (!first) return null;
  const total = sumOf(numbers);
  if (Math.abs(Number(total)) > 2 ** 50) throw new Unspecified('how large sums are rounded');
  const mean = Number(total) / numbers.length;
  if (!(total instanceof Decimal128)) return new Double(mean);
  if (!Number.isInteger(mean * 2 ** 20)) throw new Unspecified('how a decimal quotient is rounded');
  return Decimal128.fromString(String(mean));
}

function accumulated(accumulator: Accumulator, values: readonly Maybe[]): Value {
  const present = values.filter((value) => value !== undefined);
  const known = present.filter((value) => value !== null);
  const least = (sign: number): Value =>
    known.toSorted((left, right) => compareValues(left, right) * sign)[0] ?? null;
  switch (accumulator) {
    case '$sum':
      return sumOf(values.filter(isNumber));
    case '$avg':
      return averageOf(values.filter(isNumber));
    case '$min':
      return least(1);
    case '$max':
      return least(-1);
    case '$first':
      return values[0] ?? null;
    case '$last':
      return values.at(-1) ?? null;
    case '$push':
      return present;
    case '$addToSet':
      return present.filter(
        (value, at) => present.findIndex((other) => equalValues(other, value)) === at,
      );
  }
}

function grouped(
  documents: readonly Fields[],
  stage: Extract<Stage, { kind: '$group' }>,
): Fields[] {
  const groups: { readonly id: Value; readonly members: Fields[] }[] = [];
  for (const document of documents) {
    const id = stage.by === null ? null : (valueThrough(document, stage.by.split('.')) ?? null);
    const group = groups.find((other) => equalValues(other.id, id));
    if (group) group.members.push(document);
    else groups.push({ id, members: [document] });
  }
  return groups.map(({ id, members }) => {
    const results = stage.fields.map(({ name, accumulator, path }): [string, Value] => [
      name,
      accumulated(
        accumulator,
        members.map((member) => valueThrough(member, path.split('.'))),
      ),
    ]);
    return new Map([['_id', id], ...results]);
  });
}

/** One document for each element; what is no array counts as one element. */
function unwound(document: Fields, path: string, keepsEmpty: boolean): Fields[] {
  const value = document.get(path);
  if (value === undefined || value === null) return keepsEmpty ? [document] : [];
  if (!Array.isArray(value)) return [document];
  if (value.length > 0) return value.map((element) => new Map(document).set(path, element));
  const rest = new Map(document);
  rest.delete(path);
  return keepsEmpty ? [rest] : [];
}

function applied(documents: readonly Fields[], stage: Stage): Fields[] {
  switch (stage.kind) {
    case '$match':
      return documents.filter((document) => matches(document, stage.filter));
    case '$sort':
      return sorted(documents, stage.order);
    case '$skip':
      return documents.slice(stage.count);
    case '$limit':
      return documents.slice(0, stage.count);
    case '$project':
      return documents.map((document) => projected(document, stage.projection));
    case '$unwind':
      return documents.flatMap((document) => unwound(document, stage.path, stage.keepsEmpty));
    case '$group':
      return grouped(documents, stage);
    case '$count':
      return documents.length === 0 ? [] : [new Map([[stage.name, new Int32(documents.length)]])];
  }
}

/** The documents that come out of a pipeline; those of `$group` in no particular order. */
export const aggregated = (documents: readonly Fields[], stages: readonly Stage[]): Fields[] =>
  stages.reduce<Fields[]>((current, stage) => applied(current, stage), [...documents]);

/** Numbers of one type and value are the same result, however a decimal is written. */
export const sameResult = (left: Value, right: Value): boolean =>
  isNumber(left) && isNumber(right)
    ? rankOfNumber(left) === rankOfNumber(right) && compareNumbers(left, right) === 0
    : equalValues(left, right);
