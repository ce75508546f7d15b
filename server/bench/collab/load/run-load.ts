import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import {
  type RoomsResult,
  type RoomsTask,
  roomsResult,
  type task,
} from '#server/bench/collab/load/tasks.ts';

const PROGRAM = join(import.meta.dirname, '../load-process.ts');

async function resultOf(wish: z.output<typeof task>): Promise<unknown> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(wish));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`the load “${wish.kind}” ended with ${code}`);
  return JSON.parse(output);
}

export const loadRooms = async (wish: Omit<RoomsTask, 'kind'>): Promise<RoomsResult> =>
  roomsResult.parse(await resultOf({ kind: 'rooms', ...wish }));
