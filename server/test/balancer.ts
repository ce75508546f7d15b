import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/** What stands before several hosts: each connection goes to the next port that takes it. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  const forward = (client: Socket, tries: number): void => {
    const port = ports[turn % ports.length] ?? 0;
    turn += 1;
    const host = connect({ port, host: '127.0.0.1' });
    keep(host);
    host.once('connect', () => {
      client.pipe(host).pipe(client);
      client.once('close', () => host.destroy());
      host.once('close', () => client.destroy());
    });
    host.on('error', () => {
      if (host.readyState === 'open' || tries === 0) client.destroy();
      else forward(client, tries - 1);
    });
  };
  const server = createServer((client) => {
    keep(client);
    client.on('error', () => client.destroy());
    forward(client, ports.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
