import { listPosts, listTopics, visibleTopic } from '#server/features/forum/data.ts';
import { addPost, openTopic, repairTopic } from '#server/features/forum/mutations.ts';
import {
  presentPosts,
  presentSpace,
  presentTopic,
  presentTopics,
  presentWritten,
} from '#server/features/forum/presenter.ts';
import type { ForumEvents } from '#server/features/forum/socket.ts';
import { visibleSpaceBySlug } from '#server/features/spaces/data.ts';
import { addRoute, type HttpContext } from '#server/platform/http/route.ts';
import { mayAnswerTopic, mayOpenTopic } from '#shared/features/forum/abilities.ts';
import {
  addPostSchema,
  listPostsSchema,
  listTopicsSchema,
  openTopicSchema,
  topicParamsSchema,
} from '#shared/features/forum/schema.ts';
import { spaceParamsSchema } from '#shared/features/spaces/schema.ts';

const TOPICS_OPENED = { name: 'forum.open', points: 20, seconds: 600 };
const POSTS_ADDED = { name: 'forum.post', points: 60, seconds: 300 };

export function addForumRoutes(
  context: HttpContext,
  events: Pick<ForumEvents, 'topicOpened' | 'postAdded'>,
): void {
  addRoute(context, {
    method: 'get',
    path: '/api/spaces/:slug/topics',
    summary: 'The topics of a space, the last answered first',
    params: spaceParamsSchema,
    query: listTopicsSchema,
    handle: async ({ viewer, params, query }) => {
      const space = await visibleSpaceBySlug(viewer, params.slug);
      const { topics, next } = await listTopics(viewer, space, query);
      const items = await presentTopics(topics);
      return { items, next, space: presentSpace(space), mayOpen: mayOpenTopic(viewer, space) };
    },
  });

  addRoute(context, {
    method: 'post',
    path: '/api/spaces/:slug/topics',
    summary: 'Open a topic with its first post',
    params: spaceParamsSchema,
    body: openTopicSchema,
    limit: TOPICS_OPENED,
    success: 201,
    handle: async ({ viewer, params, body }) => {
      const opened = await openTopic(viewer, params.slug, body);
      if (opened.created) await events.topicOpened(opened);
      return presentWritten(opened);
    },
  });

  addRoute(context, {
    method: 'get',
    path: '/api/topics/:topicId',
    summary: 'One topic with its space',
    params: topicParamsSchema,
    handle: async ({ viewer, params }) => {
      const { topic, space } = await visibleTopic(viewer, params.topicId);
      return {
        topic: await presentTopic(topic),
        space: presentSpace(space),
        mayAnswer: mayAnswerTopic(viewer, space, topic),
      };
    },
  });

  addRoute(context, {
    method: 'get',
    path: '/api/topics/:topicId/posts',
    summary: 'The posts of a topic by number',
    params: topicParamsSchema,
    query: listPostsSchema,
    handle: async ({ viewer, params, query }) => {
      const { topic } = await visibleTopic(viewer, params.topicId);
      const { posts, next } = await listPosts(topic.id, query);
      if (next === null && (posts.at(-1)?.number ?? 0) > topic.postCount) await repairTopic(topic);
      return { items: await presentPosts(posts), next: next === null ? null : String(next) };
    },
  });

  addRoute(context, {
    method: 'post',
    path: '/api/topics/:topicId/posts',
    summary: 'Answer a topic',
    params: topicParamsSchema,
    body: addPostSchema,
    limit: POSTS_ADDED,
    success: 201,
    handle: async ({ viewer, params, body }) => {
      const added = await addPost(viewer, params.topicId, body);
      if (added.created) await events.postAdded(added);
      return presentWritten(added);
    },
  });
}
