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

/** One client that typed letters, and how many of the first of them a document must hold to be complete. */
const content = { client: z.number(), clock: z.int() };

export const openTask = z.object({
  kind: z.literal('open'),
  ...target,
  documents: z.array(z.string()),
  ...content,
});

export const openResult = z.object({
  milliseconds: z.number(),
  /** Milliseconds of processor that the server used. */
  processor: z.number(),
});

export const fillTask = z.object({
  kind: z.literal('fill'),
  ...target,
  document: z.string(),
  /** Where the updates are. */
  file: z.string(),
});

export const joinsTask = z.object({
  kind: z.literal('joins'),
  ...target,
  document: z.string(),
  file: z.string(),
  /** What those who join have already. */
  ...content,
  joins: z.int(),
  /** How many edits they are behind. */
  edits: z.int(),
});

export const crashTask = z.object({
  kind: z.literal('crash'),
  ...target,
  document: z.string(),
  clients: z.int(),
  writers: z.int(),
  /** Updates a second of all writers together. */
  rate: z.number(),
  /** Milliseconds from the first letter that was shown to another client to the kill. */
  killAfter: z.number(),
  seed: z.int(),
});

export const crashResult = z.object({
  writers: z.array(
    z.object({
      typed: z.int(),
      /** Letters that the server called safe, and that another client was shown; the first ones of what was typed. */
      acknowledged: z.int(),
      shown: z.int(),
    }),
  ),
});

export const storedTask = z.object({
  kind: z.literal('stored'),
  ...target,
  document: z.string(),
  writers: z.int(),
});

export const storedResult = z.object({ clocks: z.array(z.int()) });

export type OpenTask = z.output<typeof openTask>;
export type OpenResult = z.output<typeof openResult>;
export type FillTask = z.output<typeof fillTask>;
export type JoinsTask = z.output<typeof joinsTask>;
export type CrashTask = z.output<typeof crashTask>;
export type CrashResult = z.output<typeof crashResult>;
export type StoredTask = z.output<typeof storedTask>;
export type StoredResult = z.output<typeof storedResult>;

export const task = z.discriminatedUnion('kind', [
  roomsTask,
  openTask,
  fillTask,
  joinsTask,
  crashTask,
  storedTask,
]);

export type Task = z.output<typeof task>;
