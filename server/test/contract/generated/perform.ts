import { type Collection, type Document, MongoBulkWriteError } from 'mongodb';
import type { Operation } from './arbitraries/operations.ts';
import { type Answer, withId } from './predict.ts';
import { renderFilter, renderOrder, renderProjection, renderUpdate } from './render.ts';
import { textOfRaw, toDriver } from './stored.ts';

async function insert(
  things: Collection,
  documents: readonly Document[],
  ordered: boolean,
): Promise<Answer> {
  try {
    const { insertedCount } = await things.insertMany([...documents], { ordered });
    return { inserted: insertedCount, codes: [] };
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const codes = [error.writeErrors].flat().map(({ index, code }) => [index, code] as const);
    return { inserted: error.insertedCount, codes };
  }
}

const counted = (result: {
  matchedCount: number;
  modifiedCount: number;
  upsertedCount: number;
}): Answer => ({
  matched: result.matchedCount,
  modified: result.modifiedCount,
  upserted: result.upsertedCount,
});

/** Asks the store. Its refusals are thrown. */
export async function perform(things: Collection, operation: Operation): Promise<Answer> {
  switch (operation.kind) {
    case 'insert':
      return insert(things, operation.documents.map(toDriver), operation.ordered);
    case 'update one': {
      const filter = renderFilter(withId(operation.id, operation.filter));
      return counted(await things.updateOne(filter, renderUpdate(operation.update)));
    }
    case 'upsert': {
      const filter: Document = { _id: operation.id };
      const update = renderUpdate(operation.update);
      return counted(await things.updateOne(filter, update, { upsert: true }));
    }
    case 'update many': {
      const { filter, update } = operation;
      return counted(await things.updateMany(renderFilter(filter), renderUpdate(update)));
    }
    case 'replace': {
      const { id, replacement, upsert } = operation;
      const filter: Document = { _id: id };
      const result = await things.replaceOne(filter, toDriver(replacement), { upsert });
      if (!('matchedCount' in result)) throw new Error('a replacement was not acknowledged');
      return counted(result);
    }
    case 'delete one': {
      const filter = renderFilter(withId(operation.id, operation.filter));
      return { deleted: (await things.deleteOne(filter)).deletedCount };
    }
    case 'delete many':
      return { deleted: (await things.deleteMany(renderFilter(operation.filter))).deletedCount };
    case 'find':
      return find(things, operation);
    default:
      return findAndChange(things, operation);
  }
}

async function find(
  things: Collection,
  operation: Extract<Operation, { kind: 'find' }>,
): Promise<Answer> {
  const { filter, order, skip, limit, projection } = operation;
  const found = things.find(renderFilter(filter), {
    raw: true,
    sort: renderOrder(order),
    skip,
    limit,
    projection: renderProjection(projection),
  });
  return { documents: await found.map(textOfRaw).toArray() };
}

async function findAndChange(
  things: Collection,
  operation: Extract<
    Operation,
    { kind: 'find and update' | 'find and replace' | 'find and delete' }
  >,
): Promise<Answer> {
  const filter = renderFilter(operation.filter);
  const options = { raw: true, sort: renderOrder(operation.order) };
  if (operation.kind === 'find and delete') {
    const projection = renderProjection(operation.projection);
    const found = await things.findOneAndDelete(filter, { ...options, projection });
    return { document: textOfRaw(found) };
  }
  const returnDocument = operation.after ? 'after' : 'before';
  const found =
    operation.kind === 'find and update'
      ? await things.findOneAndUpdate(filter, renderUpdate(operation.update), {
          ...options,
          returnDocument,
        })
      : await things.findOneAndReplace(filter, toDriver(operation.replacement), {
          ...options,
          returnDocument,
        });
  return { document: textOfRaw(found) };
}
