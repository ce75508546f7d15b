import { Types, trusted } from 'mongoose';
import {
  type Post,
  type Topic,
  type TopicInSpace,
  toPost,
  toTopic,
  visibleTopic,
} from '#server/features/forum/data.ts';
import { type PostRecord, Posts, type TopicRecord, Topics } from '#server/features/forum/model.ts';
import { type Space, visibleSpaceBySlug } from '#server/features/spaces/data.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { AppError } from '#shared/core/errors.ts';
import type { OrganisationId, PersonId, TopicId } from '#shared/core/ids.ts';
import { isBlank, plainTextOf } from '#shared/editor/plain-text.ts';
import { renderHtml } from '#shared/editor/render-html.ts';
import type { EditorState } from '#shared/editor/state.ts';
import { mayAnswerTopic, mayOpenTopic } from '#shared/features/forum/abilities.ts';
import type { NewPost, NewTopic } from '#shared/features/forum/schema.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';

/** One more than the people who answer one topic in the same instant. */
const MOST_ATTEMPTS = 60;
/** What a crash may have left behind is among the newest posts. */
const REPAIRED_AT_ONCE = 500;

export interface OpenedTopic {
  readonly topic: Topic;
  readonly post: Post;
  readonly space: Space;
  /** False when the same key had opened it before. */
  readonly created: boolean;
}

export interface AddedPost extends TopicInSpace {
  readonly post: Post;
  readonly created: boolean;
}

/** Opens a topic with its first post. Throws `forbidden`, `not_found`, `bad_input`, `conflict`. */
export async function openTopic(
  viewer: Viewer,
  spaceSlug: string,
  input: NewTopic,
): Promise<OpenedTopic> {
  const space = await visibleSpaceBySlug(viewer, spaceSlug);
  const authorId = signedIn(viewer, 'write');
  if (!mayOpenTopic(viewer, space)) throw new AppError('forbidden', 'members open topics here');
  checkSpeaker(viewer, input.organisationId);
  return keepTopic(space, authorId, input, new Date());
}

/** Answers a topic. Throws `forbidden`, `not_found`, `bad_input`, `conflict`. */
export async function addPost(
  viewer: Viewer,
  topicId: TopicId,
  input: NewPost,
): Promise<AddedPost> {
  const { topic, space } = await visibleTopic(viewer, topicId);
  const authorId = signedIn(viewer, 'write');
  if (!mayAnswerTopic(viewer, space, topic)) {
    throw new AppError('forbidden', 'members answer here');
  }
  checkSpeaker(viewer, input.organisationId);
  return { space, ...(await keepPost(topic, authorId, input, new Date())) };
}

/** [FO4] */
function checkSpeaker(viewer: Viewer, organisationId: OrganisationId | undefined): void {
  if (organisationId && !viewer.organisationIds.includes(organisationId)) {
    throw new AppError('forbidden', 'one speaks for one’s own organisations');
  }
}

function contentOf(state: EditorState): Pick<PostRecord, 'state' | 'html' | 'text'> {
  if (isBlank(state)) throw new AppError('bad_input', 'the text is empty', ['body.state']);
  return { state: JSON.stringify(state), html: renderHtml(state), text: plainTextOf(state) };
}

/** [FO6] */
const keyTaken = () => new AppError('conflict', 'this key has made something else');

/**
 * Keeps a topic at a given date, without asking who may: for demonstration data and imports. The
 * first post is written before its topic (see [FO7]).
 */
export async function keepTopic(
  space: Space,
  authorId: PersonId,
  input: NewTopic,
  at: Date,
): Promise<OpenedTopic> {
  const content = contentOf(input.state);
  const post = await keepFirstPost({
    ...content,
    topicId: new Types.ObjectId(),
    spaceId: new Types.ObjectId(space.id),
    authorId: new Types.ObjectId(authorId),
    organisationId: input.organisationId ? new Types.ObjectId(input.organisationId) : null,
    number: 1,
    createdAt: at,
    clientKey: input.clientKey,
  });
  const { created, record } = await keepTopicRecord(post, input);
  return { topic: toTopic(record), post: toPost(post), space, created };
}

type Stored<Record> = Record & { _id: Types.ObjectId };

