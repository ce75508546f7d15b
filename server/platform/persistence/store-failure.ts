import { mongo } from 'mongoose';

/** What the embedded store answers when its disk or its file fails it: OperationFailed, DataCorruptionDetected. */
const REFUSALS: readonly unknown[] = [96, 301];
const OUT_OF_DISK_SPACE = 14031;

/** Whether the store could not be reached or did not answer in time, as against a bad request. */
export const isStoreFailure = (error: unknown): boolean =>
  error instanceof mongo.MongoNetworkError ||
  error instanceof mongo.MongoServerSelectionError ||
  error instanceof mongo.MongoNotConnectedError ||
  error instanceof mongo.MongoTopologyClosedError ||
  (error instanceof mongo.MongoServerError && REFUSALS.includes(error.code));

/** Whether the store has no room left to write. */
export const isStoreFull = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === OUT_OF_DISK_SPACE;
