import type { Session } from '#server/features/sessions/data.ts';
import type { MoveSession } from '#server/features/sessions/mutations.ts';
import { ownNotes } from '#server/features/speed-dating/data.ts';
import { planSession, registerIn, withdrawFrom } from '#server/features/speed-dating/mutations.ts';
import { presentResults } from '#server/features/speed-dating/presenter.ts';
import { addRoute, type HttpContext } from '#server/platform/http/route.ts';
import { sessionParamsSchema } from '#shared/features/sessions/schema.ts';
import { planSpeedDatingSchema, registerSchema } from '#shared/features/speed-dating/schema.ts';

interface SpeedDatingRouteSettings {
  readonly move: MoveSession;
  /** What those who watch the session are told. */
  readonly sessionEvents: {
    changed(session: Session): void;
    onAccessChanged(personId: string): Promise<void>;
  };
}

const REGISTRATIONS = { name: 'speed-dating.register', points: 30, seconds: 300 };
const PLANS = { name: 'speed-dating.plan', points: 60, seconds: 300 };

export function addSpeedDatingRoutes(
  context: HttpContext,
  { move, sessionEvents }: SpeedDatingRouteSettings,
): void {
  addRoute(context, {
    method: 'post',
    path: '/api/sessions/:sessionId/plan',
    summary: 'Plan who meets whom in a speed dating',
    params: sessionParamsSchema,
    body: planSpeedDatingSchema,
    limit: PLANS,
    handle: async ({ viewer, params, body }) => {
      const { session } = await planSession(viewer, params.sessionId, body, move);
      sessionEvents.changed(session);
      return { revision: session.state.revision };
    },
  });

  addRoute(context, {
    method: 'post',
    path: '/api/sessions/:sessionId/registration',
    summary: 'Register oneself with one’s organisation',
    params: sessionParamsSchema,
    body: registerSchema,
    limit: REGISTRATIONS,
    success: 204,
    handle: async ({ viewer, params, body }) => {
      sessionEvents.changed(await registerIn(viewer, params.sessionId, body));
    },
  });

  addRoute(context, {
    method: 'delete',
    path: '/api/sessions/:sessionId/registration',
    summary: 'Leave a session before it starts',
    params: sessionParamsSchema,
    limit: REGISTRATIONS,
    success: 204,
    handle: async ({ viewer, params }) => {
      sessionEvents.changed(await withdrawFrom(viewer, params.sessionId));
      if (viewer.personId) await sessionEvents.onAccessChanged(viewer.personId);
    },
  });

  addRoute(context, {
    method: 'get',
    path: '/api/sessions/:sessionId/notes',
    summary: 'The notes of one’s own organisation, and whom it met',
    params: sessionParamsSchema,
    handle: ({ viewer, params }) => ownNotes(viewer, params.sessionId),
  });

  addRoute(context, {
    method: 'get',
    path: '/api/sessions/:sessionId/results',
    summary: 'Mutual interests, after the close',
    params: sessionParamsSchema,
    handle: ({ viewer, params }) => presentResults(viewer, params.sessionId),
  });
}
