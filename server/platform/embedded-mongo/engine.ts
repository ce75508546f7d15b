import type { Backups } from './backups.ts';
import type { Answer } from './bson-encode.ts';
import type { Cursors } from './cursors.ts';
import type { Storage } from './storage.ts';
import type { Request } from './wire.ts';

/** What every command works with. */
export interface Engine {
  readonly storage: Storage;
  readonly cursors: Cursors;
  readonly backups: Backups;
  now(): number;
}

export type CommandAnswer = Map<string, Answer>;

/** An answer that tells only what is on the disk already: it need not wait for the changes of others. */
export class SettledAnswer {
  readonly answer: CommandAnswer;

  constructor(answer: CommandAnswer) {
    this.answer = answer;
  }
}

/** A long command stops after each slice of its work, so that others are served in between. */
export type Steps = Generator<undefined, CommandAnswer>;

export interface Command {
  readonly writes: boolean;
  /**
   * Leaves nothing behind when it fails. Others need no savepoint: each document is written wholly or not
   * at all (see `HalfWritten`), and what a statement wrote before another failed stays, as in MongoDB.
   */
  readonly savepoint?: true;
  run(request: Request, engine: Engine): CommandAnswer | SettledAnswer | Steps;
}

/** A command that works beside the turns, for as long as it takes, and changes no document. */
export interface ApartCommand {
  begin(request: Request, engine: Engine): Promise<CommandAnswer>;
}
