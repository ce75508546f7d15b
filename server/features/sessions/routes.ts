import { listSessions, readableSession } from '#server/features/sessions/data.ts';
import { createSession } from '#server/features/sessions/mutations.ts';
import {
  presentDetail,
  presentSpace,
  presentSummary,
} from '#server/features/sessions/presenter.ts';
import { visibleSpaceBySlug } from '#server/features/spaces/data.ts';
import { addRoute, type HttpContext } from '#server/platform/http/route.ts';
import type { Clock } from '#shared/core/clock.ts';
import { mayCreateSession } from '#shared/features/sessions/abilities.ts';
import {
  createSessionSchema,
  listSessionsSchema,
  sessionParamsSchema,
} from '#shared/features/sessions/schema.ts';
import { spaceParamsSchema } from '#shared/features/spaces/schema.ts';

const SESSIONS_CREATED = { name: 'sessions.create', points: 20, seconds: 600 };

export function addSessionRoutes(context: HttpContext, { clock }: { readonly clock: Clock }): void {
  addRoute(context, {
    method: 'get',
    path: '/api/spaces/:slug/sessions',
    summary: 'The sessions of a space, to come or past',
    params: spaceParamsSchema,
    query: listSessionsSchema,
    handle: async ({ viewer, params, query }) => {
      const space = await visibleSpaceBySlug(viewer, params.slug);
      const { sessions, next } = await listSessions(viewer, space, query, clock.now());
      return {
        space: presentSpace(space),
        items: sessions.map((session) => presentSummary(viewer, session)),
        next,
        mayCreate: mayCreateSession(viewer, space.id),
      };
    },
  });

  addRoute(context, {
    method: 'post',
    path: '/api/spaces/:slug/sessions',
    summary: 'Create a session',
    params: spaceParamsSchema,
    body: createSessionSchema,
    limit: SESSIONS_CREATED,
    success: 201,
    handle: async ({ viewer, params, body }) => {
      const session = await createSession(viewer, params.slug, body, clock.now());
      return { session: presentSummary(viewer, session) };
    },
  });

  addRoute(context, {
    method: 'get',
    path: '/api/sessions/:sessionId',
    summary: 'One session: who comes, where one sits, what one may do',
    params: sessionParamsSchema,
    handle: async ({ viewer, params }) =>
      presentDetail(viewer, await readableSession(viewer, params.sessionId), clock.now()),
  });
}
