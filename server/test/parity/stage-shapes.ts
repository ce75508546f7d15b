import type { Document } from 'bson';
import { expressionShapes } from './expression-shapes.ts';
import { filterShapes } from './filter-shapes.ts';
import { isDocument, type Shape, sortDirections, valueWord } from './shape-words.ts';

/** The kind of one stage of a pipeline, and the filters and expressions in it. */
export function stageShapes(stage: unknown): Shape[] {
  if (!isDocument(stage)) return [];
  return Object.entries(stage).flatMap(([name, argument]) => oneStage(name, argument));
}

function oneStage(name: string, argument: unknown): Shape[] {
  if (name === '$match') return [stageShape('$match'), ...filterShapes(argument)];
  if (!isDocument(argument)) return [stageShape(name)];
  if (name === '$sort') return [stageShape(`$sort ${sortDirections(argument)}`)];
  if (name === '$group') return groupShapes(argument);
  if (name === '$unwind') return [stageShape(`$unwind {${Object.keys(argument).sort()}}`)];
  return [stageShape(name), ...Object.values(argument).flatMap(expressionShapes)];
}

function groupShapes({ _id, ...fields }: Document): Shape[] {
  const accumulators = Object.values(fields).filter(isDocument);
  return [
    stageShape(`$group by ${valueWord(_id)}`),
    ...expressionShapes(_id),
    ...accumulators.flatMap((accumulator) =>
      Object.entries(accumulator).flatMap(([name, argument]) => [
        stageShape(`$group ${name}`),
        ...expressionShapes(argument),
      ]),
    ),
  ];
}

const stageShape = (text: string): Shape => ({ kind: 'stages', text });
