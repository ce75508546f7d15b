import { type Fields, isFields, type Maybe, Refusal, type Value } from './values.ts';

const POSITION = /^(0|[1-9]\d*)$/;

/** Where an update writes: something is there, or `rest` must be made in `parent`, or nothing can be. */
export type Target =
  | { readonly kind: 'there'; readonly parents: readonly Value[]; readonly name: string }
  | {
      readonly kind: 'missing';
      readonly parents: readonly Value[];
      readonly rest: readonly [string, ...string[]];
    }
  | { readonly kind: 'blocked'; readonly parents: readonly Value[] };

function child(parent: Value, name: string): Maybe | 'blocked' {
  if (isFields(parent)) return parent.get(name);
  return Array.isArray(parent) && POSITION.test(name) ? parent[Number(name)] : 'blocked';
}

const leadsOn = (value: Value, name: string): boolean =>
  isFields(value) || (Array.isArray(value) && POSITION.test(name));

/** Follows a path by field names and by positions in arrays; `parents` are met from the top. */
export function locate(document: Fields, path: readonly string[]): Target {
  const parents: Value[] = [];
  let parent: Value = document;
  for (const [at, name] of path.entries()) {
    parents.push(parent);
    if (!leadsOn(parent, name)) return { kind: 'blocked', parents };
    const next = child(parent, name);
    if (next === undefined)
      return { kind: 'missing', parents, rest: [name, ...path.slice(at + 1)] };
    if (at === path.length - 1) return { kind: 'there', parents, name };
    parent = next;
  }
  throw new Error('an empty path');
}

export function blocked(): Refusal {
  return new Refusal(28, 'a value stands in the way');
}

function put(parent: Maybe, name: string, value: Value): void {
  if (isFields(parent)) {
    parent.set(name, value);
  } else if (Array.isArray(parent)) {
    while (parent.length < Number(name)) parent.push(null);
    parent[Number(name)] = value;
  }
}

export function read(target: Target): Maybe {
  const parent = target.kind === 'there' ? target.parents.at(-1) : undefined;
  return target.kind === 'there' && parent !== undefined ? child(parent, target.name) : undefined;
}

/** Writes a value, making documents on the way and padding arrays with null. Refuses 28. */
export function write(target: Target, value: Value): void {
  if (target.kind === 'blocked') throw blocked();
  const parent = target.parents.at(-1);
  if (target.kind === 'there') {
    put(parent, target.name, value);
    return;
  }
  const [first, ...deeper] = target.rest;
  const made = deeper.reduceRight<Value>((inner, name) => new Map([[name, inner]]), value);
  put(parent, first, made);
}

/** A field goes; an element of an array becomes null, so that the others keep their places. */
export function erase(target: Target): void {
  if (target.kind !== 'there') return;
  const parent = target.parents.at(-1);
  if (isFields(parent)) parent.delete(target.name);
  else put(parent, target.name, null);
}
