import type { Answer } from './bson-encode.ts';
import type { Cursors } from './cursors.ts';
import type { Storage } from './storage.ts';
import type { Request } from './wire.ts';

/** What every command works with. */
export interface Engine {
  readonly storage: Storage;
  readonly cursors: Cursors;
  now(): number;
}

export type CommandAnswer = Map<string, Answer>;

export interface Command {
  /** A writing command runs in a savepoint, and its answer waits for the commit. */
  readonly writes: boolean;
  run(request: Request, engine: Engine): CommandAnswer;
}
