import { z } from 'zod';
import type { Random } from '#shared/core/random.ts';
import { seededRandom } from '#shared/core/random.ts';

const page = z.int().min(0).max(7);
/** A place in a text of any length, in thousandths of it. */
const place = z.int().min(0).max(999);
const count = z.int().min(1).max(100);

/** By Yjs alone, in the shared text, map and list of the document. */
const YJS_STEPS = [
  z.strictObject({ do: z.literal('insert'), page, at: place, text: z.string().min(1) }),
  z.strictObject({ do: z.literal('erase'), page, at: place, count }),
  z.strictObject({ do: z.literal('mark'), page, at: place, count, bold: z.boolean() }),
  z.strictObject({ do: z.literal('set'), page, key: z.string(), value: z.int() }),
  z.strictObject({ do: z.literal('unset'), page, key: z.string() }),
  z.strictObject({ do: z.literal('nest'), page, key: z.string(), text: z.string() }),
  z.strictObject({ do: z.literal('push'), page, at: place, value: z.int() }),
  z.strictObject({ do: z.literal('drop'), page, at: place, count }),
] as const;

/** By hand in the page's editor. Without a place the caret stays where it is. */
const EDITOR_STEPS = [
  z.strictObject({ do: z.literal('type'), page, at: place.nullable(), text: z.string().min(1) }),
  z.strictObject({ do: z.literal('enter'), page, at: place.nullable() }),
  z.strictObject({ do: z.literal('remove'), page, from: place, to: place }),
  z.strictObject({ do: z.literal('bold'), page, from: place, to: place }),
  z.strictObject({
    do: z.literal('block'),
    page,
    at: place,
    kind: z.enum(['paragraph', 'h2', 'quote', 'bullet', 'number']),
  }),
  z.strictObject({ do: z.literal('undo'), page }),
  z.strictObject({ do: z.literal('redo'), page }),
] as const;

/** What the network, the browser, the server and the store do. */
const WORLD_STEPS = [
  z.strictObject({ do: z.literal('deliver'), page, to: z.enum(['server', 'page']), count }),
  /** The server ends its event-loop turn, and does all that follows without time passing. */
  z.strictObject({ do: z.literal('turn') }),
  z.strictObject({ do: z.literal('wait'), milliseconds: z.int().min(1).max(60_000) }),
  /** The connection breaks; what is under way is lost. */
  z.strictObject({ do: z.literal('cut'), page }),
  z.strictObject({ do: z.literal('offline'), page }),
  z.strictObject({ do: z.literal('online'), page }),
  /** The page is loaded again. The browser had not yet written its last `unwritten` updates. */
  z.strictObject({ do: z.literal('reload'), page, unwritten: z.int().min(0).max(20) }),
  z.strictObject({
    do: z.literal('store'),
    mode: z.enum(['works', 'refuses', 'refuses-half-way', 'refuses-after', 'hangs']),
  }),
  z.strictObject({ do: z.literal('compact') }),
  /** Everyone loses the network for longer than the document stays in memory. */
  z.strictObject({ do: z.literal('rest') }),
  /** `kill -9`; of what hung on its way to the store the first `landed` updates arrived. */
  z.strictObject({ do: z.literal('kill'), landed: z.int().min(0).max(100) }),
  z.strictObject({ do: z.literal('restart') }),
  /** Everything works until nothing is left to do; then all must be the same everywhere. */
  z.strictObject({ do: z.literal('calm') }),
] as const;

const yjsStep = z.discriminatedUnion('do', YJS_STEPS);
const editorStep = z.discriminatedUnion('do', EDITOR_STEPS);
const worldStep = z.discriminatedUnion('do', WORLD_STEPS);

/** All that happens in one run, so that a failure can be shrunk, written down and played again. */
export const scenarioSchema = z.strictObject({
  /** Of clientIDs and of the pauses before connecting again. */
  seed: z.int().min(0),
  /** Two neighbours (0 and 1, 2 and 3…) are one person with two tabs of one browser. */
  pages: z
    .array(z.enum(['editor', 'words']))
    .min(1)
    .max(8),
  steps: z.array(z.discriminatedUnion('do', [...YJS_STEPS, ...EDITOR_STEPS, ...WORLD_STEPS])),
});

export type YjsStep = z.infer<typeof yjsStep>;
export type EditorStep = z.infer<typeof editorStep>;
export type WorldStep = z.infer<typeof worldStep>;
export type Step = YjsStep | EditorStep | WorldStep;
export type Scenario = z.infer<typeof scenarioSchema>;
export type StoreMode = Extract<WorldStep, { do: 'store' }>['mode'];

/** Independent of what else is drawn: a scenario with fewer steps keeps its clientIDs. */
export function randomFor(seed: number, ...path: readonly number[]): Random {
  let mixed = seed;
  for (const part of path) mixed = Math.floor(seededRandom(mixed * 31 + part + 1)() * 2 ** 32);
  return seededRandom(mixed);
}

/** An index of `length` things from a place in thousandths. */
export const indexAt = (at: number, length: number): number => Math.floor((at * length) / 1000);

/** Whether a place in a text is inside of a character of two UTF-16 units. */
export const splitsPair = (text: string, at: number): boolean =>
  /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));
