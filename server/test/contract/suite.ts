import { describe } from 'vitest';
import { aggregationContract } from './aggregation.ts';
import { bsonTypesContract } from './bson-types.ts';
import { crudContract } from './crud.ts';
import { generatedContract } from './generated/generated.ts';
import { indexesContract } from './indexes.ts';
import { librariesContract } from './libraries.ts';
import { queriesContract } from './queries.ts';
import type { Connect } from './store.ts';
import { updatesContract } from './updates.ts';

/** What Trame needs of a store, whichever it is. Expectations come from MongoDB's documentation. */
export function storeContractSuite(name: string, connect: Connect): void {
  describe(`store contract: ${name}`, () => {
    crudContract(connect);
    queriesContract(connect);
    updatesContract(connect);
    indexesContract(connect);
    aggregationContract(connect);
    librariesContract(connect);
    bsonTypesContract(connect);
    generatedContract(connect);
  });
}
