import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { RunningSide } from '#server/bench/collab/sides/side.ts';

const START_LIMIT = 60_000;
const STOP_LIMIT = 20_000;

interface ServerProgram {
  /** What Node is to run, with its arguments. */
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The address, once a line says that the server answers; null for other lines. */
  readonly urlFrom: (line: string) => string | null;
}

/** Starts a server and waits until it answers. Rejects when it ends or takes more than a minute. */
export async function startServer(program: ServerProgram): Promise<RunningSide> {
  const child = spawn(process.execPath, program.words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...program.environment },
  });
  const exited = once(child, 'exit');
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const fail = () => reject(new Error(`a server did not start: ${program.words.join(' ')}`));
  const timer = setTimeout(fail, START_LIMIT);
  exited.then(fail, fail);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const url = program.urlFrom(line);
    if (url !== null) resolve(url);
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
    await exited;
    clearTimeout(late);
  };
  try {
    const url = await promise;
    return { url, pid: child.pid ?? 0, stop };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** A port that nobody uses now, for programs that cannot say which one they were given. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
