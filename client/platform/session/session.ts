import { useQuery } from '@tanstack/react-query';
import { api } from '#client/platform/api/api-client.ts';
import type { MembershipView, SessionView } from '#shared/features/accounts/schema.ts';

export const SESSION_KEY = ['session'] as const;

type Person = NonNullable<SessionView['person']>;

interface SessionState {
  /** Null when signed out, or while it is not known yet (`isPending`). */
  readonly person: Person | null;
  readonly memberships: readonly MembershipView[];
  readonly organisations: SessionView['organisations'];
  readonly isPending: boolean;
  readonly error: Error | null;
}

export const sessionQuery = {
  queryKey: SESSION_KEY,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<SessionView>('/api/session', { signal }),
  staleTime: 60_000,
};

/** Who is here, and in which spaces. */
export function useSession(): SessionState {
  const { data, isPending, error } = useQuery(sessionQuery);
  return {
    person: data?.person ?? null,
    memberships: data?.memberships ?? [],
    organisations: data?.organisations ?? [],
    isPending,
    error,
  };
}
