import { createClient } from 'redis';
import { StartupError } from '#server/config/startup-error.ts';
import type { Logger } from '#server/platform/logging/logger.ts';

export type Redis = Awaited<ReturnType<typeof connectRedis>>;

/** A Redis that is away when the process starts is a wrong setting; one that goes away later is awaited. */
export async function connectRedis(url: string, logger: Logger) {
  let connected = false;
  const client = createClient({
    url,
    socket: {
      connectTimeout: 5_000,
      reconnectStrategy: (retries) => (connected ? Math.min(retries * 100, 2_000) : false),
    },
  });
  client.on('error', (error: unknown) => {
    if (connected) logger.warn({ err: error }, 'redis');
  });
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`REDIS_URL: Redis does not answer (${reason})`);
  }
  connected = true;
  return client;
}
