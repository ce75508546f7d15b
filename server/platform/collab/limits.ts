import type { AwarenessLimits } from '#shared/realtime/awareness-update.ts';
import { UPDATE_LIMITS, type UpdateLimits } from '#shared/realtime/update-reader.ts';

export interface Rate {
  /** What may come each second, on average. */
  readonly perSecond: number;
  /** What may come at once after a silence. */
  readonly burst: number;
}

/** Everything that one client, account or document may use. Times in milliseconds. */
export interface CollabLimits {
  readonly connectionsPerAddress: number;
  readonly connectionsPerAccount: number;
  readonly connectionsPerDocument: number;
  readonly sectionsPerConnection: number;
  readonly messages: Rate;
  readonly bytes: Rate;
  /** Steps 1 and 2 of one section, which may cost the whole document. */
  readonly syncRequests: Rate;
  readonly update: UpdateLimits;
  readonly awareness: AwarenessLimits;
  /** Bytes waiting in a socket beyond which it gets no awareness. */
  readonly awarenessBacklog: number;
  /** Bytes waiting in a socket beyond which it closes, above the answers to its own requests. */
  readonly slowReaderBacklog: number;
  /** Bytes of updates waiting for the store, over all documents. */
  readonly queuedBytes: number;
  readonly authoriseTimeout: number;
  readonly loadTimeout: number;
  readonly appendTimeout: number;
  /** How long a change by the server itself waits for the store; it may be stored after all. */
  readonly rewriteTimeout: number;
  readonly heartbeat: number;
  /** How long a document stays in memory after its last reader left. */
  readonly grace: number;
}

export const COLLAB_LIMITS: CollabLimits = {
  connectionsPerAddress: 400,
  connectionsPerAccount: 60,
  connectionsPerDocument: 500,
  sectionsPerConnection: 200,
  messages: { perSecond: 150, burst: 600 },
  bytes: { perSecond: 2 ** 20, burst: 2 * UPDATE_LIMITS.maxBytes },
  syncRequests: { perSecond: 1, burst: 20 },
  update: UPDATE_LIMITS,
  awareness: { maxEntries: 1024, maxStateBytes: 4096 },
  awarenessBacklog: 256 * 1024,
  slowReaderBacklog: 4 * 2 ** 20,
  queuedBytes: 64 * 2 ** 20,
  authoriseTimeout: 10_000,
  loadTimeout: 15_000,
  appendTimeout: 15_000,
  rewriteTimeout: 20_000,
  heartbeat: 15_000,
  grace: 30_000,
};
