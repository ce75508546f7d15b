import type { Socket } from 'node:net';
import { commandOf } from './commands/registry.ts';
import { CommandError } from './errors.ts';
import { errorAnswer, type GroupCommit } from './group-commit.ts';
import { MessageReader, type Request, readMessage, writeAnswer } from './wire.ts';

/** Bytes that may wait for a slow reader before nothing more is read from it. */
const HIGH_WATER = 64 * 1024 * 1024;

/** Serves one connection until it ends. Bytes that are not the protocol close it, and it alone. */
export function serveConnection(socket: Socket, commits: GroupCommit): void {
  const reader = new MessageReader();
  const answer = (request: Request, message: () => Buffer): void => {
    if (!request.answered || socket.destroyed) return;
    socket.write(message());
    if (socket.writableLength > HIGH_WATER) {
      socket.pause();
      socket.once('drain', () => socket.resume());
    }
  };
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of reader.push(chunk)) submit(readMessage(message), commits, answer);
    } catch {
      socket.destroy();
    }
  });
}

function submit(
  request: Request,
  commits: GroupCommit,
  answer: (request: Request, message: () => Buffer) => void,
): void {
  const command = commandOf(request);
  if (command instanceof CommandError) {
    answer(request, () => writeAnswer(request, errorAnswer(command)));
    return;
  }
  commits.submit(request, command, (result) => answer(request, () => writeAnswer(request, result)));
}
