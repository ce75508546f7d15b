/** What the main thread and the worker tell each other. */

import type { Trouble } from './health.ts';

export const FILE_NAME = 'trame.sqlite';

export interface WorkerOptions {
  readonly folder: string;
  readonly address:
    | { readonly kind: 'socket'; readonly path: string }
    | { readonly kind: 'port'; readonly port: number };
  readonly expirySweepMilliseconds: number;
}

export type WorkerMessage =
  | { readonly kind: 'listening'; readonly port: number | null }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'trouble'; readonly trouble: Trouble | null; readonly reason: string }
  | { readonly kind: 'stopped' };

/** The only message to the worker: any will do, none other exists. */
export const STOP = 'stop';
