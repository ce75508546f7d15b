import { listOrganisations } from '#server/features/organisations/data.ts';
import { addRoute, type HttpContext } from '#server/platform/http/route.ts';
import { listOrganisationsSchema } from '#shared/features/organisations/schema.ts';

export function addOrganisationRoutes(context: HttpContext): void {
  addRoute(context, {
    method: 'get',
    path: '/api/organisations',
    summary: 'The directory of organisations, by name',
    query: listOrganisationsSchema,
    handle: ({ query }) => listOrganisations(query),
  });
}
