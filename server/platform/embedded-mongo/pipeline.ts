import { CommandError, failedToParse, typeMismatch } from './errors.ts';
import { compileExpression, type Expression } from './expressions.ts';
import { compileFilter } from './filter.ts';
import { compileGroup } from './group.ts';
import { compileProjection } from './projection.ts';
import { readSort, sortAll, sortKey } from './sorting.ts';
import {
  type Document,
  fromCount,
  isDocument,
  isNumeric,
  isTruthy,
  toNumber,
  type Value,
} from './values.ts';

/** Turns documents into documents, one at a time where it can. */
type Stage = (source: Iterable<Document>) => Iterable<Document>;

type Compiler = (operand: Value, random: () => number) => Stage;

const mapping = (change: (document: Document) => Document): Stage =>
  function* mapped(source) {
    for (const document of source) yield change(document);
  };

function needDocument(operand: Value, stage: string): Document {
  if (!isDocument(operand)) throw typeMismatch(`the ${stage} specification must be an object`);
  return operand;
}

function wholeNumber(operand: Value, stage: string, least: number): number {
  const number = isNumeric(operand) ? toNumber(operand) : Number.NaN;
  if (!Number.isInteger(number) || number < least) {
    throw new CommandError(
      15958,
      `invalid argument to ${stage} stage: expected a whole number from ${least}`,
    );
  }
  return number;
}

const match: Compiler = (operand) => {
  const filter = compileFilter(needDocument(operand, '$match'));
  return function* matched(source) {
    for (const document of source) if (filter.test(document)) yield document;
  };
};

const sort: Compiler = (operand) => {
  const fields = readSort(needDocument(operand, '$sort'));
  if (fields.length === 0)
    throw new CommandError(15976, '$sort stage must have at least one sort key');
  return function* sorted(source) {
    const keyed = Iterator.from(source).map((item) => ({ key: sortKey(item, fields), item }));
    yield* sortAll(keyed, 0);
  };
};

const skip: Compiler = (operand) => {
  const number = wholeNumber(operand, '$skip', 0);
  return (source) => Iterator.from(source).drop(number);
};

const limit: Compiler = (operand) => {
  const number = wholeNumber(operand, '$limit', 1);
  return (source) => Iterator.from(source).take(number);
};

const project: Compiler = (operand) => {
  const specification = needDocument(operand, '$project');
  const projection = compileProjection(specification);
  if (!projection)
    throw new CommandError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  return mapping(projection);
};

/** Each path is computed from the document as it was before the stage. */
function addTo(target: Value, path: readonly string[], value: Value): Value {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(target)) return target.map((element) => addTo(element, path, value));
  const result: Document = isDocument(target) ? new Map(target) : new Map();
  const inner = rest.length === 0 ? value : addTo(result.get(name), rest, value);
  if (inner === undefined) result.delete(name);
  else result.set(name, inner);
  return result;
}

/** `{ a: { b: 1 } }` adds `a.b`, and keeps the other fields of `a`. */
function flatFields(
  specification: Document,
  prefix: readonly string[],
): [readonly string[], Expression][] {
  return [...specification].flatMap(([name, operand]): [readonly string[], Expression][] => {
    const path = [...prefix, ...name.split('.')];
    if (path.includes(''))
      throw new CommandError(40353, 'FieldPath must not contain empty components');
    const first = isDocument(operand) ? operand.keys().next().value : undefined;
    if (isDocument(operand) && first !== undefined && !first.startsWith('$'))
      return flatFields(operand, path);
    return [[path, compileExpression(operand)]];
  });
}

const addFields: Compiler = (operand) => {
  const fields = flatFields(needDocument(operand, '$addFields'), []);
  return mapping((document) => {
    let result: Value = document;
    for (const [path, compute] of fields) result = addTo(result, path, compute(document));
    return isDocument(result) ? result : document;
  });
};

const unset: Compiler = (operand) => {
  const names = Array.isArray(operand) ? operand : [operand];
  const excluded: Document = new Map();
  for (const name of names) {
    if (typeof name !== 'string' || name === '')
      throw new CommandError(31002, '$unset needs a string or an array of strings');
    excluded.set(name, 0);
  }
  const projection = compileProjection(excluded);
  return mapping((document) => projection?.(document) ?? document);
};

const replaceWith: Compiler = (operand) => {
  const compute = compileExpression(operand);
  return mapping((document) => {
    const result = compute(document);
    if (isDocument(result)) return result;
    throw new CommandError(40228, "'newRoot' expression must evaluate to an object");
  });
};

const replaceRoot: Compiler = (operand, random) =>
  replaceWith(needDocument(operand, '$replaceRoot').get('newRoot'), random);

const count: Compiler = (operand) => {
  if (typeof operand !== 'string' || operand === '' || /^\$|\.|\0/.test(operand)) {
    throw new CommandError(40156, 'the count field must be a non-empty string without $ or .');
  }
  return function* counted(source) {
    let total = 0;
    for (const _ of source) total += 1;
    if (total > 0) yield new Map([[operand, fromCount(total)]]);
  };
};

