import { z } from 'zod';
import { idSchema } from '#shared/core/schema.ts';
import type { PostView, TopicView } from '#shared/features/forum/schema.ts';

export const followTopicSchema = z.strictObject({ topicId: idSchema<'topic'>() });
export const followForumSchema = z.strictObject({ spaceId: idSchema<'space'>() });

/** From the server. */
export interface ForumServerEvents {
  'forum.topic-opened': { readonly topic: TopicView };
  /** A topic got a new post: who spoke last, and when, has changed. */
  'forum.topic-answered': { readonly topic: TopicView };
  'forum.post-added': { readonly post: PostView };
}

/** From a client; each is acknowledged with `value`. */
export interface ForumClientEvents {
  'forum.follow': { readonly input: { readonly topicId: string }; readonly value: null };
  'forum.unfollow': { readonly input: { readonly topicId: string }; readonly value: null };
  'forum.follow-space': { readonly input: { readonly spaceId: string }; readonly value: null };
  'forum.unfollow-space': { readonly input: { readonly spaceId: string }; readonly value: null };
}
