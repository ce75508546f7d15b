import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { mongodbAdapter } from '@better-auth/mongo-adapter';
import { betterAuth } from 'better-auth';
import { fromNodeHeaders } from 'better-auth/node';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { Logger } from '#server/platform/logging/logger.ts';
import { storeDatabase } from '#server/platform/persistence/connect.ts';
import { type PersonId, toId } from '#shared/core/ids.ts';

const DAY = 24 * 60 * 60;

/** How long a sign-in link works, in seconds. */
export const LINK_LIFETIME = 15 * 60;

/** Set by the server, over whatever the client sent, since better-auth sees headers only. */
export const ADDRESS_HEADER = 'x-trame-address';

/** What the pages use of better-auth, under `/api/auth`. Its other endpoints are closed. */
export const AUTH_ENDPOINTS: ReadonlySet<string> = new Set([
  '/sign-in/magic-link',
  '/magic-link/verify',
  '/sign-in/email',
  '/sign-out',
]);

interface AuthSettings {
  readonly secret: string;
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly sendSignInLink: (to: string, url: string) => Promise<void>;
  /** Told each session that ended by sign-out, so that what it opened can be closed. */
  readonly onSessionEnded: (sessionId: string) => void;
}

/**
 * Sessions and credentials, by better-auth on the store's driver. No `client` (it would open
 * transactions) and no joins (`$lookup`): neither is in the subset that every store shares.
 */
export function createAuth(settings: AuthSettings) {
  return betterAuth({
    appName: 'Trame',
    basePath: '/api/auth',
    baseURL: settings.publicUrl,
    trustedOrigins: [settings.publicUrl],
    secret: settings.secret,
    database: mongodbAdapter(storeDatabase()),
    telemetry: { enabled: false },
    logger: { log: (level, message) => settings.logger[level](message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
    },
    user: {
      additionalFields: {
        locale: { type: 'string', defaultValue: 'fr', input: false },
        hostRole: { type: 'string', defaultValue: 'none', input: false },
        about: { type: 'string', defaultValue: '', input: false },
      },
    },
    session: { expiresIn: 30 * DAY, updateAge: DAY },
    databaseHooks: {
      session: {
        delete: {
          after: async (session) => settings.onSessionEnded(session.id),
        },
      },
    },
    // By address: a room of forty people signs in behind one address, within a minute.
    rateLimit: {
      enabled: true,
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: 40 },
        '/sign-in/magic-link': { window: 60, max: 60 },
        // A link holds 192 random bits: counting guesses would only keep people out.
        '/magic-link/verify': { window: 60, max: 600 },
        '/get-session': false,
      },
    },
    advanced: {
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      cookiePrefix: 'trame',
      useSecureCookies: settings.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_LIFETIME,
        storeToken: 'hashed',
        sendMagicLink: ({ email, url }) => settings.sendSignInLink(email, url),
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * A sign-in link with a lifetime of its own, in seconds, for the demonstration's people: the same
 * record as the plugin makes, so that it is used and consumed in the same way.
 */
export async function createSignInLink(
  auth: Auth,
  publicUrl: string,
  email: string,
  lifetime: number,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const { internalAdapter } = await auth.$context;
  await internalAdapter.createVerificationValue({
    identifier: `magic-link:${createHash('sha256').update(token).digest('base64url')}`,
    value: JSON.stringify({ type: 'magic-link', email }),
    expiresAt: new Date(Date.now() + lifetime * 1000),
  });
  const errorPage = encodeURIComponent('/connexion');
  return `${publicUrl}/api/auth/magic-link/verify?token=${token}&callbackURL=%2F&errorCallbackURL=${errorPage}`;
}

/** Sets a person's password, whether or not they had one. */
export async function givePassword(
  auth: Auth,
  personId: PersonId,
  password: string,
): Promise<void> {
  const { internalAdapter, password: hasher } = await auth.$context;
  const hash = await hasher.hash(password);
  const accounts = await internalAdapter.findAccounts(personId);
  if (accounts.some((account) => account.providerId === 'credential')) {
    await internalAdapter.updatePassword(personId, hash);
    return;
  }
  await internalAdapter.linkAccount({
    userId: personId,
    providerId: 'credential',
    accountId: personId,
    password: hash,
  });
}

/** Once a day the session is lengthened; a store that takes no writes still knows who is signed in. */
function findSession(auth: Auth, headers: Headers) {
  return auth.api
    .getSession({ headers })
    .catch(() => auth.api.getSession({ headers, query: { disableRefresh: true } }));
}

/** A live session: who holds it, and its own identifier, for whoever must end what it opened. */
export interface AuthSession {
  readonly personId: PersonId;
  readonly sessionId: string;
  readonly name: string;
}

/** The session that these headers prove, or null. One rule for HTTP, Socket.IO and documents. */
export async function readSession(
  auth: Auth,
  headers: IncomingHttpHeaders,
): Promise<AuthSession | null> {
  if (!headers.cookie) return null;
  const found = await findSession(auth, fromNodeHeaders(headers));
  if (!found) return null;
  return {
    personId: toId<'person'>(found.user.id),
    sessionId: found.session.id,
    name: found.user.name,
  };
}
