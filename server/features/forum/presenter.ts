import { namesOf } from '#server/features/accounts/data.ts';
import type { Post, Topic } from '#server/features/forum/data.ts';
import { organisationsById } from '#server/features/organisations/data.ts';
import type { Space } from '#server/features/spaces/data.ts';
import type { OrganisationId, PersonId } from '#shared/core/ids.ts';
import type {
  AuthorView,
  ForumSpaceView,
  PostView,
  TopicView,
  WrittenView,
} from '#shared/features/forum/schema.ts';

type Names = ReadonlyMap<string, string>;

const author = (id: PersonId, names: Names): AuthorView => ({ id, name: names.get(id) ?? '' });

/** The same for whoever may see them: nothing in a view depends on who asks. */
export async function presentTopics(topics: readonly Topic[]): Promise<TopicView[]> {
  const names = await namesOf(topics.flatMap((topic) => [topic.authorId, topic.lastPostAuthorId]));
  return topics.map((topic) => ({
    id: topic.id,
    spaceId: topic.spaceId,
    title: topic.title,
    kind: topic.kind,
    visibility: topic.visibility,
    author: author(topic.authorId, names),
    postCount: topic.postCount,
    lastPost: {
      author: author(topic.lastPostAuthorId, names),
      at: topic.lastPostAt.toISOString(),
    },
    createdAt: topic.createdAt.toISOString(),
  }));
}

export async function presentTopic(topic: Topic): Promise<TopicView> {
  const [view] = await presentTopics([topic]);
  if (!view) throw new Error('one topic makes one view');
  return view;
}

export async function presentPosts(posts: readonly Post[]): Promise<PostView[]> {
  const spoken = posts.map((post) => post.organisationId);
  const [names, organisations] = await Promise.all([
    namesOf(posts.map((post) => post.authorId)),
    organisationsById(spoken.filter((id): id is OrganisationId => id !== null)),
  ]);
  return posts.map((post) => {
    const organisation = post.organisationId ? organisations.get(post.organisationId) : undefined;
    return {
      id: post.id,
      topicId: post.topicId,
      number: post.number,
      author: author(post.authorId, names),
      organisation: organisation ? { id: organisation.id, name: organisation.name } : null,
      html: post.html,
      createdAt: post.createdAt.toISOString(),
    };
  });
}

export async function presentPost(post: Post): Promise<PostView> {
  const [view] = await presentPosts([post]);
  if (!view) throw new Error('one post makes one view');
  return view;
}

export const presentSpace = ({ id, slug, name, accent }: Space): ForumSpaceView => ({
  id,
  slug,
  name,
  accent,
});

interface Written {
  readonly topic: Topic;
  readonly post: Post;
  readonly created: boolean;
}

export async function presentWritten({ topic, post, created }: Written): Promise<WrittenView> {
  return { topic: await presentTopic(topic), post: await presentPost(post), created };
}
