import { json } from 'node:stream/consumers';
import { typeUntilKilled } from '#server/bench/collab/load/crash.ts';
import {
  fillDocument,
  joinLate,
  openDocuments,
  readStored,
} from '#server/bench/collab/load/documents.ts';
import { runRooms } from '#server/bench/collab/load/rooms.ts';
import { type Task, task } from '#server/bench/collab/load/tasks.ts';

/**
 * The load of the bench of documents, in a process of its own so that it shares nothing with what it measures.
 * Reads a task as JSON from its input, prints the result as JSON.
 */
function run(wish: Task): Promise<object> {
  switch (wish.kind) {
    case 'rooms':
      return runRooms(wish);
    case 'open':
      return openDocuments(wish);
    case 'fill':
      return fillDocument(wish);
    case 'joins':
      return joinLate(wish);
    case 'crash':
      return typeUntilKilled(wish);
    case 'stored':
      return readStored(wish);
  }
}

const result = await run(task.parse(await json(process.stdin)));
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
