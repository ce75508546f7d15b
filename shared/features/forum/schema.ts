import { z } from 'zod';
import { clientKeySchema, idSchema, lineSchema, type Page } from '#shared/core/schema.ts';
import { editorStateSchema, POST_LIMITS } from '#shared/editor/parse-state.ts';
import {
  FORUM_LIMITS,
  TOPIC_KINDS,
  TOPIC_VISIBILITIES,
  type TopicKind,
  type TopicVisibility,
} from '#shared/features/forum/domain.ts';

export const topicParamsSchema = z.object({ topicId: idSchema<'topic'>() });

/** `after` is the cursor of the previous page: when its last topic was answered, and which it was. */
export const listTopicsSchema = z.object({
  kind: z.enum(TOPIC_KINDS).optional(),
  after: z
    .string()
    .regex(/^\d{1,15}-[0-9a-f]{24}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(50).default(FORUM_LIMITS.page),
});

/** `after` is the number of the last post already read. */
export const listPostsSchema = z.object({
  after: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(FORUM_LIMITS.page),
});

const writtenSchema = {
  state: editorStateSchema(POST_LIMITS),
  clientKey: clientKeySchema,
  /** The organisation that one speaks for, among one's own. */
  organisationId: idSchema<'organisation'>().optional(),
};

export const openTopicSchema = z.strictObject({
  title: lineSchema(FORUM_LIMITS.title),
  kind: z.enum(TOPIC_KINDS),
  visibility: z.enum(TOPIC_VISIBILITIES),
  ...writtenSchema,
});

export const addPostSchema = z.strictObject(writtenSchema);

export type NewTopic = z.output<typeof openTopicSchema>;
export type NewPost = z.output<typeof addPostSchema>;

export interface AuthorView {
  readonly id: string;
  /** Empty for someone who left. */
  readonly name: string;
}

export interface TopicView {
  readonly id: string;
  readonly spaceId: string;
  readonly title: string;
  readonly kind: TopicKind;
  readonly visibility: TopicVisibility;
  readonly author: AuthorView;
  /** The first post included. */
  readonly postCount: number;
  readonly lastPost: { readonly author: AuthorView; readonly at: string };
  readonly createdAt: string;
}

export interface PostView {
  readonly id: string;
  readonly topicId: string;
  /** 1 for the post that opens the topic. */
  readonly number: number;
  readonly author: AuthorView;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  /** Written by the server from the editor's state: safe as it stands. */
  readonly html: string;
  readonly createdAt: string;
}

export interface ForumSpaceView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly accent: string;
}

/** A page of a forum. */
export interface TopicListView extends Page<TopicView> {
  readonly space: ForumSpaceView;
  readonly mayOpen: boolean;
}

export interface TopicPageView {
  readonly topic: TopicView;
  readonly space: ForumSpaceView;
  readonly mayAnswer: boolean;
}

/** What writing answers. `created` is false when the same key had made it before. */
export interface WrittenView {
  readonly topic: TopicView;
  readonly post: PostView;
  readonly created: boolean;
}
