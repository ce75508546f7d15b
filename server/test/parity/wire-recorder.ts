import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Document } from 'bson';
import { commandShapes } from './command-shapes.ts';
import { ShapeList } from './shape-list.ts';
import { MessageCutter, readCommand } from './wire-messages.ts';

export interface WireRecorder {
  /** Where clients connect instead of the store itself. */
  readonly url: string;
  /** What clients asked and were answered so far. */
  readonly seen: ShapeList;
  close(): Promise<void>;
}

/**
 * Stands between clients and a store on a port of this machine, passes every byte on, and keeps the
 * shapes of what it sees. On the socket, because it is the one place that every client goes through:
 * Mongoose, better-auth, Agenda and the driver itself, in this process and in others.
 */
export async function recordWire(storeUrl: string): Promise<WireRecorder> {
  const { hostname, port, pathname, search } = new URL(storeUrl);
  const seen = new ShapeList();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const store = connect(Number(port), hostname);
    for (const socket of [client, store]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    passBothWays(client, store, seen);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `mongodb://127.0.0.1:${address.port}${pathname}${search}`,
    seen,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function passBothWays(client: Socket, store: Socket, seen: ShapeList): void {
  const asked = new Map<number, Document>();
  const questions = new MessageCutter();
  const answers = new MessageCutter();
  client.on('data', (bytes) => {
    for (const message of questions.push(bytes)) {
      const command = readCommand(message);
      if (command) asked.set(message.readInt32LE(4), command);
    }
  });
  store.on('data', (bytes) => {
    for (const message of answers.push(bytes)) {
      const question = message.readInt32LE(8);
      const command = asked.get(question);
      const answer = readCommand(message);
      if (command && answer) seen.add(commandShapes(command, answer));
      asked.delete(question);
    }
  });
  client.pipe(store);
  store.pipe(client);
  // Whichever end breaks takes the other with it, as without anyone between them.
  client.on('error', () => store.destroy());
  store.on('error', () => client.destroy());
  client.once('close', () => store.destroy());
  store.once('close', () => client.destroy());
}
