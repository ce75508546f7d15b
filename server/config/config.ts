import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { CommandLine } from '#server/config/command-line.ts';
import { environmentSchema, type Service } from '#server/config/settings.ts';
import { StartupError } from '#server/config/startup-error.ts';

export interface Config {
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  /** Without a trailing slash; undefined until the port is known when nothing was said. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  readonly mongodbUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly secret: string;
  readonly metricsToken: string | undefined;
  /** Addresses, ranges and names of ranges, as `proxy-addr` reads them. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly services: ReadonlySet<Service>;
  readonly dev: boolean;
  /** Whether only this machine can reach the process. */
  readonly loopback: boolean;
  /** Whether an empty store receives the demonstration: never beyond this machine. */
  readonly demonstration: boolean;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Reads `.env` (the environment wins over it). */
export function readEnvironment(folder: string): Record<string, string | undefined> {
  const file = join(folder, '.env');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

/**
 * The settings of this process. Creates `DATA_DIR`, and the secret in it when none is given.
 * Throws a StartupError that names the setting at fault.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  commandLine: CommandLine,
): Config {
  const said = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(said);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartupError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const values = parsed.data;
  const dataDir = resolve(values.DATA_DIR);
  ensureWritable(dataDir);
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir,
    mongodbUrl: values.MONGODB_URL,
    redisUrl: values.REDIS_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    secret: values.SECRET ?? keptSecret(dataDir),
    metricsToken: values.METRICS_TOKEN,
    trustedProxies: values.TRUSTED_PROXIES,
    logLevel: values.LOG_LEVEL,
    services: commandLine.services,
    dev: commandLine.dev,
    loopback: LOOPBACK.test(values.HOST),
    demonstration: !commandLine.empty && LOOPBACK.test(values.HOST),
  };
}

function ensureWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new StartupError(`DATA_DIR: ${folder} cannot be written${code}`);
  }
}

/** Under its name only once it is whole: a full disk or a crash must not leave an empty secret. */
function keepSecret(file: string, secret: string): void {
  const unfinished = `${file}.new`;
  try {
    writeFileSync(unfinished, `${secret}\n`, { mode: 0o600 });
    renameSync(unfinished, file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`DATA_DIR: the secret cannot be kept (${reason})`);
  }
}

/** The secret of this host: made once, readable by its owner only, kept with the data. */
function keptSecret(folder: string): string {
  const file = join(folder, 'secret');
  if (!existsSync(file)) keepSecret(file, randomBytes(48).toString('base64url'));
  return readFileSync(file, 'utf8').trim();
}
