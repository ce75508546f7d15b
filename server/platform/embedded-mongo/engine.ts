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

/** A long command stops after each slice of its work, so that others are served in between. */
export type Steps = Generator<undefined, CommandAnswer>;

export interface Command {
  /** A writing command runs in a savepoint, each of its steps in one of its own. */
  readonly writes: boolean;
  run(request: Request, engine: Engine): CommandAnswer | Steps;
}
