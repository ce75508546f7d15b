import { isIP } from 'node:net';
import proxyAddress from 'proxy-addr';
import { z } from 'zod';

/** One setting of the environment: what it does, and what it is when nothing is said. */
interface Setting {
  readonly name: string;
  readonly defaultText: string;
  readonly help: string;
}

/** Every setting that `npm start -- --help` lists, in that order. */
export const SETTINGS: readonly Setting[] = [
  { name: 'PORT', defaultText: '3000', help: 'port that answers HTTP' },
  {
    name: 'HOST',
    defaultText: '127.0.0.1',
    help: 'address listened on; demonstration data and sign-in links only on loopback',
  },
  {
    name: 'PUBLIC_URL',
    defaultText: 'http://HOST:PORT',
    help: 'address that people type, used in mails and for the origin check',
  },
  {
    name: 'DATA_DIR',
    defaultText: './data',
    help: 'folder of the embedded store and of the generated secret',
  },
  {
    name: 'MONGODB_URL',
    defaultText: 'none: embedded store',
    help: 'a MongoDB server instead of the embedded store',
  },
  {
    name: 'REDIS_URL',
    defaultText: 'none: one process',
    help: 'a Redis server that lets several processes share live events',
  },
  {
    name: 'SMTP_URL',
    defaultText: 'none: mails are kept',
    help: 'a mail server, such as smtp://user:password@mail.example.org:587',
  },
  { name: 'MAIL_FROM', defaultText: 'Trame <trame@localhost>', help: 'sender of the mails' },
  {
    name: 'SECRET',
    defaultText: 'generated into DATA_DIR',
    help: 'signs sessions and links: 32 characters or more',
  },
  {
    name: 'METRICS_TOKEN',
    defaultText: 'none: from this machine, without PUBLIC_URL',
    help: 'lets a Prometheus read /metrics: 32 characters or more, shown as a bearer token',
  },
  {
    name: 'TRUSTED_PROXIES',
    defaultText: 'none: X-Forwarded-For is ignored',
    help: 'addresses or ranges of your reverse proxies, such as 10.0.0.5,fd00::/64 or loopback',
  },
  { name: 'LOG_LEVEL', defaultText: 'warn', help: 'debug, info, warn or error' },
];

const urlWith = (...protocols: string[]) =>
  z
    .url({
      protocol: new RegExp(`^(${protocols.join('|')})$`),
      error: `must be a URL that starts with ${protocols.map((each) => `${each}://`).join(' or ')}`,
    })
    .optional();

/** MongoDB's own form lists several hosts, which is not a URL: the driver judges the rest. */
const mongodbUrl = z
  .string()
  .regex(/^mongodb(\+srv)?:\/\/[^\s/]+/, 'must start with mongodb:// or mongodb+srv://')
  .optional();

const host = z
  .string()
  .max(255)
  .regex(/^[\w.:-]+$/, 'must be an address or a host name');

const NAMED_RANGES = ['loopback', 'linklocal', 'uniquelocal'];

/** Stricter than the library, to which a number of hops (`1`) would be the address 0.0.0.1. */
function isProxy(entry: string): boolean {
  if (NAMED_RANGES.includes(entry)) return true;
  if (isIP(entry.split('/')[0] ?? '') === 0) return false;
  try {
    proxyAddress.compile(entry);
    return true;
  } catch {
    return false;
  }
}

const trustedProxies = z
  .string()
  .max(4096)
  .transform((list) =>
    list
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )
  .superRefine((entries, context) => {
    const wrong = entries.find((entry) => !isProxy(entry));
    if (wrong === undefined) return;
    context.addIssue({
      code: 'custom',
      message: `"${wrong}" is neither an address, a range such as 10.0.0.0/8, nor one of ${NAMED_RANGES.join(', ')}`,
    });
  });

/** The environment, read once at boot. An empty value counts as absent. */
export const environmentSchema = z.object({
  PORT: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(0, 'must be between 0 and 65535')
    .max(65_535, 'must be between 0 and 65535')
    .default(3000),
  HOST: host.default('127.0.0.1'),
  PUBLIC_URL: urlWith('http', 'https'),
  DATA_DIR: z.string().max(4096).default('data'),
  MONGODB_URL: mongodbUrl,
  REDIS_URL: urlWith('redis', 'rediss'),
  SMTP_URL: urlWith('smtp', 'smtps'),
  MAIL_FROM: z.string().max(320).default('Trame <trame@localhost>'),
  SECRET: z.string().min(32, 'must have 32 characters or more').max(1024).optional(),
  METRICS_TOKEN: z
    .string()
    .min(32, 'must have 32 characters or more')
    .max(1024)
    .regex(/^[\x21-\x7e]+$/, 'must be made of ASCII characters without spaces')
    .optional(),
  TRUSTED_PROXIES: trustedProxies.default([]),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('warn'),
});

/**
 * `web` answers pages, the API, live events and documents; `worker` runs jobs beside it; `store` is
 * the embedded store alone, for other processes of this machine.
 */
export const SERVICES = ['web', 'worker', 'store'] as const;
export type Service = (typeof SERVICES)[number];
