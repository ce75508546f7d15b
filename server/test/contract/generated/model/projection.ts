import { type Fields, isFields, type Value } from './values.ts';

/** Paths to keep or to leave out; none begins with another. `_id` is decided apart. */
export interface Projection {
  readonly keeps: boolean;
  readonly paths: readonly string[];
  readonly id: boolean;
}

/** The paths that go on below a field, each without its first name. */
const below = (paths: readonly string[], name: string): string[] =>
  paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));

function kept(value: Value, paths: readonly string[]): Value | undefined {
  if (Array.isArray(value)) {
    return value.flatMap((element) => {
      const part = kept(element, paths);
      return part === undefined ? [] : [part];
    });
  }
  return isFields(value) ? keep(value, paths) : undefined;
}

function keep(fields: Fields, paths: readonly string[]): Fields {
  const result: Fields = new Map();
  for (const [name, value] of fields) {
    const deeper = below(paths, name);
    const part = paths.includes(name) ? value : deeper.length > 0 ? kept(value, deeper) : undefined;
    if (part !== undefined) result.set(name, part);
  }
  return result;
}

function without(value: Value, paths: readonly string[]): Value {
  if (paths.length === 0) return value;
  if (Array.isArray(value)) return value.map((element) => without(element, paths));
  return isFields(value) ? leaveOut(value, paths) : value;
}

const leaveOut = (fields: Fields, paths: readonly string[]): Fields =>
  new Map(
    [...fields]
      .filter(([name]) => !paths.includes(name))
      .map(([name, value]) => [name, without(value, below(paths, name))]),
  );

/** The document that a projection answers; fields stay in the order of the document. */
export function projected(document: Fields, { keeps, paths, id }: Projection): Fields {
  if (keeps) return keep(document, id ? ['_id', ...paths] : paths);
  return leaveOut(document, id ? paths : ['_id', ...paths]);
}
