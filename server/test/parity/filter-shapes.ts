import { expressionShapes } from './expression-shapes.ts';
import { isDocument, isOperators, listOf, pathWord, type Shape, valueWord } from './shape-words.ts';

const LOGICAL = new Set(['$and', '$or', '$nor']);

/** The kinds of conditions of a filter: `field {$gt, $lt}`, `path = value`, `$or`. */
export function filterShapes(filter: unknown): Shape[] {
  if (!isDocument(filter)) return [];
  const conditions = Object.entries(filter);
  if (conditions.length === 0) return [{ kind: 'filters', text: 'everything' }];
  return conditions.flatMap(([key, condition]) => {
    if (LOGICAL.has(key)) {
      return [filterShape(key), ...listOf(condition).flatMap(filterShapes)];
    }
    if (key === '$expr') return [filterShape(key), ...expressionShapes(condition)];
    return key.startsWith('$') ? [filterShape(key)] : fieldShapes(key, condition);
  });
}

function fieldShapes(path: string, condition: unknown): Shape[] {
  if (!isOperators(condition)) {
    return [filterShape(`${pathWord(path)} = ${valueWord(condition)}`)];
  }
  const operators = Object.keys(condition).sort().join(', ');
  return [filterShape(`${pathWord(path)} {${operators}}`), ...innerShapes(condition)];
}

/** The filters inside `$elemMatch` and `$not`. */
function innerShapes({ $elemMatch, $not }: { $elemMatch?: unknown; $not?: unknown }): Shape[] {
  const inside = [$elemMatch, $not].filter(isDocument);
  return inside.flatMap((inner) =>
    isOperators(inner) ? fieldShapes('', inner) : filterShapes(inner),
  );
}

const filterShape = (text: string): Shape => ({ kind: 'filters', text });
