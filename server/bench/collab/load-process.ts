import { json } from 'node:stream/consumers';
import { runRooms } from '#server/bench/collab/load/rooms.ts';
import { task } from '#server/bench/collab/load/tasks.ts';

/**
 * The load of the bench of documents, in a process of its own so that it shares nothing with what it measures.
 * Reads a task as JSON from its input, prints the result as JSON.
 */
const result = await runRooms(task.parse(await json(process.stdin)));
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
