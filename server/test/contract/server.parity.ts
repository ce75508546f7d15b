import { MongoClient } from 'mongodb';
import { GIVEN_SERVER } from '#server/test/test-store.ts';
import { storeContractSuite } from './suite.ts';

/** The contract on the server that TRAME_TEST_STORE names: `npm run test:parity` starts this. */
if (!GIVEN_SERVER) throw new Error('TRAME_TEST_STORE names no server');
const url = GIVEN_SERVER;

storeContractSuite('server', () => MongoClient.connect(url));
