import { compareValues } from './compare.ts';
import { CommandError } from './errors.ts';
import { compileExpression, type Expression } from './expressions.ts';
import { type Accumulator, average, sum } from './group-sums.ts';
import { encodeKey } from './key-encoding.ts';
import { type Document, fromCount, isDocument, type Value } from './values.ts';

const MAX_GROUPS = 1_000_000;

const extreme = (sign: number) => (): Accumulator => {
  let best: Value = null;
  return {
    add: (value) => {
      if (value === null || value === undefined) return;
      if (best === null || compareValues(value, best) * sign > 0) best = value;
    },
    result: () => best,
  };
};

function first(): Accumulator {
  let taken: { readonly value: Value } | null = null;
  return {
    add: (value) => {
      taken ??= { value };
    },
    result: () => taken?.value ?? null,
  };
}

function last(): Accumulator {
  let taken: Value = null;
  return {
    add: (value) => {
      taken = value;
    },
    result: () => taken ?? null,
  };
}

function push(): Accumulator {
  const values: Value[] = [];
  return {
    add: (value) => {
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}

function addToSet(): Accumulator {
  const values = new Map<string, Value>();
  return {
    add: (value) => {
      if (value !== undefined) values.set(encodeKey(value).toString('latin1'), value);
    },
    result: () => [...values.values()],
  };
}

function mergeObjects(): Accumulator {
  const merged: Document = new Map();
  return {
    add: (value) => {
      if (value === null || value === undefined) return;
      if (!isDocument(value)) throw new CommandError(40400, '$mergeObjects requires object inputs');
      for (const [name, field] of value) merged.set(name, field);
    },
    result: () => merged,
  };
}

function count(): Accumulator {
  let total = 0;
  return {
    add: () => {
      total += 1;
    },
    result: () => fromCount(total),
  };
}

const ACCUMULATORS: ReadonlyMap<string, () => Accumulator> = new Map([
  ['$sum', sum],
  ['$avg', average],
  ['$min', extreme(-1)],
  ['$max', extreme(1)],
  ['$first', first],
  ['$last', last],
  ['$push', push],
  ['$addToSet', addToSet],
  ['$mergeObjects', mergeObjects],
  ['$count', count],
]);

interface Field {
  readonly name: string;
  readonly expression: Expression;
  readonly accumulator: () => Accumulator;
}

function readField(name: string, operand: Value): Field {
  const [first, ...others] = isDocument(operand) ? operand : [];
  if (!first || others.length > 0) {
    throw new CommandError(40238, `The field '${name}' must specify one accumulator`);
  }
  const accumulator = ACCUMULATORS.get(first[0]);
  if (!accumulator) throw new CommandError(15952, `unknown group operator '${first[0]}'`);
  if (name.includes('.'))
    throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
  return { name, accumulator, expression: compileExpression(first[1]) };
}

/** Compiles `$group`. Throws 15955 without an `_id`, 15952 for an accumulator that is not known. */
export function compileGroup(
  specification: Document,
): (source: Iterable<Document>) => Iterable<Document> {
  if (!specification.has('_id'))
    throw new CommandError(15955, 'a group specification must include an _id');
  const idOf = compileExpression(specification.get('_id'));
  const fields = [...specification]
    .filter(([name]) => name !== '_id')
    .map(([name, operand]) => readField(name, operand));
  return function* grouped(source) {
    const groups = new Map<string, { id: Value; accumulators: readonly Accumulator[] }>();
    for (const document of source) {
      const id = idOf(document) ?? null;
      const place = encodeKey(id).toString('latin1');
      let group = groups.get(place);
      if (!group) {
        if (groups.size >= MAX_GROUPS) throw new CommandError(292, 'too many groups for $group');
        group = { id, accumulators: fields.map((field) => field.accumulator()) };
        groups.set(place, group);
      }
      for (const [at, field] of fields.entries())
        group.accumulators[at]?.add(field.expression(document));
    }
    for (const { id, accumulators } of groups.values()) {
      const result: Document = new Map([['_id', id]]);
      for (const [at, field] of fields.entries())
        result.set(field.name, accumulators[at]?.result());
      yield result;
    }
  };
}
