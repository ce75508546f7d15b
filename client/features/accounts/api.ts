import { api } from '#client/platform/api/api-client.ts';
import type { Page } from '#shared/core/schema.ts';
import type { TerritoryAccent } from '#shared/features/accounts/domain.ts';
import type { SessionView } from '#shared/features/accounts/schema.ts';

/** The page to sign in, from which one goes on to `goTo`. */
export const signInAddress = (goTo: string): string =>
  goTo === '/' ? '/connexion' : `/connexion?suite=${encodeURIComponent(goTo)}`;

/** Sends a sign-in link. The answer is the same whether the address is known or not. */
export const askSignInLink = (email: string, goTo: string) =>
  api.post('/api/auth/sign-in/magic-link', {
    email,
    callbackURL: goTo,
    // Still knows where one was going when the link has expired.
    errorCallbackURL: signInAddress(goTo),
  });

export const signInWithPassword = (email: string, password: string) =>
  api.post('/api/auth/sign-in/email', { email, password });

export type Profile = Pick<NonNullable<SessionView['person']>, 'name' | 'about' | 'locale'>;

export const updateProfile = (change: Partial<Profile>) => api.patch('/api/account', change);

export const setPassword = (password: string) => api.post('/api/account/password', { password });

export interface FirstRun {
  readonly administrator: {
    readonly name: string;
    readonly email: string;
    readonly password: string;
  };
  readonly territories: readonly { readonly name: string; readonly accent: TerritoryAccent }[];
}

export const firstRunQuery = {
  queryKey: ['first-run'] as const,
  queryFn: () => api.get<{ readonly needed: boolean }>('/api/first-run'),
};

export const openPlatform = (firstRun: FirstRun) => api.post('/api/first-run', firstRun);

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly state: 'kept' | 'sent' | 'failed';
  /** ISO 8601. */
  readonly createdAt: string;
}

export const listMails = (after: string | null) =>
  api.get<Page<Mail>>('/api/admin/mails', { query: { after, limit: 20 } });
