import type { Index } from './collection.ts';
import type { Condition, Filter } from './filter.ts';
import { hasIndexRange } from './filter-operators.ts';
import { encodeKey } from './key-encoding.ts';
import { isDocument, type Value } from './values.ts';

export const isNull = (value: Value): boolean => value === null || value === undefined;

/** True when whatever meets the condition is a value other than null. */
const impliesPresence = (condition: Condition): boolean => {
  if (condition.operator === '$eq') return !isNull(condition.operand);
  if (condition.operator === '$in') {
    return Array.isArray(condition.operand) && !condition.operand.some(isNull);
  }
  return condition.operator === '$regex' || hasIndexRange(condition.operand);
};

/** A sparse or partial index holds every match only when the query says so. */
export function holdsEveryMatch(index: Index, filter: Filter): boolean {
  if (index.sparse) {
    return filter.conditions.some(
      (condition) =>
        impliesPresence(condition) && index.fields.some((field) => field.name === condition.path),
    );
  }
  const partial = index.partial;
  if (!partial) return true;
  return [...partial.document].every(([name, wanted]) =>
    impliedField(partial.filter, name, wanted, filter),
  );
}

/** Whether a query's conditions on a field can only be met by values that the partial filter accepts. */
function impliedField(partial: Filter, name: string, wanted: Value, filter: Filter): boolean {
  if (name.startsWith('$')) return false;
  const own = filter.conditions.filter((condition) => condition.path === name);
  const accepts = (value: Value): boolean => acceptsAlone(partial, name, value);
  return own.some((condition) => {
    if (condition.operator === '$eq') return accepts(condition.operand);
    if (condition.operator === '$in') {
      return Array.isArray(condition.operand) && condition.operand.every(accepts);
    }
    if (!isDocument(wanted) || wanted.size !== 1) return false;
    const same = wanted.get(condition.operator);
    if (same !== undefined) return encodeKey(same).equals(encodeKey(condition.operand));
    return wanted.get('$exists') === true && impliesPresence(condition);
  });
}

function acceptsAlone(partial: Filter, name: string, value: Value): boolean {
  // Null is also met by documents without the field, which the partial filter may leave out.
  if (name.includes('.') || Array.isArray(value) || isNull(value)) return false;
  const others = [...(partial.fields ?? [])].filter((field) => field !== name);
  // Judged with this field alone: a filter on several fields is only used when each is implied.
  return others.length === 0 && partial.test(new Map([[name, value]]));
}
