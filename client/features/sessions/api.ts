import { api } from '#client/platform/api/api-client.ts';
import type {
  SessionDetailView,
  SessionListView,
  SessionSummary,
} from '#shared/features/sessions/announcement.schema.ts';
import type { CreateSession, ListSessions } from '#shared/features/sessions/schema.ts';

type Signal = { readonly signal: AbortSignal };
type PageAsked = Signal & { readonly pageParam: string | null };

export const sessionsKey = (slug: string) => ['sessions', 'list', slug] as const;

export const sessionsQuery = (slug: string, when: ListSessions['when']) => ({
  queryKey: [...sessionsKey(slug), when],
  queryFn: ({ signal, pageParam }: PageAsked) =>
    api.get<SessionListView>(`/api/spaces/${slug}/sessions`, {
      signal,
      query: { when, after: pageParam },
    }),
  initialPageParam: null,
  getNextPageParam: (page: SessionListView) => page.next,
});

export const sessionKey = (sessionId: string) => ['sessions', 'one', sessionId] as const;

export const sessionQuery = (sessionId: string) => ({
  queryKey: sessionKey(sessionId),
  queryFn: ({ signal }: Signal) =>
    api.get<SessionDetailView>(`/api/sessions/${sessionId}`, { signal }),
});

export const createSession = (slug: string, input: Omit<CreateSession, 'facilitatorIds'>) =>
  api.post<{ session: SessionSummary }>(`/api/spaces/${slug}/sessions`, input);
