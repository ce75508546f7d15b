import { pageLinks, publicLayout, signInAddress } from '#server/features/forum/layout.page.ts';
import type { Space } from '#server/features/spaces/data.ts';
import { html, SafeHtml } from '#server/platform/http/html.ts';
import { excerptOf } from '#shared/editor/plain-text.ts';
import type { AuthorView, PostView, TopicView } from '#shared/features/forum/schema.ts';
import { exactDateWords } from '#shared/i18n/date-words.ts';
import words from '#shared/i18n/fr/forum.json' with { type: 'json' };

/** What a search engine or a shared link shows of a text. */
const MOST_DESCRIPTION = 160;

const nameOf = (author: AuthorView): string => author.name || words.someone;

/** These pages are French, and without JavaScript the reader's own zone is not known. */
const PLACE = { language: 'fr', timeZone: 'Europe/Paris' } as const;

const dateOf = (iso: string): SafeHtml =>
  html`<time datetime="${iso}">${exactDateWords(Date.parse(iso), PLACE)}</time>`;

function repliesWords(postCount: number): string {
  const count = postCount - 1;
  if (count <= 0) return words.replies_zero;
  const form = count === 1 ? words.replies_one : words.replies_other;
  return form.replace('{{count}}', String(count));
}

const forumPath = (space: Space): string => `/espaces/${space.slug}/forum`;
const topicPath = (space: Space, topicId: string): string => `${forumPath(space)}/${topicId}`;
const pageOf = (path: string, after: number | string): string =>
  after === 0 ? path : `${path}?apres=${after}`;

interface TopicPageInput {
  readonly publicUrl: string;
  readonly space: Space;
  readonly topic: TopicView;
  readonly posts: readonly PostView[];
  /** The words of the first post, when this is the first page. */
  readonly openingText: string | null;
  readonly after: number;
  readonly pageSize: number;
  readonly next: number | null;
}

/** [FO16] A topic: the first post as an article, then the conversation. */
export function topicPage(input: TopicPageInput): string {
  const { publicUrl, space, topic, posts, openingText, after, next } = input;
  const path = topicPath(space, topic.id);
  const previous = after > 0 ? pageOf(path, Math.max(0, after - input.pageSize)) : null;
  const nextPage = next === null ? null : pageOf(path, next);
  const opening = posts.find((post) => post.number === 1);
  const replies = posts.filter((post) => post.number > 1);
  return publicLayout({
    title: topic.title,
    description: excerptOf(openingText ?? topic.title, MOST_DESCRIPTION),
    canonical: publicUrl + pageOf(path, after),
    kind: 'article',
    publishedAt: topic.createdAt,
    accent: space.accent,
    previous,
    next: nextPage,
    path,
    content: html`
      <nav class="public-path" aria-label="${words.page.path}">
        <a href="/espaces/${space.slug}">${space.name}</a>
        <a href="${forumPath(space)}">${words.title}</a>
      </nav>
      <article class="public-article">
        <header>
          <p class="public-kind">${words.kinds[topic.kind]}</p>
          <h1>${topic.title}</h1>
          ${byline(topic.author, opening?.organisation ?? null, topic.createdAt)}
        </header>
        ${opening ? html`<div class="prose">${new SafeHtml(opening.html)}</div>` : null}
      </article>
      <section class="public-conversation" aria-labelledby="conversation">
        <h2 id="conversation">${words.topic.conversation}</h2>
        <p class="public-quiet">${repliesWords(topic.postCount)}</p>
        ${replies.map(reply)}
      </section>
      ${pageLinks({
        previous: previous === null ? null : { href: previous, label: words.page.previous },
        next: nextPage === null ? null : { href: nextPage, label: words.page.next },
      })}
      <aside class="public-invitation">
        <p>${words.answer.signInText}</p>
        <a class="public-button public-main-button" href="${signInAddress(path)}">${words.answer.signIn}</a>
      </aside>`,
  });
}

function byline(
  author: AuthorView,
  organisation: PostView['organisation'],
  createdAt: string,
): SafeHtml {
  const speaker = organisation ? words.for.replace('{{organisation}}', organisation.name) : null;
  return html`<p class="public-byline"><strong>${nameOf(author)}</strong>${speaker && ` ${speaker}`}, ${dateOf(createdAt)}</p>`;
}

const reply = (post: PostView): SafeHtml => html`
  <article class="public-reply" id="message-${post.number}">
    <header>${byline(post.author, post.organisation, post.createdAt)}</header>
    <div class="prose">${new SafeHtml(post.html)}</div>
  </article>`;

interface ForumPageInput {
  readonly publicUrl: string;
  readonly space: Space;
  readonly topics: readonly TopicView[];
  readonly after: string | null;
  readonly next: string | null;
}

/** [FO16] The public topics of a space, the last answered first. */
export function forumPage({ publicUrl, space, topics, after, next }: ForumPageInput): string {
  const path = forumPath(space);
  const nextPage = next === null ? null : pageOf(path, next);
  return publicLayout({
    title: words.page.forumOf.replace('{{space}}', space.name),
    description: words.page.describe.replace('{{space}}', space.name),
    canonical: publicUrl + pageOf(path, after ?? 0),
    kind: 'website',
    accent: space.accent,
    next: nextPage,
    path,
    content: html`
      <nav class="public-path" aria-label="${words.page.path}">
        <a href="/espaces/${space.slug}">${space.name}</a>
      </nav>
      <header class="public-head">
        <h1>${words.page.forumOf.replace('{{space}}', space.name)}</h1>
        <p>${words.page.describe.replace('{{space}}', space.name)}</p>
        <a class="public-button" href="${signInAddress(path)}">${words.page.join}</a>
      </header>
      ${topics.length === 0 ? html`<p class="public-quiet">${words.page.emptyForum}</p>` : null}
      <ul class="public-topics">${topics.map((topic) => topicLine(space, topic))}</ul>
      ${pageLinks({
        previous: after === null ? null : { href: path, label: words.page.latest },
        next: nextPage === null ? null : { href: nextPage, label: words.page.next },
      })}`,
  });
}

const topicLine = (space: Space, topic: TopicView): SafeHtml => html`
  <li>
    <p class="public-kind">${words.kinds[topic.kind]}</p>
    <a class="public-topic" href="${topicPath(space, topic.id)}">${topic.title}</a>
    <p class="public-quiet">${nameOf(topic.lastPost.author)}, ${dateOf(topic.lastPost.at)} · ${repliesWords(topic.postCount)}</p>
  </li>`;
