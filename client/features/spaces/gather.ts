import { useQueries } from '@tanstack/react-query';
import { api } from '#client/platform/api/api-client.ts';

/** What tells a space apart in a list of things of several. */
export interface PlaceOfThings {
  readonly slug: string;
  readonly name: string;
  readonly accent: string;
}

export interface Gathered<Item> {
  readonly entries: readonly { readonly item: Item; readonly space: PlaceOfThings }[];
  /** True until every space has answered or failed. */
  readonly isPending: boolean;
  /** The first failure of all, null when everything came. */
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly retry: () => void;
}

/** Asking more at once would make one page cost as much as a room of people. */
const MOST_SPACES = 12;

/** One kind of things from several spaces at once; one that fails takes no other down. */
export function useGathered<Item>(
  spaces: readonly PlaceOfThings[],
  kind: 'topics' | 'documents' | 'sessions',
  limit: number,
): Gathered<Item> {
  const asked = spaces.slice(0, MOST_SPACES);
  return useQueries({
    queries: asked.map(({ slug }) => ({
      queryKey: ['spaces', slug, 'latest', kind, limit],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<{ readonly items: readonly Item[] }>(`/api/spaces/${slug}/${kind}`, {
          signal,
          query: { limit },
        }),
    })),
    combine: (results) => gather(asked, results),
  });
}

/** The part of a query's state that matters here. */
interface Answer<Item> {
  readonly data?: { readonly items: readonly Item[] } | undefined;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly error: Error | null;
  refetch(): Promise<unknown>;
}

export function gather<Item>(
  spaces: readonly PlaceOfThings[],
  results: readonly Answer<Item>[],
): Gathered<Item> {
  const failed = results.filter((result) => result.error !== null);
  return {
    entries: spaces.flatMap((space, index) =>
      (results[index]?.data?.items ?? []).map((item) => ({ item, space })),
    ),
    isPending: results.some((result) => result.isPending),
    error: failed[0]?.error ?? null,
    isFetching: failed.some((result) => result.isFetching),
    retry: () => {
      for (const result of failed) void result.refetch();
    },
  };
}
