import { z } from 'zod';

/** What a load is told to do, as JSON on its input; it answers with a result as JSON on its output. */
const target = {
  /** Documents are at `<url>/<document>`. */
  url: z.string(),
  dialect: z.enum(['yjs', 'trame', 'hocuspocus', 'relay']),
  /** The process of the server, whose processor time is read. */
  pid: z.int(),
};

export const roomsTask = z.object({
  kind: z.literal('rooms'),
  ...target,
  documents: z.array(z.string()),
  /** In each document. */
  clients: z.int().min(2),
  writers: z.int().min(1),
  /** Updates a second of each writer; null: the next when the last came back. */
  rate: z.number().nullable(),
  /** Milliseconds before the measure, and of the measure. */
  warmUp: z.int(),
  duration: z.int(),
});

export const roomsResult = z.object({
  seconds: z.number(),
  sent: z.int(),
  delivered: z.int(),
  /** Deliveries that did not come, though waited for after the last update. */
  missing: z.int(),
  /** Connections that the server closed. */
  closed: z.int(),
  /** Milliseconds from the sender to a receiver. */
  p50: z.number(),
  p95: z.number(),
  /** Milliseconds of processor that the server used meanwhile. */
  processor: z.number(),
  /** Bytes that the server held at the end. */
  resident: z.number(),
  /** The share of one core that the load itself used: near 1, it is the limit. */
  loadShare: z.number(),
});

export type RoomsTask = z.output<typeof roomsTask>;
export type RoomsResult = z.output<typeof roomsResult>;

export const task = z.discriminatedUnion('kind', [roomsTask]);
