import { DamagedData } from './errors.ts';
import { sqliteCode } from './sqlite-code.ts';

/** Why writes are refused. */
export type Trouble = 'full' | 'failing' | 'damaged';

const SQLITE = { inputOutput: 10, corrupt: 11, full: 13, notADatabase: 26 };

/** What an error says of the disk or of the file; null for one that says nothing of them. */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof DamagedData) return 'damaged';
  switch (sqliteCode(error)) {
    case SQLITE.full:
      return 'full';
    case SQLITE.inputOutput:
      return 'failing';
    case SQLITE.corrupt:
    case SQLITE.notADatabase:
      return 'damaged';
    default:
      return null;
  }
}

/** On a disk that is all but full small writes pass and large ones do not: told once, not each time. */
const QUIET_MILLISECONDS = 1_000;

/** How the store fares, told at each change. Damage does not pass by itself: from then on nothing is written. */
export class Health {
  /** `null` once writes pass again. */
  onChange: (trouble: Trouble | null, reason: string) => void = () => {};
  #trouble: Trouble | null = null;
  #failedAt = 0;

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** Takes note of what a command met. */
  failed(error: unknown): void {
    const trouble = troubleOf(error);
    if (!trouble) return;
    this.#failedAt = performance.now();
    this.#become(trouble, error instanceof Error ? error.message : String(error));
  }

  /** A write was committed; trouble is over once none has failed for a second. */
  stored(): void {
    if (performance.now() - this.#failedAt < QUIET_MILLISECONDS) return;
    this.#become(null, 'a write was stored');
  }

  #become(trouble: Trouble | null, reason: string): void {
    if (trouble === this.#trouble || this.#trouble === 'damaged') return;
    this.#trouble = trouble;
    this.onChange(trouble, reason);
  }
}
