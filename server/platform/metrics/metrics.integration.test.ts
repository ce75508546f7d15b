import { afterEach, describe, expect, it } from 'vitest';
import { PROGRAM_VERSION } from '#server/config/program-version.ts';
import { addMail } from '#server/platform/persistence/mail-store.ts';
import { freePort } from '#server/test/host-process.ts';
import { startTestHost, type TestHost } from '#server/test/test-host.ts';

const TOKEN = 'a-token-of-more-than-thirty-two-characters';

let test: TestHost;
afterEach(() => test?.close());

interface Page {
  readonly status: number;
  readonly text: string;
  /** The value of one figure, labels included in its name; undefined when it is not told. */
  figure(name: string): number | undefined;
}

async function read(headers: Record<string, string> = {}, base = test.url): Promise<Page> {
  const answer = await fetch(`${base}/metrics`, { headers });
  const text = await answer.text();
  return {
    status: answer.status,
    text,
    figure(name) {
      const line = text.split('\n').find((each) => each.startsWith(`${name} `));
      return line === undefined ? undefined : Number(line.slice(name.length + 1));
    },
  };
}

/** A host that people reach under a public address; gives where it is on this machine. */
async function startPublicHost(settings: { readonly metricsToken?: string } = {}): Promise<string> {
  const port = await freePort();
  test = await startTestHost({ port, publicUrl: 'http://trame.example.org', ...settings });
  return `http://127.0.0.1:${port}`;
}

const requests = (method: string, route: string, status: string) =>
  `trame_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`;

describe('what /metrics tells', () => {
  it('counts requests by the pattern of their route, never by their address', async () => {
    test = await startTestHost();
    const space = await test.space('nord');
    const person = await test.person('Anne', [[space, 'member']]);
    await test.call(person, 'GET', '/api/spaces/nord/topics');
    await test.call(person, 'GET', '/api/spaces/nord/topics');
    await test.call(null, 'GET', '/api/topics/5f5f5f5f5f5f5f5f5f5f5f5f');
    await test.call(null, 'GET', '/api/a-secret-word?of=somebody');
    const page = await read();
    expect(page.status).toBe(200);
    expect(page.figure(requests('GET', '/api/spaces/:slug/topics', '2xx'))).toBe(2);
    expect(page.figure(requests('GET', '/api/topics/:topicId', '4xx'))).toBe(1);
    expect(page.text).not.toMatch(/secret|somebody|5f5f5f|nord|Anne|example\.org/);
  });

  it('tells of the process, of who is connected, of the store and of mails', async () => {
    test = await startTestHost();
    const socket = await test.socket(null);
    await addMail({ to: 'anne@example.org', subject: 'Bonjour', text: 'Bonjour' }, 'waiting');
    const page = await read();
    expect(page.figure(`trame_build_info{version="${PROGRAM_VERSION}"}`)).toBe(1);
    expect(page.figure('trame_live_sockets')).toBe(1);
    expect(page.figure('trame_http_connections')).toBeGreaterThanOrEqual(2);
    expect(page.figure('trame_collab_connections')).toBe(0);
    expect(page.figure('trame_collab_documents')).toBe(0);
    expect(page.figure('trame_store_up')).toBe(1);
    expect(page.figure('trame_store_ping_seconds')).toBeGreaterThan(0);
    expect(page.figure('trame_mails_waiting')).toBe(1);
    expect(page.figure('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(page.text).toContain('nodejs_eventloop_lag_seconds');
    socket.close();
  });

  it('tells of the embedded store what bounds its memory and its files', async () => {
    test = await startTestHost({ mongodbUrl: undefined });
    const page = await read();
    expect(page.figure('trame_store_file_bytes')).toBeGreaterThan(0);
    expect(page.figure('trame_store_log_bytes')).toBeGreaterThan(0);
    expect(page.figure('trame_store_heap_bytes')).toBeGreaterThan(0);
    expect(page.figure('trame_store_cache_limit_bytes')).toBeGreaterThan(0);
  });
});

describe('who may read /metrics', () => {
  it('is this machine alone without a token, and nobody through a proxy', async () => {
    test = await startTestHost();
    expect((await read()).status).toBe(200);
    expect((await read({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(404);
    expect((await read({ forwarded: 'for=203.0.113.7' })).status).toBe(404);
  });

  it('is nobody without a token once the host has a public address', async () => {
    const here = await startPublicHost();
    const page = await read({}, here);
    expect(page.status).toBe(404);
    expect(JSON.parse(page.text)).toMatchObject({ error: { code: 'not_found' } });
  });

  it('is who shows the token, from anywhere, and nobody else', async () => {
    const here = await startPublicHost({ metricsToken: TOKEN });
    const known = { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.7' };
    expect((await read(known, here)).status).toBe(200);
    for (const authorization of ['', 'Bearer ', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN]) {
      const page = await read({ authorization }, here);
      expect(page.status).toBe(401);
      expect(JSON.parse(page.text)).toMatchObject({ error: { code: 'bad_credentials' } });
    }
  });

  it('is slowed down when it asks too often', async () => {
    test = await startTestHost();
    const pages = await Promise.all(Array.from({ length: 125 }, () => read()));
    const slowed = pages.filter(({ status }) => status === 429);
    expect(slowed).toHaveLength(5);
  });
});
