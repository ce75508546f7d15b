import { firstRunNeeded } from '#server/features/accounts/data.ts';
import { runFirstTime, updateProfile } from '#server/features/accounts/mutations.ts';
import { presentSession } from '#server/features/accounts/presenter.ts';
import { type Auth, givePassword } from '#server/platform/auth/auth.ts';
import { addRoute, type HttpContext } from '#server/platform/http/route.ts';
import { listMails } from '#server/platform/persistence/mail-store.ts';
import { AppError } from '#shared/core/errors.ts';
import { pageQuerySchema } from '#shared/core/schema.ts';
import {
  firstRunSchema,
  setPasswordSchema,
  updateProfileSchema,
} from '#shared/features/accounts/schema.ts';
import { signedIn } from '#shared/features/spaces/abilities.ts';

export function addAccountRoutes(context: HttpContext, auth: Auth): void {
  addRoute(context, {
    method: 'get',
    path: '/api/session',
    summary: 'Who is signed in, and where they belong',
    handle: ({ viewer }) => presentSession(viewer),
  });

  addRoute(context, {
    method: 'patch',
    path: '/api/account',
    summary: 'Change one’s own name, words or language',
    body: updateProfileSchema,
    handle: ({ viewer, body }) => updateProfile(signedIn(viewer, 'change an account'), body),
  });

  addRoute(context, {
    method: 'post',
    path: '/api/account/password',
    summary: 'Choose a password, besides the e-mail link',
    body: setPasswordSchema,
    limit: { name: 'password', points: 5, seconds: 60 },
    success: 204,
    handle: ({ viewer, body }) =>
      givePassword(auth, signedIn(viewer, 'change an account'), body.password),
  });

  addRoute(context, {
    method: 'get',
    path: '/api/first-run',
    summary: 'Whether this host waits for its first administrator',
    handle: async () => ({ needed: await firstRunNeeded() }),
  });

  addRoute(context, {
    method: 'post',
    path: '/api/first-run',
    summary: 'Create the first administrator and the territories',
    body: firstRunSchema,
    limit: { name: 'first-run', points: 10, seconds: 60 },
    success: 201,
    handle: ({ body }) => runFirstTime(auth, body),
  });

  addRoute(context, {
    method: 'get',
    path: '/api/admin/mails',
    summary: 'The mails that this host kept or sent, newest first',
    query: pageQuerySchema,
    handle: async ({ viewer, query }) => {
      signedIn(viewer, 'read mails');
      if (!viewer.hostAdministrator) throw new AppError('forbidden', 'for administrators');
      const mails = await listMails(query.after, query.limit + 1);
      const items = mails.slice(0, query.limit);
      return { items, next: mails.length > query.limit ? (items.at(-1)?.id ?? null) : null };
    },
  });
}
