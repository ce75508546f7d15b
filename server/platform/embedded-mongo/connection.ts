import type { Socket } from 'node:net';
import { commandOf } from './commands/registry.ts';
import { CommandError } from './errors.ts';
import { errorAnswer, type GroupCommit } from './group-commit.ts';
import { MessageReader, type Request, readMessage, writeAnswer } from './wire.ts';

/** Bytes that may wait for a slow reader before nothing more is read from it. */
const HIGH_WATER = 64 * 1024 * 1024;

/**
 * Serves one connection until it ends, one request after the other, as MongoDB does: what it asks sees
 * what it wrote, even unacknowledged. Bytes that are not the protocol close it, and it alone.
 */
export function serveConnection(socket: Socket, commits: GroupCommit): void {
  const reader = new MessageReader();
  const waiting: Request[] = [];
  let busy = false;
  const send = (request: Request, message: Buffer): void => {
    if (!request.answered || socket.destroyed) return;
    socket.write(message);
    if (socket.writableLength > HIGH_WATER) {
      socket.pause();
      socket.once('drain', () => socket.resume());
    }
  };
  const serveNext = (): void => {
    const request = waiting.shift();
    busy = request !== undefined;
    if (!request) return;
    const command = commandOf(request);
    if (command instanceof CommandError) {
      send(request, writeAnswer(request, errorAnswer(command)));
      serveNext();
      return;
    }
    commits.submit(request, command, (answer) => {
      send(request, writeAnswer(request, answer));
      serveNext();
    });
  };
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of reader.push(chunk)) waiting.push(readMessage(message));
      if (!busy) serveNext();
    } catch {
      socket.destroy();
    }
  });
}
