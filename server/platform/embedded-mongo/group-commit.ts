import { answerOf } from './bson-encode.ts';
import type { ApartCommand, Command, CommandAnswer, Engine, Steps } from './engine.ts';
import { CommandError, codeName, HalfWritten } from './errors.ts';
import { type Trouble, troubleOf } from './health.ts';
import type { Request } from './wire.ts';

interface Waiting {
  readonly request: Request;
  readonly command: Command;
  readonly answer: (answer: CommandAnswer) => void;
  /** What is left of a command that stopped after a slice of its work. */
  steps: Steps | null;
}

const LARGEST_TURN = 100;

/** The answers to whoever meets a disk or a file that does not do its part. */
const TROUBLES: Readonly<Record<Trouble, CommandError>> = {
  full: new CommandError(14031, 'No space left on device'),
  failing: new CommandError(96, 'the disk of the store answers with errors'),
  damaged: new CommandError(
    301,
    'the database is damaged: nothing is written until it is restored',
  ),
};

/** Errors inside the engine are told by their kind alone: a message of SQLite means nothing to clients. */
function toCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const trouble = troubleOf(error);
  if (trouble) return TROUBLES[trouble];
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

/** One step of a command; null when more is left to do. */
function advance(waiting: Waiting, engine: Engine): CommandAnswer | null {
  if (!waiting.steps) {
    const outcome = waiting.command.run(waiting.request, engine);
    if (outcome instanceof Map) return outcome;
    waiting.steps = outcome;
  }
  const step = waiting.steps.next();
  return step.done ? step.value : null;
}

/**
 * Runs the commands of one event-loop turn in one transaction. Nothing is answered before what it
 * saw or wrote is durable, reads included: what a client sees can no longer be lost.
 */
export class GroupCommit {
  readonly #engine: Engine;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #closed = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  submit(
    request: Request,
    command: Command | ApartCommand,
    answer: (answer: CommandAnswer) => void,
  ): void {
    if (this.#closed) return;
    if ('begin' in command) {
      command
        .begin(request, this.#engine)
        .then(answer, (error: unknown) => answer(errorAnswer(error)));
      return;
    }
    this.#waiting.push({ request, command, answer, steps: null });
    this.#schedule();
  }

  /** Runs what waits at once. */
  flush(): void {
    const turn = this.#takeTurn();
    if (turn.length === 0) return;
    const answers = turn.some((waiting) => waiting.command.writes)
      ? this.#runWriting(turn)
      : turn.map((waiting) => this.#run(waiting));
    this.#waiting.push(...turn.filter((_, at) => answers[at] === null));
    this.#engine.storage.whenDurable(() => {
      for (const [at, waiting] of turn.entries()) {
        const answer = answers[at];
        if (answer) waiting.answer(answer);
      }
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  /** Runs what may run now, and nothing from then on: the rest is never answered, thus not acknowledged. */
  close(): void {
    this.flush();
    this.#closed = true;
    this.#waiting = [];
  }

  /** While a sync is under way only reads run: the writes that come meanwhile share the next commit. */
  #takeTurn(): Waiting[] {
    const waiting = this.#waiting;
    const ready = this.#engine.storage.syncing
      ? waiting.filter(({ command }) => !command.writes)
      : waiting;
    const taken = new Set(ready.slice(0, LARGEST_TURN));
    this.#waiting = waiting.filter((one) => !taken.has(one));
    // Each is of another connection, so any order will do: a commit that fails leaves the reads before it alone.
    return [...taken].toSorted(
      (one, other) => Number(one.command.writes) - Number(other.command.writes),
    );
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  #run(waiting: Waiting): CommandAnswer | null {
    const step = (): CommandAnswer | null => advance(waiting, this.#engine);
    const { health } = this.#engine.storage;
    if (waiting.command.writes && health.trouble === 'damaged')
      return errorAnswer(TROUBLES.damaged);
    try {
      return waiting.command.savepoint ? this.#engine.storage.atomically(step) : step();
    } catch (error) {
      if (error instanceof HalfWritten) throw error.cause;
      health.failed(error);
      return errorAnswer(error);
    }
  }

  /** The answer of each command of a turn, and null for those that have more to do. */
  #runWriting(turn: readonly Waiting[]): (CommandAnswer | null)[] {
    const { storage } = this.#engine;
    const answers: (CommandAnswer | null)[] = [];
    try {
      storage.begin();
      for (const waiting of turn) {
        answers.push(this.#run(waiting));
        if (!storage.inTransaction)
          throw new CommandError(14031, 'the transaction was ended by the store');
      }
      storage.commit();
      return answers;
    } catch (error) {
      storage.rollback();
      storage.health.failed(error);
      // The reads saw committed data only: their answers hold whatever happens.
      const firstWrite = turn.findIndex((waiting) => waiting.command.writes);
      return turn.map((_, at) => (at < firstWrite && answers[at]) || errorAnswer(error));
    }
  }
}
