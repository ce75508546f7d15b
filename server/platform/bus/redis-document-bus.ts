import type { Redis } from '#server/platform/bus/redis.ts';
import type { DocumentBus } from '#server/platform/collab/document-bus.ts';
import type { Logger } from '#server/platform/logging/logger.ts';

const PREFIX = 'trame:document:';

/**
 * Messages about documents by Redis publish/subscribe, which forgets what nobody hears: the log of the documents is
 * what keeps them. One channel a document, so that a node hears of those that it has open only.
 */
export async function createRedisDocumentBus(redis: Redis, logger: Logger): Promise<DocumentBus> {
  const subscriber = redis.duplicate();
  // Both connections fail together; the first one's errors are logged where it was made.
  subscriber.on('error', () => {});
  await subscriber.connect();
  const failed = (error: unknown): void => {
    if (bus.connected) logger.warn({ err: error }, 'a message to other nodes was lost');
  };
  const bus: DocumentBus = {
    get connected() {
      return redis.isReady && subscriber.isReady;
    },
    onMessage: () => {},
    onReturn: () => {},
    publish(name, message) {
      redis.publish(PREFIX + name, Buffer.from(message)).catch(failed);
    },
    async listen(name) {
      const receive = (message: Buffer): void => bus.onMessage(name, message);
      await subscriber.subscribe(PREFIX + name, receive, true);
    },
    leave(name) {
      subscriber.unsubscribe(PREFIX + name).catch(failed);
    },
    async close() {
      await subscriber.close();
    },
  };
  subscriber.on('ready', () => bus.onReturn());
  return bus;
}
