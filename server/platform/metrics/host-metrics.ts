import type { Server } from 'node:http';
import type { CollabServer } from '#server/platform/collab/collab-server.ts';
import type { Metrics } from '#server/platform/metrics/metrics.ts';
import type { StoreFigures } from '#server/platform/persistence/store-figures.ts';
import type { Live } from '#server/platform/realtime/live.ts';

interface WatchedHost {
  readonly server: Server;
  readonly live: Live;
  readonly collab: CollabServer;
}

/** Who is connected to this process, and to what. */
export function addConnectionMetrics(
  metrics: Metrics,
  { server, live, collab }: WatchedHost,
): void {
  metrics.gauge('trame_http_connections', 'Connections open on the port of HTTP', () =>
    connectionsOf(server),
  );
  metrics.gauge('trame_live_sockets', 'Sockets that follow live events', () => live.socketCount);
  metrics.gauge(
    'trame_collab_connections',
    'Connections that read or write documents',
    () => collab.connectionCount,
  );
  metrics.gauge(
    'trame_collab_documents',
    'Sections of documents held in memory',
    () => collab.documentCount,
  );
}

function connectionsOf(server: Server): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  server.getConnections((error, count) => resolve(error ? undefined : count));
  return promise;
}

/** What the store says of itself; the embedded store alone tells of its cache and its files. */
export function addStoreMetrics(metrics: Metrics, read: () => Promise<StoreFigures>): void {
  const gauge = (name: string, help: string, pick: (figures: StoreFigures) => number | undefined) =>
    metrics.gauge(`trame_${name}`, help, async () => pick(await read()));
  gauge('store_up', 'Whether the store answers: 1 or 0', ({ pingSeconds }) =>
    pingSeconds === undefined ? 0 : 1,
  );
  gauge(
    'store_ping_seconds',
    'How long the store takes to say that it is there',
    (figures) => figures.pingSeconds,
  );
  gauge('mails_waiting', 'Mails to be sent, 10,000 at most', (figures) => figures.mailsWaiting);
  gauge(
    'store_cache_limit_bytes',
    'Most that the embedded store keeps of its file in memory',
    ({ pageCache }) => pageCache?.limitBytes,
  );
  gauge(
    'store_heap_bytes',
    'What the thread of the embedded store holds besides: documents on their way, cursors',
    ({ heap }) => heap?.bytes,
  );
  gauge('store_file_bytes', 'Size of the embedded store’s file', ({ file }) => file?.bytes);
  gauge('store_log_bytes', 'Size of its write-ahead log', ({ file }) => file?.logBytes);
}
