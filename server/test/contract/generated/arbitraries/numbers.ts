import fc from 'fast-check';
import { Decimal128, Double, Int32, Long } from 'mongodb';
import type { NumberValue } from '../model/values.ts';

export const int = (value: number): Int32 => new Int32(value);
export const double = (value: number): Double => new Double(value);
export const long = (text: string): Long => Long.fromString(text);
export const decimal = (text: string): Decimal128 => Decimal128.fromString(text);

/** Small numbers in each type, which collide across types and sum without rounding. */
export const plainNumber: fc.Arbitrary<NumberValue> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 4 }).map(int) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0, 0.5, 1, 1.5, 2, 3).map(double) },
  { weight: 1, arbitrary: fc.constantFrom('-1', '0', '1', '2', '3').map(long) },
  { weight: 1, arbitrary: fc.constantFrom('-1', '0', '0.5', '1', '1.0', '2').map(decimal) },
);

/** Neighbours that a double cannot tell apart, each list around one number. */
const NEIGHBOURS: readonly (readonly NumberValue[])[] = [
  [
    ...[2 ** 53 - 1, 2 ** 53, 2 ** 53 + 2].map(double),
    ...['9007199254740991', '9007199254740992', '9007199254740993'].map(long),
    ...['9007199254740992', '9007199254740992.5', '9007199254740993'].map(decimal),
  ],
  [
    ...[-(2 ** 53), -(2 ** 53) - 2].map(double),
    ...['-9007199254740992', '-9007199254740993', '-9007199254740994'].map(long),
    ...['-9007199254740992.5', '-9007199254740993.0'].map(decimal),
  ],
  [
    Long.MAX_VALUE,
    long('9223372036854775806'),
    ...[2 ** 63, 2 ** 63 - 1024].map(double),
    ...['9223372036854775806.5', '9223372036854775807', '9223372036854775808'].map(decimal),
  ],
  [
    ...[0.1, 0.09999999999999999, 0.10000000000000002].map(double),
    // The exact value of the double 0.1 has more digits than a decimal holds: the last two surround it.
    ...['0.1', '0.10', '0.1000000000000000055511151231257827'].map(decimal),
    ...['0.1000000000000000055511151231257828', '0.1000000000000000055511151231257827'].map(
      decimal,
    ),
  ],
  [
    ...[0, -0, 5e-324, -5e-324].map(double),
    ...['0', '-0', '0E-6176', '1E-6176', '-1E-6176', '4.94E-324', '4.95E-324'].map(decimal),
    int(0),
    long('0'),
  ],
  [
    ...[Number.NaN, Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE].map(double),
    ...['NaN', 'Infinity', '-Infinity', '9E+6144', '-9E+6144', '1.8E+308'].map(decimal),
  ],
];

const edgeNumber: fc.Arbitrary<NumberValue> = fc.constantFrom(
  ...[2 ** 31 - 1, -(2 ** 31)].map(int),
  ...['2147483648', '-9223372036854775808'].map(long),
  ...[1e300, -1e300, -(2 ** 63)].map(double),
  ...['0E+3', '1.50', '1E+3', '9.999999999999999999999999999999999E+6144'].map(decimal),
  ...NEIGHBOURS.flat(),
);

/** Numbers of one such list. */
export const neighbours: fc.Arbitrary<fc.Arbitrary<NumberValue>> = fc
  .constantFrom(...NEIGHBOURS)
  .map((list) => fc.constantFrom(...list));

const wideNumber: fc.Arbitrary<NumberValue> = fc.oneof(
  fc.integer().map(int),
  fc.double().map(double),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -60, max: 60 }))
    .map(([digits, exponent]) => decimal(`${digits}E${exponent}`)),
);

export const anyNumber: fc.Arbitrary<NumberValue> = fc.oneof(
  { weight: 6, arbitrary: plainNumber },
  { weight: 3, arbitrary: edgeNumber },
  { weight: 1, arbitrary: wideNumber },
);
