import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { environmentSchema } from '#server/config/settings.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const text = read('docker-compose.yml');

const serviceSchema = z.object({
  image: z.string(),
  build: z.string().optional(),
  user: z.string().optional(),
  environment: z.record(z.string(), z.coerce.string()),
  ports: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.array(z.literal('NET_BIND_SERVICE')).optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  restart: z.literal('unless-stopped'),
  mem_limit: z.string(),
  logging: z.object({ options: z.object({ 'max-size': z.string(), 'max-file': z.string() }) }),
});
const { services } = z
  .object({ services: z.record(z.string(), serviceSchema) })
  .parse(parse(text, { merge: true }));
const each = Object.entries(services);

/** `${NAME:-…}` and `${NAME:?…}` that the file asks for. */
const asked = [...text.matchAll(/\$\{(\w+)(:[?-])?/g)].map(([, name = '', way]) => ({ name, way }));
const documented = parseEnv(read('.env.example'));

describe('docker-compose.yml', () => {
  it('holds what Trame runs with, each service hardened, bounded and watched', () => {
    expect(Object.keys(services).sort()).toEqual(
      ['trame-1', 'trame-2', 'caddy', 'mongo', 'redis', 'coturn', 'mailpit'].sort(),
    );
  });

  it('pins every image at an exact version, its own at that of the package', () => {
    for (const [, { image }] of each) expect(image).toMatch(/:v?\d+\.\d+\.\d+/);
    const own = each.filter(([, { build }]) => build !== undefined).map(([, { image }]) => image);
    expect(new Set(own)).toEqual(new Set([`trame:${JSON.parse(read('package.json')).version}`]));
  });

  it('runs nothing as root', () => {
    for (const [, { user, build }] of each) {
      // The user of an image built here is in its Dockerfile, which has a test of its own.
      if (build === undefined) expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    }
  });

  it('opens ports for the proxy and for TURN alone; mailpit’s is for this machine', () => {
    const open = each.filter(([, { ports }]) =>
      ports.some((port) => !port.startsWith('127.0.0.1:')),
    );
    expect(open.map(([name]) => name).sort()).toEqual(['caddy', 'coturn']);
  });

  it('holds no secret, and shows none on a command line', () => {
    for (const [name, { environment, command, entrypoint, healthcheck }] of each) {
      for (const [key, value] of Object.entries(environment)) {
        if (!/SECRET|PASSWORD|KEY|_URL$/.test(key) || key === 'PUBLIC_URL') continue;
        expect(value, `${name} ${key}`).toMatch(/\$\{TRAME_\w+:[?-]/);
      }
      expect([...command, ...entrypoint, ...healthcheck.test].join(' ')).not.toContain('${');
    }
    const optional = asked.filter(({ way }) => way !== ':?').map(({ name }) => name);
    expect(new Set(optional)).toEqual(
      new Set(['TRAME_SMTP_URL', 'TRAME_MAIL_FROM', 'TRAME_TURN_ADDRESS']),
    );
  });

  it('asks for nothing that .env.example does not explain, which explains nothing else', () => {
    expect(new Set(asked.map(({ name }) => name))).toEqual(new Set(Object.keys(documented)));
    expect(Object.values(documented).filter((value) => value !== '')).toEqual([]);
  });

  it('gives the nodes settings that the server knows, by names of the file that it does not', () => {
    const known = Object.keys(environmentSchema.shape);
    for (const name of ['trame-1', 'trame-2']) {
      expect(known).toEqual(expect.arrayContaining(Object.keys(services[name]?.environment ?? {})));
    }
    expect(known.filter((name) => name in documented)).toEqual([]);
  });

  it('has the nodes believe the proxy alone', () => {
    const proxy = /ipv4_address: \*proxy-address/.test(text);
    expect(proxy).toBe(true);
    expect(services['trame-1']?.environment.TRUSTED_PROXIES).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });
});
