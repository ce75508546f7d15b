import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';

/**
 * The embedded store alone in a process: prints its address, and its memory (resident, in bytes) for each line
 * that it reads. Ends with its input.
 */
const store = await startEmbeddedMongo({ folder: process.argv[2] ?? '' });
process.stdout.write(`${JSON.stringify({ url: store.url })}\n`);
process.stdin.on('data', () => {
  process.stdout.write(`${JSON.stringify({ resident: process.memoryUsage.rss() })}\n`);
});
process.stdin.on('end', () => store.stop());
