import { spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#server/test/host-process.ts';
import { hasProgram, type Program, startProgram } from '#server/test/program.ts';

/** The programs beside Trame, started by the very scripts and settings of docker-compose.yml. */
const secret = randomBytes(32).toString('hex');
const folder = mkdtempSync(join(tmpdir(), 'trame-services-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = (name: string) => join(import.meta.dirname, name);
const commandLine = (program: Program) => readFileSync(`/proc/${program.pid}/cmdline`, 'utf8');

describe.skipIf(!hasProgram('redis-server'))('redis', () => {
  let redis: Program;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    redis = await startProgram({
      command: 'sh',
      args: [script('redis.sh'), '--port', String(port), '--bind', '127.0.0.1'],
      environment: { RUNTIME_DIRECTORY: folder, REDIS_PASSWORD: secret },
      readyText: 'Ready to accept connections',
    });
  });
  afterAll(() => redis?.stop());

  it('answers who knows the password, which its command line does not show', async () => {
    const client = createClient({ url: `redis://:${secret}@127.0.0.1:${port}` });
    await client.connect();
    expect(await client.ping()).toBe('PONG');
    expect(await client.configGet(['save', 'appendonly', 'maxmemory-policy'])).toEqual({
      save: '',
      appendonly: 'no',
      'maxmemory-policy': 'allkeys-lru',
    });
    await client.close();
    expect(commandLine(redis)).toContain('redis-server');
    expect(commandLine(redis)).not.toContain(secret);
  });

  it('refuses who does not', async () => {
    for (const user of ['', ':wrong@']) {
      const client = createClient({
        url: `redis://${user}127.0.0.1:${port}`,
        socket: { reconnectStrategy: false },
      });
      client.on('error', () => {});
      await expect(client.connect()).rejects.toThrow(/NOAUTH|WRONGPASS/);
    }
  });
});

describe.skipIf(!hasProgram('turnserver') || !hasProgram('turnutils_uclient'))('coturn', () => {
  let coturn: Program;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    const address = ['--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1'];
    coturn = await startProgram({
      command: 'sh',
      args: [script('turnserver.sh'), ...address, `--listening-port=${port}`],
      environment: { RUNTIME_DIRECTORY: folder, TURN_SECRET: secret },
      readyText: 'IO method (admin thread)',
    });
  });
  afterAll(() => coturn?.stop());

  /** What a tool of coturn's prints, within ten seconds. */
  function ask(tool: string, ...args: string[]): string {
    const common = ['-p', String(port), ...args, '127.0.0.1'];
    const { stdout, stderr } = spawnSync(tool, common, { timeout: 10_000, encoding: 'utf8' });
    return stdout + stderr;
  }

  /** One client that asks for a relay and sends to another on this machine. */
  const relay = (...credentials: string[]) =>
    ask('turnutils_uclient', '-v', '-y', '-n', '1', '-m', '1', ...credentials);

  const user = `${Math.floor(Date.now() / 1000) + 600}:someone`;
  const passwordOf = (key: string) => createHmac('sha1', key).update(user).digest('base64');

  it('tells who asks the address they come from', () => {
    expect(ask('turnutils_stunclient')).toContain('UDP reflexive addr: 127.0.0.1');
  });

  it('relays for nobody without credentials made with the secret', () => {
    for (const credentials of [[], ['-u', user, '-w', passwordOf('another secret')]]) {
      const said = relay(...credentials);
      expect(said).toContain('Cannot complete Allocation');
      expect(said).not.toContain('Received relay addr');
    }
    expect(commandLine(coturn)).toContain('turnserver');
    expect(commandLine(coturn)).not.toContain(secret);
  });

  it('gives a relay to who has them, but no way into this machine', () => {
    const said = relay('-u', user, '-w', passwordOf(secret));
    expect(said).toContain('Received relay addr: 127.0.0.1');
    expect(said).toContain('403 (Forbidden IP)');
  });
});
