import type { Server as HttpServer, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Server, type Socket } from 'socket.io';
import type { z } from 'zod';
import type { Redis } from '#server/platform/bus/redis.ts';
import type { ProxyTrust } from '#server/platform/http/client-address.ts';
import { toAppError } from '#server/platform/http/error-handler.ts';
import type { RateLimit, RateLimiter } from '#server/platform/http/rate-limit.ts';
import { parseInput } from '#server/platform/http/route.ts';
import type { Logger } from '#server/platform/logging/logger.ts';
import { AppError } from '#shared/core/errors.ts';
import type { Acknowledgement } from '#shared/core/result.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';

/** What a socket is known by; asked again at each event, so that a right withdrawn is withdrawn. */
export interface LiveIdentity {
  readonly viewer: Viewer;
  readonly sessionId: string | null;
}

interface LiveSettings {
  readonly httpServer: HttpServer;
  /** Carries events between processes; null when this one is alone. */
  readonly redis: Redis | null;
  readonly identify: (headers: IncomingHttpHeaders) => Promise<LiveIdentity>;
  readonly originAllowed: (origin: string | undefined) => boolean;
  readonly addressOf: ProxyTrust['addressOf'];
  readonly limiter: RateLimiter;
  readonly logger: Logger;
}

const MAX_FRAME = 256 * 1024;
const EVENTS: RateLimit = { name: 'event', points: 240, seconds: 60 };

interface EventDefinition<Input, Output> {
  readonly name: string;
  readonly schema: z.ZodType<Input>;
  readonly limit?: RateLimit;
  readonly handle: (input: Input, context: EventContext) => Promise<Output> | Output;
}

export interface EventContext {
  readonly viewer: Viewer;
  readonly socket: Socket;
}

/** Live events: rooms that features tell things to, and events that people send. */
export interface Live {
  /** Tells everyone in a room, on every node. */
  tell(room: string, event: string, payload: unknown): void;
  /** Adds one event in the order of every event: parse, limit, authorise (in `handle`), answer. */
  on<Input, Output>(definition: EventDefinition<Input, Output>): void;
  /** Called once when a socket is gone. */
  onLeave(listener: (socket: Socket) => void): void;
  /** Closes every socket of a session that ended. */
  endSession(sessionId: string): void;
  /** How many people hold a socket in a room, on every node. */
  countIn(room: string): Promise<number>;
  /** How many sockets this process holds. */
  readonly socketCount: number;
  close(): Promise<void>;
}

export function createLive(settings: LiveSettings): Live {
  const { httpServer, redis, identify, originAllowed, addressOf, limiter, logger } = settings;
  // Asked while the connection that opened a socket is still there: polling closes it.
  const addresses = new WeakMap<IncomingMessage, string>();
  const server = new Server(httpServer, {
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: MAX_FRAME,
    serveClient: false,
    // Documents have an endpoint of their own on the same server.
    destroyUpgrade: false,
    // No recovery of rooms: a right may have been withdrawn meanwhile. Clients ask again on connecting.
    allowRequest: (request, callback) => {
      addresses.set(request, addressOf(request));
      callback(null, originAllowed(request.headers.origin));
    },
    ...(redis && { adapter: createAdapter(redis) }),
  });
  const handlers = new Map<string, (values: unknown, socket: Socket) => Promise<unknown>>();
  const leaving: ((socket: Socket) => void)[] = [];

  server.use(async (socket, next) => {
    try {
      const { viewer, sessionId } = await identify(socket.handshake.headers);
      if (viewer.personId) await socket.join(`person:${viewer.personId}`);
      if (sessionId) await socket.join(`auth-session:${sessionId}`);
      next();
    } catch (error) {
      next(toAppError(error, logger));
    }
  });

  server.on('connection', (socket) => {
    socket.onAny((name: string, ...values: unknown[]) => void answer(socket, name, values));
    socket.on('disconnect', () => {
      for (const listener of leaving) listener(socket);
    });
  });

  async function answer(socket: Socket, name: string, values: unknown[]): Promise<void> {
    const last = values.at(-1);
    const acknowledge = (result: Acknowledgement<unknown>) => {
      if (typeof last === 'function') last(result);
    };
    try {
      const handler = handlers.get(name);
      if (!handler) throw new AppError('not_found', 'no such event');
      const value = await handler(values[0], socket);
      acknowledge({ ok: true, value: value ?? null });
    } catch (error) {
      acknowledge({ ok: false, error: toAppError(error, logger).toBody() });
    }
  }

  return {
    tell(room, event, payload) {
      server.to(room).emit(event, payload);
    },
    on(definition) {
      const { name, schema, limit, handle } = definition;
      if (handlers.has(name)) throw new Error(`event twice: ${name}`);
      handlers.set(name, async (value, socket) => {
        const input = parseInput(schema, value, 'input');
        const { viewer } = await identify(socket.handshake.headers);
        await limiter.consume(
          limit ?? EVENTS,
          viewer.personId ?? addresses.get(socket.request) ?? 'unknown',
        );
        return handle(input, { viewer, socket });
      });
    },
    onLeave(listener) {
      leaving.push(listener);
    },
    endSession(sessionId) {
      server.in(`auth-session:${sessionId}`).disconnectSockets(true);
    },
    async countIn(room) {
      return (await server.in(room).fetchSockets()).length;
    },
    get socketCount() {
      return server.engine.clientsCount;
    },
    async close() {
      await server.close();
    },
  };
}
