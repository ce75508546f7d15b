import { type Types, trusted } from 'mongoose';
import { type PostRecord, Posts, type TopicRecord, Topics } from '#server/features/forum/model.ts';
import { findSpace, type Space } from '#server/features/spaces/data.ts';
import { AppError } from '#shared/core/errors.ts';
import {
  type OrganisationId,
  type PersonId,
  type PostId,
  type SpaceId,
  type TopicId,
  toId,
} from '#shared/core/ids.ts';
import { maySeeTopic } from '#shared/features/forum/abilities.ts';
import type { TopicKind, TopicVisibility } from '#shared/features/forum/domain.ts';
import {
  mayReadMembersContent,
  maySeeSpace,
  type Viewer,
} from '#shared/features/spaces/abilities.ts';

export interface Topic {
  readonly id: TopicId;
  readonly spaceId: SpaceId;
  readonly title: string;
  readonly kind: TopicKind;
  readonly visibility: TopicVisibility;
  readonly authorId: PersonId;
  readonly postCount: number;
  readonly lastPostAt: Date;
  readonly lastPostAuthorId: PersonId;
  readonly createdAt: Date;
}

export interface Post {
  readonly id: PostId;
  readonly topicId: TopicId;
  readonly number: number;
  readonly authorId: PersonId;
  readonly organisationId: OrganisationId | null;
  readonly html: string;
  readonly text: string;
  readonly createdAt: Date;
}

type Stored<Record> = Record & { _id: Types.ObjectId };

export const toTopic = (record: Stored<TopicRecord>): Topic => ({
  id: toId<'topic'>(String(record._id)),
  spaceId: toId<'space'>(String(record.spaceId)),
  title: record.title,
  kind: record.kind,
  visibility: record.visibility,
  authorId: toId<'person'>(String(record.authorId)),
  postCount: record.postCount,
  lastPostAt: record.lastPostAt,
  lastPostAuthorId: toId<'person'>(String(record.lastPostAuthorId)),
  createdAt: record.createdAt,
});

export const toPost = (record: Stored<PostRecord>): Post => ({
  id: toId<'post'>(String(record._id)),
  topicId: toId<'topic'>(String(record.topicId)),
  number: record.number,
  authorId: toId<'person'>(String(record.authorId)),
  organisationId: record.organisationId
    ? toId<'organisation'>(String(record.organisationId))
    : null,
  html: record.html,
  text: record.text,
  createdAt: record.createdAt,
});

export interface TopicInSpace {
  readonly topic: Topic;
  readonly space: Space;
}

/** The topic that this viewer may see, with its space. Throws `not_found` for any other. */
export async function visibleTopic(viewer: Viewer, id: TopicId): Promise<TopicInSpace> {
  const record = await Topics.findById(id).lean();
  const topic = record && toTopic(record);
  const space = topic && (await findSpace(topic.spaceId));
  if (!topic || !space || !maySeeTopic(viewer, space, topic)) {
    throw new AppError('not_found', 'no such topic');
  }
  return { topic, space };
}

interface TopicFilter {
  readonly kind?: TopicKind | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface TopicList {
  readonly topics: readonly Topic[];
  readonly next: string | null;
}

/** [FO10] A page of the topics of a space that this viewer may see, the last answered first. */
export async function listTopics(
  viewer: Viewer,
  space: Space,
  { kind, after, limit }: TopicFilter,
): Promise<TopicList> {
  if (!maySeeSpace(viewer, space)) throw new AppError('not_found', 'no such space');
  const records = await Topics.find({
    spaceId: space.id,
    ...(kind && { kind }),
    ...(!mayReadMembersContent(viewer, space) && { visibility: 'public' }),
    ...(after && olderThan(after)),
  })
    .sort({ lastPostAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean();
  const topics = records.slice(0, limit).map(toTopic);
  const last = records.length > limit ? topics.at(-1) : undefined;
  return { topics, next: last ? `${last.lastPostAt.getTime()}-${last.id}` : null };
}

/** The cursor says when, not only which: its topic may have moved to the top since. */
function olderThan(cursor: string) {
  const [at = '', id = ''] = cursor.split('-');
  const date = new Date(Number(at));
  return {
    $or: [{ lastPostAt: trusted({ $lt: date }) }, { lastPostAt: date, _id: trusted({ $lt: id }) }],
  };
}

interface PostFilter {
  readonly after: number;
  readonly limit: number;
}

export interface PostList {
  readonly posts: readonly Post[];
  /** The number to ask the next page after; null on the last page. */
  readonly next: number | null;
}

/** [FO11] A page of posts by number. Whoever calls has asked `visibleTopic`. */
export async function listPosts(topicId: TopicId, { after, limit }: PostFilter): Promise<PostList> {
  const records = await Posts.find({ topicId, number: trusted({ $gt: after }) })
    .sort({ number: 1 })
    .limit(limit + 1)
    .lean();
  const posts = records.slice(0, limit).map(toPost);
  return { posts, next: records.length > limit ? (posts.at(-1)?.number ?? null) : null };
}
