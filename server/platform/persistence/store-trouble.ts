import type { EmbeddedMongoOptions } from '#server/platform/embedded-mongo/start.ts';
import type { Logger } from '#server/platform/logging/logger.ts';

const WORDS = {
  full: 'the disk of DATA_DIR is full: nothing is stored until there is room, reading goes on',
  failing: 'the disk of DATA_DIR answers with errors: nothing is stored, reading goes on',
  damaged:
    'the database is damaged: nothing is stored any more, what can be read is. Stop and bring back a copy: npm run store -- restore FILE',
};

/** Tells whoever runs the host, once at each change, that the embedded store refuses writes or takes them again. */
export const tellTrouble =
  (logger: Logger): NonNullable<EmbeddedMongoOptions['onTrouble']> =>
  (trouble, reason) => {
    if (trouble) logger.error({ reason }, WORDS[trouble]);
    else logger.warn('the store takes writes again');
  };
