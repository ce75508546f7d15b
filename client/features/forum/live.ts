import { useEffect } from 'react';
import { liveFor, useOnConnect } from '#client/platform/realtime/live.ts';
import type { ForumClientEvents, ForumServerEvents } from '#shared/features/forum/events.ts';

const { useLiveEvent, emitAcknowledged } = liveFor<ForumServerEvents, ForumClientEvents>();

/** A live room that cannot be entered leaves a page that reads well and is renewed on return. */
const quietly = (sent: Promise<unknown>): void => void sent.catch(() => {});

interface TopicListeners {
  readonly onPost: (post: ForumServerEvents['forum.post-added']['post']) => void;
  /** Called once in the room, first and after each reconnection: read what was missed. */
  readonly onEntered: () => void;
}

/** Follows one topic while the component is shown. */
export function useTopicLive(topicId: string, { onPost, onEntered }: TopicListeners): void {
  useOnConnect(() => quietly(emitAcknowledged('forum.follow', { topicId }).then(onEntered)));
  useLiveEvent('forum.post-added', ({ post }) => {
    if (post.topicId === topicId) onPost(post);
  });
  useEffect(() => () => quietly(emitAcknowledged('forum.unfollow', { topicId })), [topicId]);
}

interface ForumListeners {
  readonly onTopic: (topic: ForumServerEvents['forum.topic-opened']['topic']) => void;
  readonly onEntered: () => void;
}

/** Follows the list of a forum while the component is shown. */
export function useForumLive(spaceId: string, { onTopic, onEntered }: ForumListeners): void {
  useOnConnect(() => quietly(emitAcknowledged('forum.follow-space', { spaceId }).then(onEntered)));
  const hear = ({ topic }: ForumServerEvents['forum.topic-opened']) => {
    if (topic.spaceId === spaceId) onTopic(topic);
  };
  useLiveEvent('forum.topic-opened', hear);
  useLiveEvent('forum.topic-answered', hear);
  useEffect(() => () => quietly(emitAcknowledged('forum.unfollow-space', { spaceId })), [spaceId]);
}
