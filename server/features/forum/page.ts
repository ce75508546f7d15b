import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { listPosts, listTopics, visibleTopic } from '#server/features/forum/data.ts';
import { missingPage } from '#server/features/forum/layout.page.ts';
import { presentPosts, presentTopic, presentTopics } from '#server/features/forum/presenter.ts';
import { forumPage, topicPage } from '#server/features/forum/topics.page.ts';
import { visibleSpaceBySlug } from '#server/features/spaces/data.ts';
import { type HttpContext, parseInput } from '#server/platform/http/route.ts';
import { AppError } from '#shared/core/errors.ts';
import { toId } from '#shared/core/ids.ts';
import { FORUM_LIMITS } from '#shared/features/forum/domain.ts';
import {
  listPostsSchema,
  listTopicsSchema,
  topicParamsSchema,
} from '#shared/features/forum/schema.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';
import { spaceParamsSchema } from '#shared/features/spaces/schema.ts';

const PAGES_READ = { name: 'page', points: 300, seconds: 60 };

const forumQuery = z.object({ apres: listTopicsSchema.shape.after });
const topicQuery = z.object({ apres: listPostsSchema.shape.after });
const topicPageParams = topicParamsSchema.extend(spaceParamsSchema.shape);

interface PublicPages {
  /** The address that people type, without a trailing slash. */
  readonly publicUrl: string;
}

/**
 * [FO16] The forum for those who have no account: plain pages, without JavaScript. Whoever is
 * signed in falls through to the application.
 */
export function addForumPages(context: HttpContext, { publicUrl }: PublicPages): void {
  const page =
    (render: (viewer: Viewer, request: Request) => Promise<string>) =>
    async (request: Request, response: Response, next: NextFunction): Promise<void> => {
      const viewer = await context.viewerOf(request);
      response.setHeader('Vary', 'Cookie');
      if (viewer.personId !== null) {
        next();
        return;
      }
      await context.limiter.consume(PAGES_READ, context.addressOf(request));
      const { status, markup } = await rendered(
        () => render(viewer, request),
        () => missingPage(publicUrl, request.path),
      );
      response.setHeader('Cache-Control', 'private, no-cache');
      response.status(status).type('html').send(markup);
    };

  context.router.get(
    '/espaces/:slug/forum',
    page(async (viewer, request) => {
      const { slug } = parseInput(spaceParamsSchema, request.params, 'params');
      const { apres } = parseInput(forumQuery, request.query, 'query');
      const space = await visibleSpaceBySlug(viewer, slug);
      const { topics, next } = await listTopics(viewer, space, {
        after: apres,
        limit: FORUM_LIMITS.page,
      });
      const views = await presentTopics(topics);
      return forumPage({ publicUrl, space, topics: views, after: apres ?? null, next });
    }),
  );

  context.router.get(
    '/espaces/:slug/forum/:topicId',
    page(async (viewer, request) => {
      const { slug, topicId } = parseInput(topicPageParams, request.params, 'params');
      const { apres } = parseInput(topicQuery, request.query, 'query');
      const { topic, space } = await visibleTopic(viewer, toId<'topic'>(topicId));
      if (space.slug !== slug) throw new AppError('not_found', 'no such topic here');
      const { posts, next } = await listPosts(topic.id, { after: apres, limit: FORUM_LIMITS.page });
      if (posts.length === 0) throw new AppError('not_found', 'no such page');
      return topicPage({
        publicUrl,
        space,
        topic: await presentTopic(topic),
        posts: await presentPosts(posts),
        openingText: posts.find((post) => post.number === 1)?.text ?? null,
        after: apres,
        pageSize: FORUM_LIMITS.page,
        next,
      });
    }),
  );
}

/** What cannot be read or does not exist is the same page for a visitor: it is not there. */
async function rendered(
  render: () => Promise<string>,
  missing: () => string,
): Promise<{ status: number; markup: string }> {
  try {
    return { status: 200, markup: await render() };
  } catch (error) {
    const unreadable =
      error instanceof AppError && (error.code === 'not_found' || error.code === 'bad_input');
    if (!unreadable) throw error;
    return { status: 404, markup: missing() };
  }
}
