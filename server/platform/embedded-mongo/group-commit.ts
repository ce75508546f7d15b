import { answerOf } from './bson-encode.ts';
import type { Command, CommandAnswer, Engine } from './engine.ts';
import { CommandError, codeName } from './errors.ts';
import { sqliteCode } from './storage.ts';
import type { Request } from './wire.ts';

interface Waiting {
  readonly request: Request;
  readonly command: Command;
  readonly answer: (answer: CommandAnswer) => void;
}

const SQLITE_FULL = 13;
const LARGEST_TURN = 1000;

/** Errors inside the engine are told by their kind alone: a message of SQLite means nothing to clients. */
function toCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (sqliteCode(error) === SQLITE_FULL) return new CommandError(14031, 'No space left on device');
  const message = error instanceof Error ? error.message : String(error);
  return new CommandError(1, `internal error: ${message}`);
}

export function errorAnswer(error: unknown): CommandAnswer {
  const refusal = toCommandError(error);
  const answer: CommandAnswer = answerOf({
    ok: 0,
    errmsg: refusal.message,
    code: refusal.code,
    codeName: codeName(refusal.code),
  });
  for (const [name, value] of refusal.details) answer.set(name, value);
  return answer;
}

/**
 * Runs the commands of one event-loop turn in one transaction. Nothing is answered before the commit,
 * reads included: what a client sees can no longer be lost.
 */
export class GroupCommit {
  readonly #engine: Engine;
  #waiting: Waiting[] = [];
  #scheduled = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  submit(request: Request, command: Command, answer: (answer: CommandAnswer) => void): void {
    this.#waiting.push({ request, command, answer });
    this.#schedule();
  }

  /** Runs what waits at once. */
  flush(): void {
    const turn = this.#waiting.slice(0, LARGEST_TURN);
    this.#waiting = this.#waiting.slice(LARGEST_TURN);
    if (turn.some((waiting) => waiting.command.writes)) this.#runWriting(turn);
    else for (const waiting of turn) waiting.answer(this.#run(waiting));
    if (this.#waiting.length > 0) this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  #run({ request, command }: Waiting): CommandAnswer {
    try {
      return command.run(request, this.#engine);
    } catch (error) {
      return errorAnswer(error);
    }
  }

  #runWriting(turn: readonly Waiting[]): void {
    const { storage } = this.#engine;
    const answers: CommandAnswer[] = [];
    // Reads before the first write saw committed data only: their answers hold whatever happens.
    const firstWrite = turn.findIndex((waiting) => waiting.command.writes);
    let failure: unknown = null;
    try {
      storage.begin();
      for (const waiting of turn) {
        answers.push(waiting.command.writes ? this.#runAtomically(waiting) : this.#run(waiting));
        if (!storage.inTransaction)
          throw new CommandError(14031, 'the transaction was ended by the store');
      }
      storage.commit();
    } catch (error) {
      failure = error;
      storage.rollback();
    }
    turn.forEach((waiting, at) => {
      const own = answers[at];
      const safe = failure === null || at < firstWrite;
      waiting.answer(safe && own ? own : errorAnswer(failure));
    });
  }

  #runAtomically(waiting: Waiting): CommandAnswer {
    try {
      return this.#engine.storage.atomically(() =>
        waiting.command.run(waiting.request, this.#engine),
      );
    } catch (error) {
      return errorAnswer(error);
    }
  }
}
