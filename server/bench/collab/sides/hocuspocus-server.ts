import { join } from 'node:path';
import { loadPeer } from '#server/bench/collab/sides/peer-packages.ts';
import { freePort } from '#server/bench/collab/sides/server-process.ts';

/** Hocuspocus as its documentation starts it, keeping documents in SQLite. Its folder is the argument. */
interface ServerModule {
  readonly Server: new (settings: {
    readonly address: string;
    readonly port: number;
    readonly quiet: boolean;
    readonly extensions: readonly unknown[];
  }) => { listen(): Promise<unknown> };
}

interface SqliteModule {
  readonly SQLite: new (settings: { readonly database: string }) => unknown;
}

const { Server }: ServerModule = await loadPeer('@hocuspocus/server');
const { SQLite }: SqliteModule = await loadPeer('@hocuspocus/extension-sqlite');
const port = await freePort();
const database = join(process.argv[2] ?? '', 'hocuspocus.sqlite');
const extensions = [new SQLite({ database })];
await new Server({ address: '127.0.0.1', port, quiet: true, extensions }).listen();
process.stdout.write(`ws://127.0.0.1:${port}\n`);
