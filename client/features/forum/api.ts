import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { api } from '#client/platform/api/api-client.ts';
import type { Page } from '#shared/core/schema.ts';
import type { TopicKind, TopicVisibility } from '#shared/features/forum/domain.ts';
import type {
  PostView,
  TopicListView,
  TopicPageView,
  TopicView,
  WrittenView,
} from '#shared/features/forum/schema.ts';

type Signal = { readonly signal: AbortSignal };
type PageAsked = Signal & { readonly pageParam: string | null };

const nextOf = (page: { readonly next: string | null }) => page.next;

const topicsKey = (slug: string, kind: TopicKind | null) =>
  ['forum', 'topics', slug, kind] as const;
const postsKey = (topicId: string) => ['forum', 'posts', topicId] as const;
const topicKey = (topicId: string) => ['forum', 'topic', topicId] as const;

export const topicsQuery = (slug: string, kind: TopicKind | null) => ({
  queryKey: topicsKey(slug, kind),
  queryFn: ({ signal, pageParam }: PageAsked) =>
    api.get<TopicListView>(`/api/spaces/${slug}/topics`, {
      signal,
      query: { kind, after: pageParam },
    }),
  initialPageParam: null,
  getNextPageParam: nextOf,
});

export const topicQuery = (topicId: string) => ({
  queryKey: topicKey(topicId),
  queryFn: ({ signal }: Signal) => api.get<TopicPageView>(`/api/topics/${topicId}`, { signal }),
});

export const postsQuery = (topicId: string) => ({
  queryKey: postsKey(topicId),
  queryFn: ({ signal, pageParam }: PageAsked) =>
    api.get<Page<PostView>>(`/api/topics/${topicId}/posts`, {
      signal,
      query: { after: pageParam },
    }),
  initialPageParam: null,
  getNextPageParam: nextOf,
});

/** What is written, with the editor's state as JSON text. */
export interface Written {
  readonly state: string;
  readonly clientKey: string;
  readonly organisationId: string | null;
}

export interface WrittenTopic extends Written {
  readonly title: string;
  readonly kind: TopicKind;
  readonly visibility: TopicVisibility;
}

const bodyOf = ({ state, organisationId, ...rest }: Written) => ({
  ...rest,
  state: JSON.parse(state),
  ...(organisationId !== null && { organisationId }),
});

export const openTopic = (slug: string, written: WrittenTopic) =>
  api.post<WrittenView>(`/api/spaces/${slug}/topics`, bodyOf(written));

export const addPost = (topicId: string, written: Written) =>
  api.post<WrittenView>(`/api/topics/${topicId}/posts`, bodyOf(written));

/** Puts a post at the end of the conversation, when the end is there and the post is its next. */
export function keepPost(queryClient: QueryClient, post: PostView): void {
  const key = postsKey(post.topicId);
  const shown = queryClient.getQueryData<InfiniteData<Page<PostView>>>(key);
  const last = shown?.pages.at(-1);
  if (!shown || !last) return;
  const highest = last.items.at(-1)?.number ?? 0;
  if (last.next !== null || post.number <= highest) return;
  if (post.number > highest + 1) {
    void queryClient.invalidateQueries({ queryKey: key });
    return;
  }
  const pages = [...shown.pages.slice(0, -1), { ...last, items: [...last.items, post] }];
  queryClient.setQueryData(key, { ...shown, pages });
}

export function keepTopicView(queryClient: QueryClient, topic: TopicView): void {
  queryClient.setQueryData<TopicPageView>(
    topicKey(topic.id),
    (shown) => shown && { ...shown, topic },
  );
}

/** Puts a topic that was opened or answered on top of the list that it belongs to. */
export function raiseTopic(
  queryClient: QueryClient,
  slug: string,
  kind: TopicKind | null,
  topic: TopicView,
): void {
  if (kind !== null && kind !== topic.kind) return;
  queryClient.setQueryData<InfiniteData<TopicListView>>(topicsKey(slug, kind), (shown) => {
    const [first, ...others] = shown?.pages ?? [];
    if (!shown || !first) return shown;
    const without = (page: TopicListView): TopicListView => ({
      ...page,
      items: page.items.filter((item) => item.id !== topic.id),
    });
    const top = { ...first, items: [topic, ...without(first).items] };
    return { ...shown, pages: [top, ...others.map(without)] };
  });
}
