import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { helpText, readCommandLine } from '#server/config/command-line.ts';
import { readConfig, readEnvironment } from '#server/config/config.ts';
import { environmentSchema, SETTINGS } from '#server/config/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trame-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (environment: Record<string, string>, words: string[] = []) =>
  readConfig({ DATA_DIR: join(folder, 'data'), ...environment }, readCommandLine(words));

describe('settings', () => {
  it('have defaults that start a demonstration on this machine only', () => {
    const config = read({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, demonstration: true });
    expect(read({ HOST: '0.0.0.0' }).demonstration).toBe(false);
    expect(read({ HOST: '::1' }).demonstration).toBe(true);
    expect(read({}, ['--empty']).demonstration).toBe(false);
  });

  it('make a secret once, readable by its owner only', () => {
    const first = read({}).secret;
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(read({}).secret).toBe(first);
    expect(readFileSync(join(folder, 'data', 'secret'), 'utf8').trim()).toBe(first);
    expect(statSync(join(folder, 'data', 'secret')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'ftp://example.org'],
    ['MONGODB_URL', 'http://example.org'],
    ['REDIS_URL', 'nonsense'],
    ['SMTP_URL', 'http://example.org'],
    ['SECRET', 'short'],
    ['METRICS_TOKEN', 'short'],
    ['METRICS_TOKEN', 'a token of forty characters, with spaces'],
    ['LOG_LEVEL', 'loud'],
    ['TRUSTED_PROXIES', '1'],
    ['TRUSTED_PROXIES', 'true'],
    ['TRUSTED_PROXIES', '10.0.0.1,proxy.example.org'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ])('refuse %s=%s with a line that names it', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name}: `));
  });

  it('trust no proxy, or those that are listed', () => {
    expect(read({}).trustedProxies).toEqual([]);
    expect(read({ TRUSTED_PROXIES: 'loopback, 10.1.0.0/16,fd00::5' }).trustedProxies).toEqual([
      'loopback',
      '10.1.0.0/16',
      'fd00::5',
    ]);
  });

  it('count an empty value as absent', () => {
    expect(read({ PORT: '', SMTP_URL: '' })).toMatchObject({ port: 3000, smtpUrl: undefined });
  });

  it('refuse a folder that cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => read({ DATA_DIR: join(folder, 'file', 'data') })).toThrow(/^DATA_DIR: /);
  });

  it('are read from .env, and the environment wins', () => {
    writeFileSync(join(folder, '.env'), 'MAIL_FROM=file@example.org\nPATH=file\n');
    const environment = readEnvironment(folder);
    expect(environment.MAIL_FROM).toBe('file@example.org');
    expect(environment.PATH).not.toBe('file');
  });

  it('are all told by the help', () => {
    expect(SETTINGS.map((setting) => setting.name)).toEqual(
      expect.arrayContaining(Object.keys(environmentSchema.shape)),
    );
    for (const { name } of SETTINGS) expect(helpText()).toContain(name);
  });
});

describe('the command line', () => {
  it('names the services that run', () => {
    expect([...readCommandLine(['--services=store']).services]).toEqual(['store']);
    expect(readCommandLine([]).services).toContain('web');
  });

  it.each([
    ['--nonsense'],
    ['--services=web,tea'],
    ['--services=web,store'],
    ['--services=worker'],
  ])('refuses %s', (word) => {
    expect(() => readCommandLine([word])).toThrow();
  });
});
