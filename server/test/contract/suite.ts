import { describe } from 'vitest';
import { administrationContract } from './administration.ts';
import { aggregationContract } from './aggregation.ts';
import { bsonTypesContract } from './bson-types.ts';
import { concurrencyContract } from './concurrency.ts';
import { crudContract } from './crud.ts';
import { findAndModifyContract } from './find-and-modify.ts';
import { generatedContract } from './generated/generated.ts';
import { indexesContract } from './indexes.ts';
import { librariesContract } from './libraries.ts';
import { listsContract } from './lists.ts';
import { queriesContract } from './queries.ts';
import type { Connect } from './store.ts';
import { updatesContract } from './updates.ts';
import { writesContract } from './writes.ts';

/** What Trame needs of a store, whichever it is. Expectations come from MongoDB's documentation. */
export function storeContractSuite(name: string, connect: Connect): void {
  describe(`store contract: ${name}`, () => {
    crudContract(connect);
    writesContract(connect);
    findAndModifyContract(connect);
    concurrencyContract(connect);
    administrationContract(connect);
    queriesContract(connect);
    listsContract(connect);
    updatesContract(connect);
    indexesContract(connect);
    aggregationContract(connect);
    librariesContract(connect);
    bsonTypesContract(connect);
    generatedContract(connect);
  });
}
