import { answerOf } from './bson-encode.ts';
import {
  type ApartCommand,
  type Command,
  type CommandAnswer,
  type Engine,
  SettledAnswer,
  type Steps,
} from './engine.ts';
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
/** Slices of a batch in one turn while nobody else asks anything. */
const SLICES_ALONE = 32;
/** How long a batch makes way after somebody asked something beside it, in milliseconds. */
const MAKING_WAY = 1000;

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

/** What a step of a command gave; null when more is left to do. */
type Outcome = CommandAnswer | SettledAnswer | null;

interface Answered {
  readonly waiting: Waiting;
  readonly answer: CommandAnswer;
}

const unwrapped = (outcome: CommandAnswer | SettledAnswer): CommandAnswer =>
  outcome instanceof SettledAnswer ? outcome.answer : outcome;

/** Runs a command, or so many more slices of it. */
function advance(waiting: Waiting, engine: Engine, slices: number): Outcome {
  if (!waiting.steps) {
    const outcome = waiting.command.run(waiting.request, engine);
    if (outcome instanceof Map || outcome instanceof SettledAnswer) return outcome;
    waiting.steps = outcome;
  }
  for (let slice = 0; slice < slices; slice += 1) {
    const step = waiting.steps.next();
    if (step.done) return step.value;
  }
  return null;
}

/**
 * Runs the commands of one event-loop turn, what they write in one transaction. Nothing is answered before what it
 * saw or wrote is durable, reads included: what a client sees can no longer be lost.
 */
export class GroupCommit {
  readonly #engine: Engine;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #closed = false;
  /** When something was last asked beside a batch under way. */
  #besideAt = Number.NEGATIVE_INFINITY;

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
    if (this.#waiting.some(({ steps }) => steps !== null)) this.#besideAt = this.#engine.now();
    this.#waiting.push({ request, command, answer, steps: null });
    this.#schedule();
  }

  /** Runs what waits at once. Reads come first: they see what is committed only, and do not wait for writing. */
  flush(): void {
    const turn = this.#takeTurn();
    if (turn.length === 0) return;
    const reads = turn.filter(({ command }) => !command.writes);
    const writes = turn.filter(({ command }) => command.writes);
    const later: Answered[] = [];
    for (const waiting of reads) {
      const outcome = this.#run(waiting);
      if (outcome instanceof SettledAnswer) waiting.answer(outcome.answer);
      else if (outcome) later.push({ waiting, answer: outcome });
      else this.#waiting.push(waiting);
    }
    if (writes.length > 0) later.push(...this.#runWriting(writes));
    if (later.length === 0 && writes.length === 0) {
      if (this.#waiting.length > 0) this.#schedule();
      return;
    }
    this.#engine.storage.whenDurable(() => {
      for (const { waiting, answer } of later) waiting.answer(answer);
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  /** Runs what may run now, and nothing from then on: the rest is never answered, thus not acknowledged. */
  close(): void {
    this.flush();
    this.#closed = true;
    this.#waiting = [];
  }

  /**
   * While a sync is under way only reads run: the writes that come meanwhile share the next commit.
   */
  #takeTurn(): Waiting[] {
    const waiting = this.#waiting;
    const ready = this.#engine.storage.syncing
      ? waiting.filter(({ command }) => !command.writes)
      : waiting;
    const taken = new Set(ready.slice(0, LARGEST_TURN));
    this.#waiting = waiting.filter((one) => !taken.has(one));
    return [...taken];
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  #run(waiting: Waiting): Outcome {
    const makesWay = this.#engine.now() - this.#besideAt < MAKING_WAY;
    const slices = makesWay ? 1 : SLICES_ALONE;
    const step = (): Outcome => advance(waiting, this.#engine, slices);
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

  /** The answers of the commands that are done; the others wait for a next turn. */
  #runWriting(writes: readonly Waiting[]): Answered[] {
    const { storage } = this.#engine;
    try {
      storage.begin();
      const outcomes = writes.map((waiting) => {
        const outcome = this.#run(waiting);
        if (!storage.inTransaction)
          throw new CommandError(14031, 'the transaction was ended by the store');
        return outcome;
      });
      storage.commit();
      this.#waiting.push(...writes.filter((_, at) => outcomes[at] === null));
      return writes.flatMap((waiting, at) => {
        const outcome = outcomes[at];
        return outcome ? [{ waiting, answer: unwrapped(outcome) }] : [];
      });
    } catch (error) {
      storage.rollback();
      storage.health.failed(error);
      return writes.map((waiting) => ({ waiting, answer: errorAnswer(error) }));
    }
  }
}
