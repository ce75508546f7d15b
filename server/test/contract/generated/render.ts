import type { Document } from 'mongodb';
import type { Stage } from './model/aggregate.ts';
import type { Filter, Test } from './model/filter.ts';
import type { Ordered } from './model/keys.ts';
import type { Projection } from './model/projection.ts';
import type { Change, Update } from './model/update.ts';
import type { Pull, Push } from './model/update-arrays.ts';

/** What the model computes with, as the driver sends it. */

function renderTest(test: Test): readonly [string, unknown] {
  switch (test.operator) {
    case 'equals':
      return ['$eq', test.value];
    case '$in':
    case '$nin':
    case '$all':
      return [test.operator, test.values];
    case '$exists':
      return ['$exists', test.wanted];
    case '$type':
      return ['$type', test.types];
    case '$size':
      return ['$size', test.size];
    case '$mod':
      return ['$mod', [test.divisor, test.remainder]];
    case '$regex':
      return ['$regex', test.regex];
    case '$not':
    case '$elemMatch':
      return [test.operator, renderTests(test.tests)];
    case '$elemMatch document':
      return ['$elemMatch', renderFilter(test.where)];
    default:
      return [test.operator, test.value];
  }
}

const renderTests = (tests: readonly Test[]): Document => Object.fromEntries(tests.map(renderTest));

function renderField(tests: readonly Test[]): unknown {
  const [only] = tests;
  return only?.operator === 'equals' ? only.value : renderTests(tests);
}

export function renderFilter({ fields, logical }: Filter): Document {
  return Object.fromEntries([
    ...fields.map(({ path, tests }) => [path, renderField(tests)]),
    ...logical.map(({ operator, branches }) => [operator, branches.map(renderFilter)]),
  ]);
}

export const renderOrder = (order: readonly Ordered[]): Document => Object.fromEntries(order);

export const renderProjection = ({ keeps, paths, id }: Projection): Document => ({
  ...Object.fromEntries(paths.map((path) => [path, keeps ? 1 : 0])),
  ...(id ? {} : { _id: 0 }),
});

function renderPush({ values, modifiers }: Push): unknown {
  if (!modifiers) return values[0];
  const { position, slice, sort } = modifiers;
  return {
    $each: values,
    ...(position === undefined ? {} : { $position: position }),
    ...(slice === undefined ? {} : { $slice: slice }),
    ...(sort
      ? { $sort: sort.field === null ? sort.direction : { [sort.field]: sort.direction } }
      : {}),
  };
}

function renderPull({ condition }: Pull): unknown {
  if (condition.kind === 'value') return condition.value;
  return condition.kind === 'tests' ? renderTests(condition.tests) : renderFilter(condition.where);
}

function renderOperand(change: Change): unknown {
  switch (change.operator) {
    case '$inc':
    case '$mul':
      return change.amount;
    case '$unset':
      return '';
    case '$rename':
      return change.to;
    case '$push':
      return renderPush(change);
    case '$addToSet':
      return change.each ? { $each: change.values } : change.values[0];
    case '$pull':
      return renderPull(change);
    case '$pop':
      return change.end;
    default:
      return change.value;
  }
}

/** Operators in the order of their first change. The same path twice in one operator cannot be said. */
export function renderUpdate(update: Update): Document {
  const operators: Record<string, Map<string, unknown>> = {};
  for (const change of update) {
    operators[change.operator] ??= new Map();
    operators[change.operator]?.set(change.path, renderOperand(change));
  }
  return operators;
}

function renderStage(stage: Stage): Document {
  switch (stage.kind) {
    case '$match':
      return { $match: renderFilter(stage.filter) };
    case '$sort':
      return { $sort: renderOrder(stage.order) };
    case '$skip':
    case '$limit':
      return { [stage.kind]: stage.count };
    case '$project':
      return { $project: renderProjection(stage.projection) };
    case '$unwind': {
      const { path, keepsEmpty } = stage;
      return { $unwind: { path: `$${path}`, preserveNullAndEmptyArrays: keepsEmpty } };
    }
    case '$count':
      return { $count: stage.name };
    case '$group': {
      const fields = stage.fields.map(({ name, accumulator, path }): [string, Document] => [
        name,
        { [accumulator]: `$${path}` },
      ]);
      const _id = stage.by === null ? null : `$${stage.by}`;
      return { $group: { _id, ...Object.fromEntries(fields) } };
    }
  }
}

export const renderPipeline = (stages: readonly Stage[]): Document[] => stages.map(renderStage);
