import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepPost, postsQuery } from '#client/features/forum/api.ts';
import { useTopicLive } from '#client/features/forum/live.ts';
import { Reply } from '#client/features/forum/post.tsx';
import styles from '#client/features/forum/topic.module.css';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useConnectionState } from '#client/platform/realtime/connection-state.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { LoadMore } from '#client/ui/display/load-more.tsx';
import { Section } from '#client/ui/display/page-header.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import type { PostView, TopicView } from '#shared/features/forum/schema.ts';

/** Goes to a post and lets those who listen hear it. */
export function goToPost(number: number): void {
  requestAnimationFrame(() => {
    const post = document.getElementById(`message-${number}`);
    post?.scrollIntoView({ block: 'nearest' });
    post?.focus({ preventScroll: true });
  });
}

interface ConversationProps {
  readonly topic: TopicView;
  readonly personId: string | null;
  /** While one writes in it, what arrives waits, so that nothing moves under the hand. */
  readonly composer: RefObject<HTMLElement | null>;
}

/** The answers by number; the new ones come by themselves, after what is read. */
export function Conversation({ topic, personId, composer }: ConversationProps) {
  const { t } = useTranslation('forum');
  const words = useErrorWords();
  const posts = useInfiniteQuery(postsQuery(topic.id));
  const arrivals = useArrivals(topic.id, personId, composer);
  const connection = useConnectionState();
  const replies = posts.data?.pages.flatMap((page) => page.items).filter(isReply) ?? [];
  return (
    <Section title={t('topic.conversation')}>
      {posts.isPending && <Skeleton shape="rows" count={2} />}
      {posts.isError && (
        <ErrorState title={t('topic.failed')} onRetry={() => void posts.refetch()}>
          {words(posts.error)}
        </ErrorState>
      )}
      {posts.isSuccess && replies.length === 0 && (
        <p className={styles.quiet}>{t('topic.noReply')}</p>
      )}
      {replies.map((post) => (
        <Reply key={post.id} post={post} />
      ))}
      <LoadMore
        hasMore={posts.hasNextPage}
        isPending={posts.isFetchingNextPage}
        onMore={() => void posts.fetchNextPage()}
        label={t('topic.more')}
      />
      {connection === 'lost' && <p className={styles.quiet}>{t('topic.late')}</p>}
      <div className={styles.arrivals} role="status">
        {arrivals.count > 0 && (
          <Button size="small" icon="forum" onPress={arrivals.show}>
            {t('topic.newReplies', { count: arrivals.count })}
          </Button>
        )}
      </div>
    </Section>
  );
}

const isReply = (post: PostView): boolean => post.number > 1;

interface Arrivals {
  readonly count: number;
  /** Shows those that waited, and goes to the first. */
  readonly show: () => void;
}

/** New answers are added after the last one; while one writes, they wait to be asked for. */
function useArrivals(
  topicId: string,
  personId: string | null,
  composer: RefObject<HTMLElement | null>,
): Arrivals {
  const queryClient = useQueryClient();
  const [fresh, setFresh] = useState<readonly PostView[]>([]);
  useTopicLive(topicId, {
    onEntered: () => void queryClient.invalidateQueries({ queryKey: postsQuery(topicId).queryKey }),
    onPost: (post) => {
      const writing = composer.current?.matches(':focus-within') ?? false;
      if (!writing || post.author.id === personId) keepPost(queryClient, post);
      if (post.author.id !== personId) {
        setFresh((known) => [...known.filter((other) => other.id !== post.id), post]);
      }
    },
  });
  return {
    count: fresh.length,
    show: () => {
      for (const post of fresh) keepPost(queryClient, post);
      setFresh([]);
      const [first] = fresh;
      if (first) goToPost(first.number);
    },
  };
}
