import { createServer } from 'node:http';
import { type CollabServer, createCollabServer } from '#server/platform/collab/collab-server.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import type { CollabLimits } from '#server/platform/collab/limits.ts';

export interface TestServer {
  readonly collab: CollabServer;
  /** `ws://…/collab`; the query `account` says who connects. */
  readonly url: string;
  close(): Promise<void>;
}

/** A real server on a free port, where anyone is who they say; `reader` only reads. */
export async function startTestServer(
  log: DocumentLog,
  limits: Partial<CollabLimits> = {},
  port = 0,
): Promise<TestServer> {
  const collab = createCollabServer({
    log,
    limits,
    authorise: async (request) => {
      const account = new URL(request.url ?? '', 'ws://here').searchParams.get('account');
      if (!account) return { refused: 4401, reason: 'nobody is signed in' };
      return { account, name: account, sessionId: account };
    },
    roleFor: async (account, { document }) => {
      if (document === 'absent') return 'unknown_document';
      return account === 'reader' ? 'read' : 'write';
    },
    isAllowedOrigin: (origin) => origin === undefined || origin === 'https://trame.example.org',
  });
  const http = createServer();
  http.on('upgrade', (request, socket, head) => {
    if (!collab.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const address = http.address();
  if (!address || typeof address === 'string') throw new Error('no port was given');
  return {
    collab,
    url: `ws://127.0.0.1:${address.port}/collab`,
    async close() {
      await collab.shutdown();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
