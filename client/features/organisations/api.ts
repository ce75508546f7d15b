import { api } from '#client/platform/api/api-client.ts';
import type { Page } from '#shared/core/schema.ts';
import type { OrganisationKind } from '#shared/features/organisations/domain.ts';
import type { OrganisationView } from '#shared/features/organisations/schema.ts';

export interface DirectoryFilter {
  /** The id of a territory's space; null for all. */
  readonly territory: string | null;
  readonly kind: OrganisationKind | null;
}

interface PageAsked {
  readonly signal: AbortSignal;
  readonly pageParam: string | null;
}

export const directoryQuery = (filter: DirectoryFilter) => ({
  queryKey: ['organisations', filter] as const,
  queryFn: ({ signal, pageParam }: PageAsked) =>
    api.get<Page<OrganisationView>>('/api/organisations', {
      signal,
      query: { ...filter, after: pageParam, limit: 24 },
    }),
  initialPageParam: null,
  getNextPageParam: (page: Page<OrganisationView>) => page.next,
});
