import { Decimal128, Double, Long } from 'bson';
import { badValue } from './errors.ts';
import { type NumericValue, toNumber } from './values.ts';

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/** The exact finite number `coefficient × 10^exponent`. */
export interface ExactDecimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const DECIMAL_FORM = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/;

/** Reads the text of a finite Decimal128; null for NaN and the infinities. */
function readDecimal(text: string): ExactDecimal | null {
  const parts = DECIMAL_FORM.exec(text);
  if (!parts) return null;
  const fraction = parts[3] ?? '';
  const coefficient = BigInt(`${parts[2]}${fraction}`);
  return {
    coefficient: parts[1] === '-' ? -coefficient : coefficient,
    exponent: Number(parts[4] ?? 0) - fraction.length,
  };
}

const doubleBits = new DataView(new ArrayBuffer(8));

/** The exact decimal expansion of a finite double: every binary fraction has a finite one. */
export function exactDouble(value: number): ExactDecimal {
  doubleBits.setFloat64(0, value);
  const bits = doubleBits.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (biased === 0 ? 1 : biased) - 1075;
  const signed = value < 0 ? -mantissa : mantissa;
  return power >= 0
    ? { coefficient: signed << BigInt(power), exponent: 0 }
    : { coefficient: signed * 5n ** BigInt(-power), exponent: power };
}

/** The exact value of a number; null for NaN and the infinities. */
export function exactOf(value: NumericValue): ExactDecimal | null {
  if (typeof value === 'number') return { coefficient: BigInt(value), exponent: 0 };
  if (value instanceof Long) return { coefficient: value.toBigInt(), exponent: 0 };
  if (value instanceof Decimal128) return readDecimal(value.toString());
  return Number.isFinite(value.value) ? exactDouble(value.value) : null;
}

/** The number without its fraction; null for NaN, infinities and what 64 bits do not hold. */
export function wholeOf(value: NumericValue): bigint | null {
  if (value instanceof Long) return value.toBigInt();
  const rough = toNumber(value);
  if (Number.isNaN(rough) || Math.abs(rough) > 2 ** 64) return null;
  if (!(value instanceof Decimal128)) return within64Bits(BigInt(Math.trunc(rough)));
  const { coefficient, exponent } = exactOf(value) ?? { coefficient: 0n, exponent: 0 };
  // Below the first digit nothing whole is left, however small the exponent.
  const power = 10n ** BigInt(Math.min(Math.abs(exponent), 40));
  return within64Bits(exponent < 0 ? coefficient / power : coefficient * power);
}

const within64Bits = (value: bigint): bigint | null =>
  value < LONG_MIN || value > LONG_MAX ? null : value;

/** Both coefficients at one exponent, so that they compare and add as integers. */
export function aligned(left: ExactDecimal, right: ExactDecimal): [bigint, bigint, number] {
  const exponent = Math.min(left.exponent, right.exponent);
  return [
    left.coefficient * 10n ** BigInt(left.exponent - exponent),
    right.coefficient * 10n ** BigInt(right.exponent - exponent),
    exponent,
  ];
}

function decimalResult(left: NumericValue, right: NumericValue, multiply: boolean): Decimal128 {
  const a = exactOf(left);
  const b = exactOf(right);
  if (!a || !b) {
    const rough = multiply ? toNumber(left) * toNumber(right) : toNumber(left) + toNumber(right);
    return Decimal128.fromString(String(rough));
  }
  if (multiply) {
    const text = `${a.coefficient * b.coefficient}E${a.exponent + b.exponent}`;
    return Decimal128.fromStringWithRounding(text);
  }
  const [x, y, exponent] = aligned(a, b);
  return Decimal128.fromStringWithRounding(`${x + y}E${exponent}`);
}

/** int32, or long when asked for or needed; null beyond 64 bits. */
export function integer(value: bigint, long: boolean): NumericValue | null {
  if (within64Bits(value) === null) return null;
  const fits = value >= -0x80000000n && value <= 0x7fffffffn;
  return fits && !long ? Number(value) : Long.fromBigInt(value);
}

/** A quotient to 34 digits, written as short as its exact form allows. `divisor` is a count above 0. */
export function divideDecimal(dividend: Decimal128, divisor: number): Decimal128 {
  const exact = exactOf(dividend);
  if (!exact) return dividend;
  let coefficient = exact.coefficient * 10n ** 40n;
  let exponent = exact.exponent - 40;
  const remainder = coefficient % BigInt(divisor);
  coefficient /= BigInt(divisor);
  if (remainder !== 0n) {
    // One more digit tells the rounding that something follows.
    const sign = remainder < 0n ? -1n : 1n;
    return Decimal128.fromStringWithRounding(`${coefficient * 10n + sign}E${exponent - 1}`);
  }
  while (exponent < exact.exponent && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return Decimal128.fromStringWithRounding(`${coefficient}E${exponent}`);
}

function combine(left: NumericValue, right: NumericValue, multiply: boolean): NumericValue {
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    return decimalResult(left, right, multiply);
  }
  if (left instanceof Double || right instanceof Double) {
    const [a, b] = [toNumber(left), toNumber(right)];
    return new Double(multiply ? a * b : a + b);
  }
  const [a, b] = [
    left instanceof Long ? left.toBigInt() : BigInt(left),
    right instanceof Long ? right.toBigInt() : BigInt(right),
  ];
  const long = left instanceof Long || right instanceof Long;
  const result = integer(multiply ? a * b : a + b, long);
  if (result === null) throw badValue('integer overflow of a 64-bit number');
  return result;
}

/** Sum in the widest type of the two, as `$inc`. Throws BadValue beyond 64 bits. */
export const add = (left: NumericValue, right: NumericValue): NumericValue =>
  combine(left, right, false);

/** Product in the widest type of the two, as `$mul`. Throws BadValue beyond 64 bits. */
export const multiply = (left: NumericValue, right: NumericValue): NumericValue =>
  combine(left, right, true);
