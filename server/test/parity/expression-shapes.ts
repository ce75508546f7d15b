import { isDocument, type Shape } from './shape-words.ts';

/** The operators of an aggregation expression. */
export function expressionShapes(expression: unknown): Shape[] {
  if (Array.isArray(expression)) return expression.flatMap(expressionShapes);
  if (!isDocument(expression)) return [];
  return Object.entries(expression).flatMap(([name, argument]) => [
    ...(name.startsWith('$') ? [{ kind: 'expressions', text: name } as const] : []),
    ...expressionShapes(argument),
  ]);
}
