import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import type { Lifecycle } from '#server/platform/lifecycle/shutdown.ts';

/** The client as Vite serves it while one develops: rebuilt at each change, reloaded in the page. */
export async function createDevClient(
  server: Server,
  lifecycle: Lifecycle,
): Promise<RequestHandler> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    // Read as it is: a bundled copy of the configuration would look like a change to the watcher.
    configLoader: 'native',
    server: { middlewareMode: true, hmr: { server } },
  });
  lifecycle.add('vite', () => vite.close());
  return vite.middlewares;
}
