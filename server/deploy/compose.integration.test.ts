import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const hasCompose = spawnSync('docker-compose', ['version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'trame-compose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = Object.keys(parseEnv(readFileSync(join(ROOT, '.env.example'), 'utf8')));

/** What docker-compose reads of the file, with a value for each name that is given. */
function config(given: readonly string[], ...profiles: string[]) {
  const file = join(folder, 'settings.env');
  writeFileSync(file, given.map((name) => `${name}=${randomBytes(24).toString('hex')}\n`).join(''));
  const words = profiles.flatMap((profile) => ['--profile', profile]);
  return spawnSync('docker-compose', ['--env-file', file, ...words, 'config'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
}

describe.skipIf(!hasCompose)('docker-compose', () => {
  it.each([
    { profiles: [], more: [] },
    { profiles: ['mail'], more: ['mailpit'] },
    { profiles: ['mail', 'video'], more: ['coturn', 'mailpit'] },
  ])('accepts the file with the profiles $profiles', ({ profiles, more }) => {
    const { status, stdout, stderr } = config(names, ...profiles);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const usual = ['caddy', 'mongo', 'redis', 'trame-1', 'trame-2'];
    // docker-compose 1 shows the services of every profile, later ones those that were asked for.
    expect(Object.keys(parse(stdout).services)).toEqual(
      expect.arrayContaining([...usual, ...more]),
    );
  });

  const optional = ['TRAME_SMTP_URL', 'TRAME_MAIL_FROM', 'TRAME_TURN_ADDRESS'];
  const required = names.filter((name) => !optional.includes(name));

  it('accepts it without what is optional', () => {
    expect(config(required).status).toBe(0);
  });

  it.each(required)('refuses it without %s, which it names', (name) => {
    const { status, stderr } = config(required.filter((each) => each !== name));
    expect(status).not.toBe(0);
    expect(stderr).toContain(name);
  });
});
