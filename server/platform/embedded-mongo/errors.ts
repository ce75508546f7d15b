import type { Document } from './values.ts';

/** Codes and names as in MongoDB's `error_codes.yml`; drivers and libraries decide on them. */
const CODE_NAMES = new Map<number, string>([
  [1, 'InternalError'],
  [2, 'BadValue'],
  [9, 'FailedToParse'],
  [11, 'UserNotFound'],
  [13, 'Unauthorized'],
  [14, 'TypeMismatch'],
  [20, 'IllegalOperation'],
  [26, 'NamespaceNotFound'],
  [27, 'IndexNotFound'],
  [28, 'PathNotViable'],
  [29, 'NonExistentPath'],
  [30, 'InvalidPath'],
  [39, 'FileStreamFailed'],
  [40, 'ConflictingUpdateOperators'],
  [43, 'CursorNotFound'],
  [48, 'NamespaceExists'],
  [52, 'DollarPrefixedFieldName'],
  [53, 'InvalidIdField'],
  [56, 'EmptyFieldName'],
  [59, 'CommandNotFound'],
  [66, 'ImmutableField'],
  [67, 'CannotCreateIndex'],
  [72, 'InvalidOptions'],
  [73, 'InvalidNamespace'],
  [85, 'IndexOptionsConflict'],
  [86, 'IndexKeySpecsConflict'],
  [96, 'OperationFailed'],
  [115, 'CommandNotSupported'],
  [117, 'ConflictingOperationInProgress'],
  [168, 'InvalidPipelineOperator'],
  [171, 'CannotIndexParallelArrays'],
  [197, 'InvalidIndexSpecificationOption'],
  [292, 'QueryExceededMemoryLimitNoDiskUseAllowed'],
  [301, 'DataCorruptionDetected'],
  [10334, 'BSONObjectTooLarge'],
  [11000, 'DuplicateKey'],
  [11600, 'InterruptedAtShutdown'],
  [14031, 'OutOfDiskSpace'],
]);

export const codeName = (code: number): string => CODE_NAMES.get(code) ?? `Location${code}`;

/** A refusal with MongoDB's code. `details` are further fields of the answer, such as keyPattern. */
export class CommandError extends Error {
  readonly code: number;
  readonly details: Document;

  constructor(code: number, message: string, details: Document = new Map()) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
    this.details = details;
  }
}

export const badValue = (message: string): CommandError => new CommandError(2, message);
export const failedToParse = (message: string): CommandError => new CommandError(9, message);
export const typeMismatch = (message: string): CommandError => new CommandError(14, message);

/** The store failed between the first and the last of writes that belong together: the turn must be undone. */
export class HalfWritten extends Error {
  constructor(cause: unknown) {
    super('written in part', { cause });
    this.name = 'HalfWritten';
  }
}

/** Runs writes that belong together. Throws HalfWritten when one of them fails. */
export function wholly<Result>(writes: () => Result): Result {
  try {
    return writes();
  } catch (error) {
    throw new HalfWritten(error);
  }
}

/** What was read is not what was stored. */
export class DamagedData extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DamagedData';
  }
}
