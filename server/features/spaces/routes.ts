import { namesOf } from '#server/features/accounts/data.ts';
import {
  listMembers,
  listVisibleSpaces,
  presentSpace,
  visibleSpaceBySlug,
} from '#server/features/spaces/data.ts';
import { joinSpace, leaveSpace } from '#server/features/spaces/mutations.ts';
import { addRoute, type HttpContext } from '#server/platform/http/route.ts';
import { AppError } from '#shared/core/errors.ts';
import { pageQuerySchema } from '#shared/core/schema.ts';
import { mayReadMembersContent } from '#shared/features/spaces/abilities.ts';
import { spaceParamsSchema } from '#shared/features/spaces/schema.ts';

interface SpaceRouteHooks {
  /** Withdraws what this person holds open in the space they left, at once. */
  readonly onAccessChanged: (personId: string) => Promise<void>;
}

export function addSpaceRoutes(context: HttpContext, hooks: SpaceRouteHooks): void {
  addRoute(context, {
    method: 'get',
    path: '/api/spaces',
    summary: 'The spaces that one may see',
    handle: async ({ viewer }) => {
      const spaces = await listVisibleSpaces(viewer);
      const items = await Promise.all(spaces.map((space) => presentSpace(viewer, space)));
      return { items, next: null };
    },
  });

  addRoute(context, {
    method: 'get',
    path: '/api/spaces/:slug',
    summary: 'One space',
    params: spaceParamsSchema,
    handle: async ({ viewer, params }) => {
      const space = await visibleSpaceBySlug(viewer, params.slug);
      return { space: await presentSpace(viewer, space) };
    },
  });

  addRoute(context, {
    method: 'get',
    path: '/api/spaces/:slug/members',
    summary: 'Who is in a space, told to its members',
    params: spaceParamsSchema,
    query: pageQuerySchema,
    handle: async ({ viewer, params, query }) => {
      const space = await visibleSpaceBySlug(viewer, params.slug);
      if (!mayReadMembersContent(viewer, space)) {
        throw new AppError('forbidden', 'only members see who is here');
      }
      const members = await listMembers(space.id, query.after, query.limit + 1);
      const shown = members.slice(0, query.limit);
      const names = await namesOf(shown.map((member) => member.personId));
      return {
        items: shown.map(({ personId, role }) => ({
          id: personId,
          name: names.get(personId) ?? '',
          role,
        })),
        next: members.length > query.limit ? (shown.at(-1)?.membershipId ?? null) : null,
      };
    },
  });

  addRoute(context, {
    method: 'post',
    path: '/api/spaces/:slug/members/me',
    summary: 'Join a public space',
    params: spaceParamsSchema,
    success: 204,
    handle: ({ viewer, params }) => joinSpace(viewer, params.slug),
  });

  addRoute(context, {
    method: 'delete',
    path: '/api/spaces/:slug/members/me',
    summary: 'Leave a space',
    params: spaceParamsSchema,
    success: 204,
    handle: async ({ viewer, params }) => {
      await leaveSpace(viewer, params.slug);
      if (viewer.personId) await hooks.onAccessChanged(viewer.personId);
    },
  });
}
