import { mongo } from 'mongoose';

/** Whether the store could not be reached or did not answer in time, as against a bad request. */
export const isStoreFailure = (error: unknown): boolean =>
  error instanceof mongo.MongoNetworkError ||
  error instanceof mongo.MongoServerSelectionError ||
  error instanceof mongo.MongoNotConnectedError ||
  error instanceof mongo.MongoTopologyClosedError;
