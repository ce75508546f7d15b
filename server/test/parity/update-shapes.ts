import { isDocument, isOperators, pathWord, type Shape, valueWord } from './shape-words.ts';
import { stageShapes } from './stage-shapes.ts';

/** The kinds of changes of an update: `$set path`, `$push {$each, $slice} field`, a replacement. */
export function updateShapes(update: unknown): Shape[] {
  if (Array.isArray(update)) {
    return [updateShape('pipeline'), ...update.flatMap(stageShapes)];
  }
  if (!isDocument(update)) return [];
  if (!isOperators(update)) return [updateShape('replacement')];
  return Object.entries(update).flatMap(([operator, changes]) =>
    Object.entries(isDocument(changes) ? changes : {}).map(([path, change]) =>
      updateShape(`${operator} ${pathWord(path)}${changeWord(operator, change)}`),
    ),
  );
}

/** Operators that read their operand, rather than store it. */
const READING = new Set(['$push', '$addToSet', '$pull', '$currentDate']);

function changeWord(operator: string, change: unknown): string {
  if (!READING.has(operator)) return '';
  if (isOperators(change)) return ` {${Object.keys(change).sort().join(', ')}}`;
  return ` ${valueWord(change)}`;
}

const updateShape = (text: string): Shape => ({ kind: 'updates', text });
