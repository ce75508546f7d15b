import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { serverFrame } from '#server/bench/collab/wire/server-frames.ts';

/**
 * Servers that only pass on, to know what sockets cost. `plain` sends each message to the other clients of its
 * room as it comes, by `ws`; `batching` makes a frame of it once, and writes all frames of a turn of the event
 * loop to each socket at once, those of its own included.
 */
interface Relay {
  enter(room: string, socket: WebSocket, stream: Duplex): void;
}

function roomsOf<Member>(): (room: string) => Set<Member> {
  const rooms = new Map<string, Set<Member>>();
  return (name) => {
    const room = rooms.get(name) ?? new Set();
    rooms.set(name, room);
    return room;
  };
}

function plainRelay(): Relay {
  const roomOf = roomsOf<WebSocket>();
  return {
    enter(name, socket) {
      const room = roomOf(name);
      room.add(socket);
      socket.on('close', () => room.delete(socket));
      socket.on('message', (message) => {
        for (const other of room) {
          if (other !== socket) other.send(message, { binary: true });
        }
      });
    },
  };
}

function batchingRelay(): Relay {
  const roomOf = roomsOf<Duplex>();
  const waiting = new Map<Set<Duplex>, Buffer[]>();
  const flush = (): void => {
    for (const [room, frames] of waiting) {
      const bytes = Buffer.concat(frames);
      for (const stream of room) stream.write(bytes);
    }
    waiting.clear();
  };
  return {
    enter(name, socket, stream) {
      const room = roomOf(name);
      room.add(stream);
      socket.on('close', () => room.delete(stream));
      socket.on('message', (message) => {
        if (!(message instanceof Uint8Array)) return;
        if (waiting.size === 0) setImmediate(flush);
        const frames = waiting.get(room) ?? [];
        waiting.set(room, frames);
        frames.push(serverFrame(message));
      });
    },
  };
}

const relay = process.argv[2] === 'batching' ? batchingRelay() : plainRelay();
const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const http = createServer();
http.on('upgrade', (request, stream, head) => {
  webSockets.handleUpgrade(request, stream, head, (socket) => {
    socket.on('error', () => socket.terminate());
    relay.enter(request.url ?? '', socket, stream);
  });
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (!address || typeof address === 'string') throw new Error('no port was given');
  process.stdout.write(`ws://127.0.0.1:${address.port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
