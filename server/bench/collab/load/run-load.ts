import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import type { Task } from '#server/bench/collab/load/tasks.ts';

const PROGRAM = join(import.meta.dirname, '../load-process.ts');

/** Runs a load in its own process, to its end. Rejects when it fails or answers something else. */
export async function runLoad<Result>(wish: Task, result: z.ZodType<Result>): Promise<Result> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(wish));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`the load “${wish.kind}” ended with ${code}`);
  return result.parse(JSON.parse(output));
}
