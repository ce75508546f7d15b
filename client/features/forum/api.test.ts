import { type InfiniteData, QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { keepPost, postsQuery, raiseTopic, topicsQuery } from '#client/features/forum/api.ts';
import type { Page } from '#shared/core/schema.ts';
import type { PostView, TopicListView, TopicView } from '#shared/features/forum/schema.ts';

const author = { id: 'p', name: 'Awa' };
const post = (number: number): PostView => ({
  id: `post-${number}`,
  topicId: 't',
  number,
  author,
  organisation: null,
  html: '',
  createdAt: '2026-01-01T00:00:00.000Z',
});
const topic = (id: string, postCount = 1): TopicView => ({
  id,
  spaceId: 's',
  title: id,
  kind: 'call',
  visibility: 'public',
  author,
  postCount,
  lastPost: { author, at: '2026-01-01T00:00:00.000Z' },
  createdAt: '2026-01-01T00:00:00.000Z',
});

function withPosts(...pages: Page<PostView>[]) {
  const queryClient = new QueryClient();
  const { queryKey } = postsQuery('t');
  queryClient.setQueryData(queryKey, { pages, pageParams: pages.map(() => null) });
  const numbers = () =>
    queryClient
      .getQueryData<InfiniteData<Page<PostView>>>(queryKey)
      ?.pages.flatMap((page) => page.items.map((item) => item.number));
  return {
    queryClient,
    numbers,
    isStale: () => queryClient.getQueryState(queryKey)?.isInvalidated,
  };
}

describe('a post that arrives', () => {
  it('comes after the last one, once', () => {
    const { queryClient, numbers } = withPosts({ items: [post(1)], next: null });
    keepPost(queryClient, post(2));
    keepPost(queryClient, post(2));
    expect(numbers()).toEqual([1, 2]);
  });

  it('waits for its page when the end is not loaded', () => {
    const { queryClient, numbers } = withPosts({ items: [post(1), post(2)], next: '2' });
    keepPost(queryClient, post(40));
    expect(numbers()).toEqual([1, 2]);
  });

  it('asks for what was missed before it', () => {
    const { queryClient, numbers, isStale } = withPosts({ items: [post(1)], next: null });
    keepPost(queryClient, post(4));
    expect(numbers()).toEqual([1]);
    expect(isStale()).toBe(true);
  });
});

describe('a topic that is opened or answered', () => {
  const queryClient = new QueryClient();
  const key = topicsQuery('nord', null).queryKey;
  const page = (...items: TopicView[]): TopicListView => ({
    items,
    next: null,
    space: { id: 's', slug: 'nord', name: 'Nord', accent: 'nord' },
    mayOpen: true,
  });
  const shown = () =>
    queryClient
      .getQueryData<InfiniteData<TopicListView>>(key)
      ?.pages.map(({ items }) => items.map(({ id, postCount }) => `${id}:${postCount}`));

  it('rises to the top, and leaves its old place', () => {
    queryClient.setQueryData(key, {
      pages: [page(topic('a'), topic('b')), page(topic('c'))],
      pageParams: [null, 'x'],
    });
    raiseTopic(queryClient, 'nord', null, topic('c', 2));
    raiseTopic(queryClient, 'nord', null, topic('new'));
    expect(shown()).toEqual([['new:1', 'c:2', 'a:1', 'b:1'], []]);
  });

  it('stays out of a list of another kind, or of one not loaded', () => {
    raiseTopic(queryClient, 'nord', 'question', topic('other'));
    raiseTopic(queryClient, 'sud', null, topic('other'));
    expect(shown()?.flat()).not.toContain('other:1');
  });
});
