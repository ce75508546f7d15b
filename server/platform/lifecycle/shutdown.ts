import type { Logger } from '#server/platform/logging/logger.ts';

interface Closing {
  readonly name: string;
  readonly close: () => Promise<void> | void;
}

const STEP_LIMIT = 5_000;

/** What must be closed when the process ends, last opened first, each within a time limit. */
export class Lifecycle {
  readonly #closings: Closing[] = [];
  readonly #logger: Logger;
  #closed: Promise<void> | null = null;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(name: string, close: Closing['close']): void {
    this.#closings.unshift({ name, close });
  }

  get closing(): boolean {
    return this.#closed !== null;
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    for (const { name, close } of this.#closings) {
      const { promise: late, resolve } = Promise.withResolvers<'late'>();
      const timer = setTimeout(resolve, STEP_LIMIT, 'late');
      try {
        const end = await Promise.race([Promise.resolve(close()), late]);
        if (end === 'late') this.#logger.warn({ name }, 'did not close in time');
      } catch (error) {
        this.#logger.error({ err: error, name }, 'failed to close');
      } finally {
        clearTimeout(timer);
      }
    }
  }
}
