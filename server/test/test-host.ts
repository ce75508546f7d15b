import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { type Host, startHost } from '#server/composition.ts';
import type { Config } from '#server/config/config.ts';
import { addPerson } from '#server/features/accounts/mutations.ts';
import { addSpace, setMembership } from '#server/features/spaces/mutations.ts';
import { createSignInLink } from '#server/platform/auth/auth.ts';
import { createLogger } from '#server/platform/logging/logger.ts';
import type { PersonId, SpaceId } from '#shared/core/ids.ts';
import type { SpaceRole } from '#shared/features/spaces/abilities.ts';
import { givenStore } from './test-store.ts';

export interface Answer {
  readonly status: number;
  /** The parsed JSON, or null when the body was empty or another kind. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly body: any;
  readonly headers: Headers;
}

export interface TestPerson {
  readonly id: PersonId;
  readonly email: string;
  readonly cookie: string;
}

/** A person as the API sees them: `null` is a visitor without a session. */
type As = TestPerson | null;

export interface TestHost {
  readonly url: string;
  readonly host: Host;
  /** A signed-in person, with a role in each space that is named. */
  person(name: string, roles?: ReadonlyArray<readonly [SpaceId, SpaceRole]>): Promise<TestPerson>;
  space(slug: string, visibility?: 'public' | 'members'): Promise<SpaceId>;
  /** One request to the JSON API; a string body is sent as it is. */
  call(as: As, method: string, path: string, body?: unknown): Promise<Answer>;
  /** A connected Socket.IO client, closed with the host. */
  socket(as: As): Promise<Socket>;
  /** Ends the host in order and starts it again on the same folder, at another address. */
  restart(whileDown?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

let counter = 0;

/**
 * The whole server in this process, without demonstration data, on the embedded store unless tests
 * were given another. Mongoose has one connection a process, so one host a test file.
 */
export async function startTestHost(settings: Partial<Config> = {}): Promise<TestHost> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trame-test-'));
  const secret = randomBytes(32).toString('hex');
  const store = givenStore();
  const start = (): Promise<Host> =>
    startOn(dataDir, { secret, mongodbUrl: store?.url, ...settings });
  let host = await start();
  const sockets: Socket[] = [];

  async function signIn(email: string): Promise<string> {
    const link = await createSignInLink(host.auth, host.url, email, 60);
    const answer = await fetch(link, { redirect: 'manual' });
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  return {
    get url() {
      return host.url;
    },
    get host() {
      return host;
    },
    async person(name, roles = []) {
      counter += 1;
      const email = `person-${counter}@example.org`;
      const { id } = await addPerson({ name, email });
      for (const [spaceId, role] of roles) await setMembership(spaceId, id, role);
      return { id, email, cookie: await signIn(email) };
    },
    space(slug, visibility = 'public') {
      counter += 1;
      return addSpace({
        slug,
        name: slug,
        kind: 'territory',
        accent: 'nord',
        purpose: '',
        visibility,
        order: counter,
      });
    },
    async call(as, method, path, body) {
      const answer = await fetch(`${host.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(as && { cookie: as.cookie }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const json = answer.headers.get('content-type')?.includes('json');
      return {
        status: answer.status,
        body: json && text ? JSON.parse(text) : null,
        headers: answer.headers,
      };
    },
    async socket(as) {
      const socket = io(host.url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        ...(as && { extraHeaders: { cookie: as.cookie } }),
      });
      sockets.push(socket);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
      await promise;
      return socket;
    },
    async restart(whileDown) {
      await host.close();
      await whileDown?.();
      host = await start();
    },
    async close() {
      for (const socket of sockets) socket.close();
      await host.close();
      await store?.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const startOn = (
  dataDir: string,
  settings: Partial<Config> & Pick<Config, 'secret'>,
): Promise<Host> =>
  startHost(
    {
      host: '127.0.0.1',
      port: 0,
      publicUrl: undefined,
      dataDir,
      mongodbUrl: undefined,
      redisUrl: undefined,
      smtpUrl: undefined,
      mailFrom: 'Trame <trame@example.org>',
      metricsToken: undefined,
      trustedProxies: [],
      logLevel: 'error',
      services: new Set(['web', 'worker']),
      dev: false,
      loopback: true,
      demonstration: false,
      ...settings,
    },
    createLogger('error'),
    (error) => {
      throw error;
    },
  );