const sample: Compiler = (operand, random) => {
  const size = wholeNumber(needDocument(operand, '$sample').get('size'), '$sample', 1);
  return function* sampled(source) {
    // Reservoir sampling (Vitter, algorithm R): one pass, `size` documents held.
    const kept: Document[] = [];
    let seen = 0;
    for (const document of source) {
      seen += 1;
      if (kept.length < size) kept.push(document);
      else {
        const at = Math.floor(random() * seen);
        if (at < size) kept[at] = document;
      }
    }
    yield* kept;
  };
};

function readUnwind(operand: Value): { path: string; index: string | null; preserve: boolean } {
  const path = isDocument(operand) ? operand.get('path') : operand;
  if (typeof path !== 'string' || !/^\$[^$]/.test(path)) {
    throw new CommandError(28818, "path option to $unwind stage should be prefixed with a '$'");
  }
  const index = isDocument(operand) ? operand.get('includeArrayIndex') : undefined;
  const preserve = isDocument(operand) && isTruthy(operand.get('preserveNullAndEmptyArrays'));
  return { path: path.slice(1), index: typeof index === 'string' ? index : null, preserve };
}

function plainValue(document: Document, path: readonly string[]): Value {
  return path.reduce<Value>(
    (value, name) => (isDocument(value) ? value.get(name) : undefined),
    document,
  );
}

const unwind: Compiler = (operand) => {
  const { path, index, preserve } = readUnwind(operand);
  const parts = path.split('.');
  const withValue = (document: Document, value: Value, at: number | null): Document => {
    const placed = addTo(document, parts, value);
    const indexed = index === null ? placed : addTo(placed, index.split('.'), at);
    return isDocument(indexed) ? indexed : document;
  };
  return function* unwound(source) {
    for (const document of source) {
      const value = plainValue(document, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (const [at, element] of value.entries()) yield withValue(document, element, at);
      } else if (Array.isArray(value)) {
        if (preserve) yield withValue(document, undefined, null);
      } else if (value !== undefined && value !== null) yield withValue(document, value, null);
      else if (preserve) yield index === null ? document : withValue(document, value, null);
    }
  };
};

const group: Compiler = (operand) => compileGroup(needDocument(operand, '$group'));

const STAGES: ReadonlyMap<string, Compiler> = new Map<string, Compiler>([
  ['$match', match],
  ['$sort', sort],
  ['$skip', skip],
  ['$limit', limit],
  ['$project', project],
  ['$addFields', addFields],
  ['$set', addFields],
  ['$unset', unset],
  ['$replaceRoot', replaceRoot],
  ['$replaceWith', replaceWith],
  ['$count', count],
  ['$sample', sample],
  ['$unwind', unwind],
  ['$group', group],
]);

export interface NamedStage {
  readonly name: string;
  readonly operand: Value;
}

/** The stages of a pipeline by name. Throws 40324 for one that is not known here. */
export function readPipeline(pipeline: Value): NamedStage[] {
  if (!Array.isArray(pipeline))
    throw typeMismatch("'pipeline' option must be specified as an array");
  if (pipeline.length > 1000)
    throw new CommandError(7749501, 'Pipeline length must be no longer than 1000 stages.');
  return pipeline.map((stage) => {
    if (!isDocument(stage))
      throw typeMismatch("Each element of the 'pipeline' array must be an object");
    const [first] = stage;
    if (!first || stage.size !== 1) {
      throw new CommandError(
        40323,
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    const [name, operand] = first;
    if (name === '$changeStream') {
      throw new CommandError(40573, 'The $changeStream stage is only supported on replica sets');
    }
    if (!STAGES.has(name))
      throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
    return { name, operand };
  });
}

/** Compiles stages into one. */
export function compileStages(stages: readonly NamedStage[], random: () => number): Stage {
  const compiled = stages.map(({ name, operand }) => STAGES.get(name)?.(operand, random));
  return (source) =>
    compiled.reduce<Iterable<Document>>(
      (documents, stage) => stage?.(documents) ?? documents,
      source,
    );
}

const UPDATE_STAGES = new Set([
  '$set',
  '$addFields',
  '$unset',
  '$project',
  '$replaceRoot',
  '$replaceWith',
]);

/** An update by a pipeline: stages that change one document at a time. */
export function compileUpdatePipeline(pipeline: Value[]): (document: Document) => Document {
  const stages = readPipeline(pipeline);
  const wrong = stages.find(({ name }) => !UPDATE_STAGES.has(name));
  if (wrong) throw new CommandError(72, `${wrong.name} is not allowed to be used within an update`);
  if (stages.length === 0) throw failedToParse('an update pipeline must not be empty');
  const stage = compileStages(stages, Math.random);
  return (document) => {
    const [result] = stage([document]);
    if (!result) return document;
    // `_id` stays where it is unless a stage names another.
    return result.has('_id') || !document.has('_id')
      ? result
      : new Map([['_id', document.get('_id')], ...result]);
  };
}
