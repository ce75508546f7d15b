import { api } from '#client/platform/api/api-client.ts';
import type { Page } from '#shared/core/schema.ts';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

/** The spaces that one may see. */
export const spacesQuery = {
  queryKey: ['spaces'] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<Page<SpaceView>>('/api/spaces', { signal }),
};

export const spaceQuery = (slug: string) => ({
  queryKey: ['spaces', slug] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const answer = await api.get<{ readonly space: SpaceView }>(`/api/spaces/${slug}`, { signal });
    return answer.space;
  },
});
