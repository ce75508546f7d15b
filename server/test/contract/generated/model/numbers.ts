import { Decimal128, Double, Int32, Long } from 'mongodb';
import { isLong, type NumberValue, Refusal, Unspecified } from './values.ts';

/** The exact finite number `coefficient × 2^twos × 10^tens`. */
interface Exact {
  readonly coefficient: bigint;
  readonly twos: number;
  readonly tens: number;
}

type Quantity = Exact | 'NaN' | 'Infinity' | '-Infinity';

function quantityOfDouble(value: number): Quantity {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  let [scaled, twos] = [value, 0];
  // Doubling is exact, and after enough of it every double is whole.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    twos -= 1;
  }
  return { coefficient: BigInt(scaled), twos, tens: 0 };
}

function quantityOfDecimal(value: Decimal128): Quantity {
  const text = value.toString();
  if (text === 'NaN' || text === 'Infinity' || text === '-Infinity') return text;
  const [digits = '', exponent = '0'] = text.split('E');
  const [whole = '', fraction = ''] = digits.split('.');
  return {
    coefficient: BigInt(whole + fraction),
    twos: 0,
    tens: Number(exponent) - fraction.length,
  };
}

function quantityOf(value: NumberValue): Quantity {
  if (value instanceof Double) return quantityOfDouble(value.value);
  if (value instanceof Decimal128) return quantityOfDecimal(value);
  const coefficient = value instanceof Int32 ? BigInt(value.value) : value.toBigInt();
  return { coefficient, twos: 0, tens: 0 };
}

function compareExact(left: Exact, right: Exact): number {
  const twos = Math.min(left.twos, right.twos);
  const tens = Math.min(left.tens, right.tens);
  const whole = ({ coefficient, ...powers }: Exact): bigint =>
    coefficient * 2n ** BigInt(powers.twos - twos) * 10n ** BigInt(powers.tens - tens);
  const [a, b] = [whole(left), whole(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

const PLACES: readonly (Quantity | 'finite')[] = ['NaN', '-Infinity', 'finite', 'Infinity'];

/** By exact value across types; NaN equals itself and is below every other number. */
export function compareNumbers(left: NumberValue, right: NumberValue): number {
  const [a, b] = [quantityOf(left), quantityOf(right)];
  if (typeof a !== 'string' && typeof b !== 'string') return compareExact(a, b);
  const place = (quantity: Quantity): number =>
    PLACES.indexOf(typeof quantity === 'string' ? quantity : 'finite');
  return place(a) - place(b);
}

export const isNaNValue = (value: NumberValue): boolean => quantityOf(value) === 'NaN';

/** Towards zero; null where there is no such 64-bit integer. */
export function truncated(value: NumberValue): bigint | null {
  const quantity = quantityOf(value);
  if (typeof quantity === 'string') return null;
  const { coefficient, twos, tens } = quantity;
  const power = 10n ** BigInt(Math.abs(tens));
  const shifted = (tens < 0 ? coefficient / power : coefficient * power) / 2n ** BigInt(-twos);
  return BigInt.asIntN(64, shifted) === shifted ? shifted : null;
}

export type Arithmetic = '$inc' | '$mul';

function decimalResult(kind: Arithmetic, left: NumberValue, right: NumberValue): Decimal128 {
  // How a double becomes a decimal, and how NaN and infinities combine, the manual leaves open.
  const [a, b] = [left, right].map((value) =>
    value instanceof Double ? 'Infinity' : quantityOf(value),
  );
  if (!a || !b || typeof a === 'string' || typeof b === 'string') {
    throw new Unspecified('a decimal with a double or without end');
  }
  const tens = kind === '$mul' ? a.tens + b.tens : Math.min(a.tens, b.tens);
  const scaled = ({ coefficient, tens: own }: Exact): bigint =>
    coefficient * 10n ** BigInt(own - tens);
  const sum = kind === '$mul' ? a.coefficient * b.coefficient : scaled(a) + scaled(b);
  const digits = sum.toString().replace('-', '').length;
  if (digits > 34 || Math.abs(tens) > 6000) throw new Unspecified('a rounded decimal');
  return Decimal128.fromString(`${sum}E${tens}`);
}

function asDouble(value: NumberValue): number {
  if (value instanceof Double || value instanceof Int32) return value.value;
  return Number(value.toString());
}

function integerResult(kind: Arithmetic, left: Int32 | Long, right: Int32 | Long): NumberValue {
  const [a, b] = [BigInt(left.toString()), BigInt(right.toString())];
  const result = kind === '$mul' ? a * b : a + b;
  if (BigInt.asIntN(64, result) !== result) throw new Refusal(2, 'overflow of 64 bits');
  const narrow = !isLong(left) && !isLong(right) && BigInt.asIntN(32, result) === result;
  return narrow ? new Int32(Number(result)) : Long.fromBigInt(result);
}

/** Sum or product in the wider type of the two: int, long, double, decimal. */
export function calculate(kind: Arithmetic, left: NumberValue, right: NumberValue): NumberValue {
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    return decimalResult(kind, left, right);
  }
  if (!(left instanceof Double) && !(right instanceof Double)) {
    return integerResult(kind, left, right);
  }
  const [a, b] = [asDouble(left), asDouble(right)];
  return new Double(kind === '$mul' ? a * b : a + b);
}
