import type { Config } from '#server/config/config.ts';

/** A word after `npm run store --`, with what follows it. */
export interface StoreCommand {
  /** The arguments that it needs, as the usage names them: `FILE`, `--to URL`. */
  readonly needs: string;
  readonly help: string;
  /** Resolves with whether all is well: the exit code. Rejects with a StartupError for what the person can change. */
  run(argument: string, config: Config): Promise<boolean>;
}
