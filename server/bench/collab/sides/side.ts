import type { DialectName } from '#server/bench/collab/wire/dialects.ts';

/** A server to be measured, in a process of its own. */
export interface RunningSide {
  /** Documents are at `<url>/<document>`. */
  readonly url: string;
  readonly pid: number;
  /** Ends it in order, where it has not ended yet. */
  stop(): Promise<void>;
}

export interface SideSetup {
  /** How many documents it must have: `document-1` and so on. */
  readonly documents: number;
  /** What it stores, kept from one start to the next. */
  readonly folder: string;
}

export interface Side {
  readonly name: string;
  readonly dialect: DialectName;
  /** Which of its messages say that an update is safe, if any. */
  readonly acknowledges: DialectName | null;
  start(setup: SideSetup): Promise<RunningSide>;
}

export const documentName = (index: number): string => `document-${index + 1}`;
