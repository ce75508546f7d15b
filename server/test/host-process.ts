import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';
import { givenStore, type TestStore } from './test-store.ts';

const ROOT = join(import.meta.dirname, '../..');
const START_LIMIT = 90_000;
const STOP_LIMIT = 15_000;

/** A port that was free a moment ago: kept over restarts, so that clients find the host again. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const closed = Promise.withResolvers<void>();
  server.close(() => closed.resolve());
  await closed.promise;
  return address.port;
}

interface HostProcessOptions {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder of the caller's, which `remove` leaves; without it, a temporary one. */
  readonly dataDir?: string;
  /** What to write before the command, such as a tool that runs it. */
  readonly wrapper?: readonly string[];
  /** On the embedded store, even where tests were given a server. */
  readonly embedded?: boolean;
}

/** A whole host in a process of its own, on a temporary folder, that can be killed for real. */
export class HostProcess {
  readonly port: number;
  readonly dataDir: string;
  readonly #options: HostProcessOptions;
  readonly #store: TestStore | null;
  #child: ChildProcess | null = null;
  #output = '';

  private constructor(port: number, dataDir: string, options: HostProcessOptions) {
    this.port = port;
    this.dataDir = dataDir;
    this.#options = options;
    this.#store = options.embedded ? null : givenStore();
  }

  static async create(options: HostProcessOptions = {}): Promise<HostProcess> {
    const folder = options.dataDir ?? mkdtempSync(join(tmpdir(), 'trame-'));
    return new HostProcess(await freePort(), folder, options);
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Where another program finds the store of this host while it runs. */
  get storeUrl(): string {
    const url = this.#store?.url ?? readStoreAddress(this.dataDir);
    if (!url) throw new Error('the host does not run');
    return url;
  }

  /** The settings of this host, for programs that work on the same folder and store. */
  get environment(): Readonly<Record<string, string>> {
    return {
      HOST: '127.0.0.1',
      PORT: String(this.port),
      DATA_DIR: this.dataDir,
      // Said in any case: a store named in the shell that runs the tests is nobody's to fill.
      MONGODB_URL: this.#store?.url ?? '',
      ...this.#options.environment,
    };
  }

  /** Everything that the host printed since it was created. */
  get output(): string {
    return this.#output;
  }

  /** What the process ended with; null while it runs. */
  get exitCode(): number | null {
    return this.#child?.exitCode ?? null;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves once it says its address; rejects with what was printed when it does not. */
  async start(): Promise<void> {
    const { wrapper = [], args = [] } = this.#options;
    const [command = '', ...words] = [...wrapper, process.execPath, 'server/main.ts', ...args];
    const child = spawn(command, words, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.environment },
    });
    this.#child = child;
    const keep = (bytes: Buffer) => {
      this.#output += bytes.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    await this.printed(/^Trame: (http|store at )/m, this.#output.length);
  }

  /** Resolves when something of this form was printed; rejects when the process ends without. */
  async printed(pattern: RegExp, since = 0): Promise<void> {
    const child = this.#child;
    if (!child) throw new Error('the host does not run');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const failed = () => reject(new Error(`${pattern} was not printed:\n${this.#output}`));
    const timer = setTimeout(failed, START_LIMIT);
    const look = () => {
      if (pattern.test(this.#output.slice(since))) resolve();
    };
    child.once('exit', failed);
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      child.off('exit', failed);
      child.stdout?.off('data', look);
      child.stderr?.off('data', look);
    }
  }

  /** SIGKILL: what a power cut or the kernel does. Resolves when the process is gone. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** An ordered end. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Ends the host and removes its folder and its store. */
  async remove(): Promise<void> {
    await this.stop();
    await this.#store?.close();
    if (!this.#options.dataDir) rmSync(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    child.once('exit', () => resolve());
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
    await promise;
    clearTimeout(timer);
  }
}
