import { ObjectId } from 'bson';
import { classOf, encodeKey } from './key-encoding.ts';
import type { Value } from './values.ts';

/** Negative, zero or positive, in MongoDB's comparison order. */
export function compareValues(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (left instanceof ObjectId && right instanceof ObjectId) {
    return Buffer.compare(left.id, right.id);
  }
  if (typeof left === 'string' && typeof right === 'string') {
    return left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  const byClass = classOf(left) - classOf(right);
  return byClass !== 0 ? byClass : Buffer.compare(encodeKey(left), encodeKey(right));
}

export const equalValues = (left: Value, right: Value): boolean =>
  typeof left === 'string' && typeof right === 'string'
    ? left === right
    : compareValues(left, right) === 0;
