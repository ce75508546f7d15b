import { join } from 'node:path';
import { PEERS } from '#server/bench/collab/sides/peer-packages.ts';
import { freePort, startServer } from '#server/bench/collab/sides/server-process.ts';
import type { Side } from '#server/bench/collab/sides/side.ts';

const HERE = import.meta.dirname;
const TARGET = join(HERE, '../../../scripts/collab-target.ts');

const plainAddress = (line: string): string | null => (line.startsWith('ws://') ? line : null);

function addressInJson(line: string): string | null {
  if (!line.startsWith('{')) return null;
  const { url }: { url: string } = JSON.parse(line);
  return url;
}

export const trame: Side = {
  name: 'Trame',
  dialect: 'yjs',
  acknowledges: 'trame',
  start: ({ documents, folder }) =>
    startServer({
      words: [TARGET, '--documents', String(documents), '--data', folder],
      urlFrom: addressInJson,
    }),
};

export const hocuspocus: Side = {
  name: 'Hocuspocus',
  dialect: 'hocuspocus',
  acknowledges: 'hocuspocus',
  start: ({ folder }) =>
    startServer({ words: [join(HERE, 'hocuspocus-server.ts'), folder], urlFrom: plainAddress }),
};

export const yWebsocket: Side = {
  name: 'y-websocket',
  dialect: 'yjs',
  acknowledges: null,
  start: async ({ folder }) => {
    const port = await freePort();
    return startServer({
      words: [join(PEERS, 'node_modules/y-websocket/bin/server.cjs')],
      environment: { HOST: '127.0.0.1', PORT: String(port), YPERSISTENCE: join(folder, 'level') },
      urlFrom: (line) => (line.startsWith('running at') ? `ws://127.0.0.1:${port}` : null),
    });
  },
};

const relayOf = (name: string, kind: string): Side => ({
  name,
  dialect: 'relay',
  acknowledges: null,
  start: () => startServer({ words: [join(HERE, 'relay-server.ts'), kind], urlFrom: plainAddress }),
});

export const relay: Side = relayOf('relay', 'plain');
export const batchingRelay: Side = relayOf('batching relay', 'batching');
