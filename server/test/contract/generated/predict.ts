import type { Operation } from './arbitraries/operations.ts';
import { bytesOf, textOf, textsOf } from './bytes.ts';
import type { ModelCollection } from './model/collection.ts';
import type { Filter } from './model/filter.ts';
import { sorted } from './model/keys.ts';
import { equalValues } from './model/order.ts';
import { projected } from './model/projection.ts';
import { refuseConflicts } from './model/update.ts';
import { type Fields, Refusal, Unspecified, type Value } from './model/values.ts';

/** What is compared of an answer; documents by their bytes. */
export type Answer =
  | { readonly inserted: number; readonly codes: readonly (readonly [number, number])[] }
  | { readonly matched: number; readonly modified: number; readonly upserted: number }
  | { readonly deleted: number }
  | { readonly document: string | null }
  | { readonly documents: readonly (string | null)[] };

/** The same document, whatever else is asked for. */
export const withId = (id: Value, filter: Filter): Filter => ({
  fields: [{ path: '_id', tests: [{ operator: 'equals', value: id }] }],
  logical: [{ operator: '$and', branches: [filter] }],
});

const EVERYTHING: Filter = { fields: [], logical: [] };

const changed = (modified: boolean): Answer => ({
  matched: 1,
  modified: modified ? 1 : 0,
  upserted: 0,
});

const NOTHING_MATCHED: Answer = { matched: 0, modified: 0, upserted: 0 };
const UPSERTED: Answer = { matched: 0, modified: 0, upserted: 1 };

const documentText = (document: Fields | null): Answer => ({
  document: document && textOf(bytesOf(document)),
});

const current = (model: ModelCollection, document: Fields): Fields | null =>
  model.documents.find((other) => equalValues(other.get('_id'), document.get('_id'))) ?? null;

function insert(model: ModelCollection, documents: readonly Fields[], ordered: boolean): Answer {
  const codes: [number, number][] = [];
  for (const [at, document] of documents.entries()) {
    try {
      model.insert(document);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      codes.push([at, error.code]);
      if (ordered) return { inserted: at, codes };
    }
  }
  return { inserted: documents.length - codes.length, codes };
}

/** The same in either order, else it depends on which document a server takes first. */
function updateMany(
  model: ModelCollection,
  operation: Extract<Operation, { kind: 'update many' }>,
): Answer {
  const found = model.find(operation.filter);
  const before = model.documents;
  try {
    model.updateAll(found.toReversed(), operation.update);
    model.documents = before;
    const modified = model.updateAll(found, operation.update);
    return { matched: found.length, modified, upserted: 0 };
  } catch (error) {
    if (error instanceof Refusal && found.length > 0) {
      throw new Unspecified('which documents had changed before the refusal');
    }
    throw error;
  }
}

function replace(
  model: ModelCollection,
  { id, replacement, upsert }: Extract<Operation, { kind: 'replace' }>,
): Answer {
  const [found] = model.find(withId(id, EVERYTHING));
  if (found) return changed(model.replaceWith(found, replacement));
  if (!upsert) return NOTHING_MATCHED;
  const given = replacement.get('_id') ?? id;
  if (!equalValues(given, id)) throw new Unspecified('an upsert that names another _id');
  model.insert(new Map([['_id', id], ...[...replacement].filter(([name]) => name !== '_id')]));
  return UPSERTED;
}

function findAndChange(
  model: ModelCollection,
  operation: Extract<Operation, { kind: 'find and update' | 'find and replace' }>,
): Answer {
  const found = model.first(operation.filter, operation.order);
  if (!found) return { document: null };
  if (operation.kind === 'find and update') model.update(found, operation.update);
  else model.replaceWith(found, operation.replacement);
  return documentText(operation.after ? current(model, found) : found);
}

/** The model's answer; it changes as the store should. Throws Refusal or Unspecified. */
export function predict(model: ModelCollection, operation: Operation): Answer {
  if ('update' in operation) refuseConflicts(operation.update);
  switch (operation.kind) {
    case 'insert':
      return insert(model, operation.documents, operation.ordered);
    case 'update one': {
      const [found] = model.find(withId(operation.id, operation.filter));
      return found ? changed(model.update(found, operation.update)) : NOTHING_MATCHED;
    }
    case 'upsert': {
      const [found] = model.find(withId(operation.id, EVERYTHING));
      if (found) return changed(model.update(found, operation.update));
      model.upsert([['_id', operation.id]], operation.update, operation.id);
      return UPSERTED;
    }
    case 'update many':
      return updateMany(model, operation);
    case 'replace':
      return replace(model, operation);
    case 'delete one': {
      const [found] = model.find(withId(operation.id, operation.filter));
      if (found) model.remove(found);
      return { deleted: found ? 1 : 0 };
    }
    case 'delete many': {
      const found = model.find(operation.filter);
      for (const document of found) model.remove(document);
      return { deleted: found.length };
    }
    case 'find and update':
    case 'find and replace':
      return findAndChange(model, operation);
    case 'find and delete': {
      const found = model.first(operation.filter, operation.order);
      if (!found) return { document: null };
      model.remove(found);
      return documentText(projected(found, operation.projection));
    }
    case 'find': {
      const { filter, order, skip, limit, projection } = operation;
      const found = sorted(model.find(filter), order).slice(skip, skip + limit);
      return { documents: textsOf(found.map((document) => projected(document, projection))) };
    }
  }
}
