import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { raiseTopic, topicsQuery } from '#client/features/forum/api.ts';
import styles from '#client/features/forum/forum.module.css';
import { useForumLive } from '#client/features/forum/live.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Avatar } from '#client/ui/display/avatar.tsx';
import { Badge } from '#client/ui/display/badge.tsx';
import { Row, Rows } from '#client/ui/display/rows.tsx';
import { Time } from '#client/ui/display/time.tsx';
import type { TopicKind } from '#shared/features/forum/domain.ts';
import type { ForumSpaceView, TopicView } from '#shared/features/forum/schema.ts';

interface TopicListProps {
  readonly space: ForumSpaceView;
  readonly kind: TopicKind | null;
  readonly topics: readonly TopicView[];
}

/** Topics in one glance, the last answered on top, kept true while one looks. */
export function TopicList({ space, kind, topics }: TopicListProps) {
  const { t } = useTranslation('forum');
  const queryClient = useQueryClient();
  const list = useRef<HTMLDivElement>(null);
  const [waiting, setWaiting] = useState<readonly TopicView[]>([]);
  useForumLive(space.id, {
    onEntered: () =>
      void queryClient.invalidateQueries({ queryKey: topicsQuery(space.slug, kind).queryKey }),
    onTopic: (topic) => {
      if (kind !== null && kind !== topic.kind) return;
      // Nothing moves under a hand or the focus: what is new waits to be asked for.
      if (list.current?.matches(':hover, :focus-within')) {
        setWaiting((known) => [...known.filter((other) => other.id !== topic.id), topic]);
      } else {
        raiseTopic(queryClient, space.slug, kind, topic);
      }
    },
  });
  const showWaiting = () => {
    for (const topic of waiting) raiseTopic(queryClient, space.slug, kind, topic);
    setWaiting([]);
  };
  return (
    <>
      <div className={styles.arrivals} role="status">
        {waiting.length > 0 && (
          <Button size="small" icon="forum" onPress={showWaiting}>
            {t('newTopics', { count: waiting.length })}
          </Button>
        )}
      </div>
      <div ref={list}>
        {topics.length > 0 && (
          <Rows label={t('topics')}>
            {topics.map((topic) => (
              <TopicRow key={topic.id} slug={space.slug} topic={topic} />
            ))}
          </Rows>
        )}
      </div>
    </>
  );
}

function TopicRow({ slug, topic }: { readonly slug: string; readonly topic: TopicView }) {
  const { t } = useTranslation('forum');
  const name = topic.lastPost.author.name || t('someone');
  const alone = topic.postCount <= 1;
  return (
    <Row
      title={topic.title}
      to={`/espaces/${slug}/forum/${topic.id}`}
      start={<Avatar name={name} />}
      details={
        <>
          <span className={styles.kind}>{t(`kinds.${topic.kind}`)}</span>
          <span>{alone ? t('onlyAuthor', { name }) : t('lastSpoke', { name })}</span>
          <Time date={topic.lastPost.at} />
        </>
      }
      end={
        <>
          {topic.visibility === 'members' && <Badge icon="lock">{t('membersOnly')}</Badge>}
          {!alone && <span>{t('replies', { count: topic.postCount - 1 })}</span>}
        </>
      }
    />
  );
}