async function keepFirstPost(record: PostRecord): Promise<Stored<PostRecord>> {
  try {
    return (await Posts.create(record)).toObject();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const { authorId, clientKey, spaceId } = record;
    const kept = await Posts.findOne({ authorId, clientKey }).lean();
    if (kept?.number !== 1 || !kept.spaceId.equals(spaceId)) throw keyTaken();
    return kept;
  }
}

async function keepTopicRecord(
  post: Stored<PostRecord>,
  input: NewTopic,
): Promise<{ created: boolean; record: Stored<TopicRecord> }> {
  try {
    const record = await Topics.create({
      _id: post.topicId,
      spaceId: post.spaceId,
      title: input.title,
      kind: input.kind,
      visibility: input.visibility,
      authorId: post.authorId,
      postCount: 1,
      lastPostAt: post.createdAt,
      lastPostAuthorId: post.authorId,
      createdAt: post.createdAt,
      clientKey: post.clientKey,
    });
    return { created: true, record: record.toObject() };
  } catch (error) {
    const kept = isDuplicateKey(error) && (await Topics.findById(post.topicId).lean());
    if (!kept) throw error;
    return { created: false, record: kept };
  }
}

/** Keeps an answer at a given date, without asking who may: for demonstration data and imports. */
export async function keepPost(
  topic: Topic,
  authorId: PersonId,
  input: NewPost,
  at: Date,
): Promise<{ topic: Topic; post: Post; created: boolean }> {
  const author = new Types.ObjectId(authorId);
  const content = contentOf(input.state);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const kept = await Posts.findOne({ authorId: author, clientKey: input.clientKey }).lean();
    if (kept) {
      if (String(kept.topicId) !== topic.id) throw keyTaken();
      return { topic: await followLastPost(topic, kept), post: toPost(kept), created: false };
    }
    const record = await tryPost({
      ...content,
      topicId: new Types.ObjectId(topic.id),
      spaceId: new Types.ObjectId(topic.spaceId),
      authorId: author,
      organisationId: input.organisationId ? new Types.ObjectId(input.organisationId) : null,
      number: (await highestNumber(topic.id)) + 1,
      createdAt: at,
      clientKey: input.clientKey,
    });
    if (record) {
      return { topic: await followLastPost(topic, record), post: toPost(record), created: true };
    }
  }
  throw new AppError('overloaded', 'too many answers at once, try again');
}

/** Null when another post took the number, or the same key came twice at once. */
async function tryPost(record: PostRecord): Promise<Stored<PostRecord> | null> {
  try {
    return (await Posts.create(record)).toObject();
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

async function highestNumber(topicId: TopicId): Promise<number> {
  const last = await Posts.findOne({ topicId }, { number: 1 }).sort({ number: -1 }).lean();
  return last?.number ?? 0;
}

/** [FO9] Brings the topic up to this post, unless it is further already. */
async function followLastPost(topic: Topic, post: PostRecord): Promise<Topic> {
  await Topics.updateOne(
    { _id: topic.id, postCount: trusted({ $lt: post.number }) },
    {
      $set: {
        postCount: post.number,
        lastPostAt: post.createdAt,
        lastPostAuthorId: post.authorId,
      },
    },
  );
  const record = await Topics.findById(topic.id).lean();
  return record ? toTopic(record) : topic;
}

/** [FO9] Repairs a topic whose last post was kept just before a crash; gives it as it is now. */
export async function repairTopic(topic: Topic): Promise<Topic> {
  const last = await Posts.findOne({ topicId: topic.id }).sort({ number: -1 }).lean();
  return last && last.number > topic.postCount ? followLastPost(topic, last) : topic;
}

/** [FO9] The job: repairs what the newest posts may have left behind. */
export async function repairRecentTopics(): Promise<void> {
  const posts = await Posts.find({}, { topicId: 1 })
    .sort({ _id: -1 })
    .limit(REPAIRED_AT_ONCE)
    .lean();
  const ids = [...new Set(posts.map((post) => String(post.topicId)))];
  for (const record of await Topics.find({ _id: trusted({ $in: ids }) }).lean()) {
    await repairTopic(toTopic(record));
  }
}
