import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostProcess } from '#server/test/host-process.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'trame-main-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the program to its end, with what it printed. */
function run(environment: Record<string, string>, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['server/main.ts', ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      MONGODB_URL: '',
      ...environment,
    },
  });
  let output = '';
  const keep = (bytes: Buffer) => {
    output += bytes.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const { promise, resolve } = Promise.withResolvers<Ended>();
  child.once('close', (code) => resolve({ code, output }));
  return promise;
}

describe('what cannot start', () => {
  let taken: ReturnType<typeof createServer>;
  let port: string;
  beforeAll(async () => {
    taken = createServer();
    const listening = Promise.withResolvers<void>();
    taken.listen(0, '127.0.0.1', () => listening.resolve());
    await listening.promise;
    const address = taken.address();
    port = String(address && typeof address === 'object' ? address.port : 0);
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'damaged'));
    writeFileSync(join(folder, 'damaged', 'trame.sqlite'), 'x'.repeat(5000));
  });
  afterAll(() => taken.close());

  it.each([
    ['a port in use', () => ({ PORT: port }), /^Trame: PORT: \d+ is in use on 127\.0\.0\.1\n$/],
    ['a port that is none', () => ({ PORT: 'x' }), /^Trame: PORT: must be a number\n$/],
    ['a bad URL', () => ({ SMTP_URL: 'mail' }), /^Trame: SMTP_URL: must be a URL [^\n]+\n$/],
    [
      'a folder that cannot be written',
      () => ({ DATA_DIR: join(folder, 'file', 'data') }),
      /^Trame: DATA_DIR: [^\n]+ cannot be written[^\n]*\n$/,
    ],
    [
      'a damaged store',
      () => ({ DATA_DIR: join(folder, 'damaged') }),
      /^Trame: DATA_DIR: the database file is damaged: [^\n]+ npm run store -- restore FILE [^\n]+\n$/,
    ],
    [
      'a store that does not answer',
      () => ({ MONGODB_URL: 'mongodb://127.0.0.1:1/trame?serverSelectionTimeoutMS=300' }),
      /^Trame: MONGODB_URL: [^\n]+\n$/,
    ],
    [
      'a Redis that does not answer',
      () => ({ REDIS_URL: 'redis://127.0.0.1:1' }),
      /^Trame: REDIS_URL: [^\n]+\n$/,
    ],
  ])('says one line about %s and ends with 1', async (_what, environment, line) => {
    const { code, output } = await run(environment());
    expect(output).toMatch(line);
    expect(code).toBe(1);
  });

  it('refuses a second process on the same folder', async () => {
    const host = await HostProcess.create({ args: ['--empty'], embedded: true });
    await host.start();
    const { code, output } = await run({ DATA_DIR: host.dataDir }, '--empty');
    expect(output).toMatch(/^Trame: [^\n]+\n$/);
    expect(code).toBe(1);
    await host.remove();
  });
});

describe('the command line', () => {
  it('tells every setting', async () => {
    const { code, output } = await run({}, '--help');
    expect(code).toBe(0);
    expect(output).toContain('MONGODB_URL');
  });

  it('refuses what it does not know', async () => {
    const { code, output } = await run({}, '--nonsense');
    expect(output).toMatch(/^Trame: [^\n]*--nonsense[^\n]*\n$/);
    expect(code).toBe(1);
  });
});

describe('a demonstration host', () => {
  it('prints a link for each of the five, which signs in; they stay over a restart', async () => {
    const host = await HostProcess.create();
    await host.start();
    const links = host.output.match(/http\S+token=\S+/g) ?? [];
    expect(links).toHaveLength(5);
    const cookies = await Promise.all(links.map(cookieOf));
    await host.kill();
    await host.start();
    const sessions = await Promise.all(
      cookies.map(async (cookie) => {
        const answer = await fetch(`${host.url}/api/session`, { headers: { cookie } });
        return (await answer.json()).person?.email;
      }),
    );
    expect(new Set(sessions).size).toBe(5);
    expect(sessions.every((email) => email?.endsWith('@example.org'))).toBe(true);
    await host.remove();
  });

  it('is not made beyond this machine', async () => {
    const host = await HostProcess.create({ environment: { HOST: '0.0.0.0' } });
    await host.start();
    expect(host.output).not.toContain('token=');
    const spaces = await fetch(`${host.url}/api/spaces`);
    expect((await spaces.json()).items).toEqual([]);
    await host.remove();
  });
});

async function cookieOf(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}
