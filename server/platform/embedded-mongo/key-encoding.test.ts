import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCompoundKey, encodeKey } from './key-encoding.ts';
import { isNumeric, type Value } from './values.ts';

/** The order of types, from the manual, written anew: nothing here comes from the encoding. */
function rank(value: Value): number {
  if (value instanceof MinKey) return 0;
  if (value === undefined) return 1;
  if (value === null) return 2;
  if (isNumeric(value)) return 3;
  if (typeof value === 'string') return 4;
  if (value instanceof Map) return 5;
  if (Array.isArray(value)) return 6;
  if (value instanceof Binary) return 7;
  if (value instanceof ObjectId) return 8;
  if (typeof value === 'boolean') return 9;
  if (value instanceof Date) return 10;
  if (value instanceof Timestamp) return 11;
  if (value instanceof BSONRegExp) return 12;
  return 13;
}

/** A fraction that equals the number: numerator over a power of two or ten. */
function fraction(text: string): [bigint, bigint] {
  const [mantissa = '0', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '0', part = ''] = mantissa.split('.');
  const numerator = BigInt(`${whole}${part}`);
  const power = Number(exponent) - part.length;
  return power >= 0 ? [numerator * 10n ** BigInt(power), 1n] : [numerator, 10n ** BigInt(-power)];
}

function exactFraction(value: Value): [bigint, bigint] | number {
  if (typeof value === 'number') return [BigInt(value), 1n];
  if (value instanceof Long) return [BigInt(value.toString()), 1n];
  if (value instanceof Decimal128) {
    const text = value.toString();
    return /\d/.test(text) ? fraction(text) : Number(text);
  }
  const number = value instanceof Double ? value.value : Number.NaN;
  if (!Number.isFinite(number)) return number;
  // Doubling is exact: after enough of it every double is whole.
  let scaled = number;
  let denominator = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return [BigInt(scaled), denominator];
}

function compareNumbers(left: Value, right: Value): number {
  const [a, b] = [exactFraction(left), exactFraction(right)];
  const place = (value: [bigint, bigint] | number): number =>
    typeof value !== 'number' ? 0 : Number.isNaN(value) ? -2 : value < 0 ? -1 : 1;
  if (place(a) !== place(b)) return place(a) - place(b);
  if (typeof a === 'number' || typeof b === 'number') return 0;
  const difference = a[0] * b[1] - b[0] * a[1];
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const compareText = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

function compareLists(left: readonly Value[], right: readonly Value[]): number {
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const order = reference(left[at], right[at]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareDocuments(left: Map<string, Value>, right: Map<string, Value>): number {
  const [a, b] = [[...left], [...right]];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [nameA = '', valueA] = a[at] ?? [];
    const [nameB = '', valueB] = b[at] ?? [];
    const order =
      rank(valueA) - rank(valueB) || compareText(nameA, nameB) || reference(valueA, valueB);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** MongoDB's order of two values, written from the manual. */
function reference(left: Value, right: Value): number {
  const byType = rank(left) - rank(right);
  if (byType !== 0) return byType;
  if (isNumeric(left)) return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (typeof left === 'boolean') return Number(left) - Number(right);
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (left instanceof ObjectId && right instanceof ObjectId) {
    return compareText(left.toHexString(), right.toHexString());
  }
  if (left instanceof Timestamp && right instanceof Timestamp) return left.compare(right);
  if (left instanceof Binary && right instanceof Binary) {
    return (
      left.position - right.position ||
      left.sub_type - right.sub_type ||
      Buffer.compare(left.value(), right.value())
    );
  }
  if (left instanceof BSONRegExp && right instanceof BSONRegExp) {
    return compareText(left.pattern, right.pattern) || compareText(left.options, right.options);
  }
  if (left instanceof Map && right instanceof Map) return compareDocuments(left, right);
  return Array.isArray(left) && Array.isArray(right) ? compareLists(left, right) : 0;
}

const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: -40, max: 20 }))
  .map(([digits, exponent]) => Decimal128.fromStringWithRounding(`${digits}E${exponent}`));

const someNumber: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer(),
  fc.double().map((value) => new Double(value)),
  fc.double({ min: -4, max: 4, noNaN: true }).map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map((value) => Long.fromBigInt(value)),
  fc.constantFrom(2 ** 53, 2 ** 53 + 2, 0.1, -0).map((value) => new Double(value)),
  decimalText,
  fc
    .constantFrom(
      '0.1',
      '0.10',
      '1',
      '9007199254740993',
      '-0',
      'NaN',
      'Infinity',
      '-Infinity',
      '1E-6000',
      '9E+6000',
    )
    .map((text) => Decimal128.fromString(text)),
);

const scalar: fc.Arbitrary<Value> = fc.oneof(
  someNumber,
  fc.string({ maxLength: 4 }),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', 'ab', 'é', '𝄞', '\uffff'),
  fc.constantFrom<Value>(null, undefined, true, false, new MinKey(), new MaxKey()),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes, bytes.length % 2)),
  fc.tuple(fc.nat(3), fc.nat(3)).map(([t, i]) => new Timestamp({ t, i })),
  fc.constantFrom(new BSONRegExp('a', 'i'), new BSONRegExp('a', ''), new BSONRegExp('b', '')),
);

const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', '1'), tie('value')), { maxLength: 3 })
      .map((entries): Value => new Map(entries)),
  ),
})).value;

describe('keys', () => {
  test('[EM15] bytes order as values do', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const bytes = Buffer.compare(encodeKey(left), encodeKey(right));
        expect(bytes).toBe(Math.sign(reference(left, right)));
      }),
      { numRuns: 3000 },
    );
  });

  test('[EM15] numbers order across their types', () => {
    fc.assert(
      fc.property(someNumber, someNumber, (left, right) => {
        const bytes = Buffer.compare(encodeKey(left), encodeKey(right));
        expect(bytes).toBe(Math.sign(reference(left, right)));
      }),
      { numRuns: 3000 },
    );
  });

  test('[EM15] tuples order by their fields, each up or down', () => {
    const pair = fc.tuple(anyValue, scalar);
    fc.assert(
      fc.property(pair, pair, fc.tuple(fc.boolean(), fc.boolean()), (left, right, descending) => {
        const bytes = Buffer.compare(
          encodeCompoundKey(left, descending),
          encodeCompoundKey(right, descending),
        );
        const signs = descending.map((down) => (down ? -1 : 1));
        const first = Math.sign(reference(left[0], right[0])) * (signs[0] ?? 1);
        const second = Math.sign(reference(left[1], right[1])) * (signs[1] ?? 1);
        expect(bytes).toBe(first || second || 0);
      }),
      { numRuns: 1500 },
    );
  });
});
