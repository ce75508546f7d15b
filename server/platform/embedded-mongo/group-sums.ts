import { Decimal128, Double, Long } from 'bson';
import { add, divideDecimal, integer } from './numbers.ts';
import { isNumeric, type NumericValue, toNumber, type Value } from './values.ts';

/** Gathers the values of one field of a group. */
export interface Accumulator {
  add(value: Value): void;
  result(): Value;
}

/** The numbers of a group, those of each type apart: whole numbers sum without rounding. */
class Total {
  #whole = 0n;
  #hasLong = false;
  #double: number | null = null;
  #decimal: Decimal128 | null = null;
  count = 0;

  add(value: Value): void {
    if (!isNumeric(value)) return;
    this.count += 1;
    if (value instanceof Decimal128) this.#decimal = asDecimal(add(this.#decimal ?? ZERO, value));
    else if (value instanceof Double) this.#double = (this.#double ?? 0) + value.value;
    else if (value instanceof Long) {
      this.#hasLong = true;
      this.#whole += value.toBigInt();
    } else this.#whole += BigInt(value);
  }

  /** In the widest type that was there; whole numbers that 64 bits do not hold become a double. */
  get value(): NumericValue {
    const whole = integer(this.#whole, this.#hasLong) ?? new Double(Number(this.#whole));
    const rest = this.#double === null ? whole : new Double(this.#double + toNumber(whole));
    return this.#decimal ? add(this.#decimal, rest) : rest;
  }
}

const ZERO = Decimal128.fromString('0');

const asDecimal = (value: NumericValue): Decimal128 =>
  value instanceof Decimal128 ? value : Decimal128.fromString(value.toString());

export function sum(): Accumulator {
  const total = new Total();
  return { add: (value) => total.add(value), result: () => total.value };
}

/** A decimal when one was among the numbers, else a double; null of no numbers. */
export function average(): Accumulator {
  const total = new Total();
  return {
    add: (value) => total.add(value),
    result: () => {
      const { count, value } = total;
      if (count === 0) return null;
      if (value instanceof Decimal128) return divideDecimal(value, count);
      return new Double(toNumber(value) / count);
    },
  };
}
