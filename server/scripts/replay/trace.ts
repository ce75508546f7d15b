import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const patch = z.tuple([z.int().min(0), z.int().min(0), z.string()]);
const patches = z.array(patch).readonly();

/**
 * A recorded text, in either form of the public repository josephg/editing-traces: by several
 * authors with the parents of each transaction, or by one author in sequence. Positions and
 * lengths count Unicode code points.
 */
const traceSchema = z.union([
  z.object({
    kind: z.literal('concurrent'),
    endContent: z.string(),
    numAgents: z.int().min(1).max(64),
    txns: z
      .array(z.object({ parents: z.array(z.int().min(0)), agent: z.int().min(0), patches }))
      .min(1),
  }),
  z
    .object({
      startContent: z.string().default(''),
      endContent: z.string(),
      txns: z.array(z.object({ patches })).min(1),
    })
    .transform(({ startContent, endContent, txns }) => ({
      endContent,
      numAgents: 1,
      txns: [{ patches: [[0, 0, startContent]] as const }, ...txns].map((txn, index) => ({
        parents: index === 0 ? [] : [index - 1],
        agent: 0,
        patches: txn.patches,
      })),
    })),
]);

export type Trace = z.output<typeof traceSchema>;

/** Reads a trace, compressed by gzip or not. Throws an Error whose message fits in one line. */
export function readTrace(file: string): Trace {
  const bytes = readFileSync(file);
  const compressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  let value: unknown;
  try {
    value = JSON.parse((compressed ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch {
    throw new Error(`${file} is not JSON`);
  }
  const parsed = traceSchema.safeParse(value);
  if (!parsed.success) throw new Error(`${file} is not a trace of edits`);
  return parsed.data;
}
