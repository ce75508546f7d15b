import { forumTopics } from '#server/features/demonstration/content/forum.ts';
import type { ForumPost, ForumTopic } from '#server/features/demonstration/content/types.ts';
import type { Population } from '#server/features/demonstration/people.mutations.ts';
import { keepPost, keepTopic } from '#server/features/forum/mutations.ts';
import { findSpace } from '#server/features/spaces/data.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** The threads of every forum, as old as they say before `now` (milliseconds). */
export async function seedForum(population: Population, now: number): Promise<void> {
  const oldestFirst = forumTopics.toSorted((one, two) => two.daysAgo - one.daysAgo);
  for (const topic of oldestFirst) await seedTopic(population, topic, now);
}

async function seedTopic(population: Population, content: ForumTopic, now: number): Promise<void> {
  const space = await findSpace(population.spaces.get(content.space));
  const [first, ...answers] = content.posts;
  if (!space || !first) throw new Error(`a topic without a space or a post: ${content.key}`);
  const opened = now - content.daysAgo * DAY;
  const { topic } = await keepTopic(
    space,
    population.people.get(first.author),
    {
      title: content.title,
      kind: content.kind,
      visibility: content.visibility,
      ...written(population, first, `${content.key}-0`),
    },
    new Date(opened),
  );
  for (const [index, answer] of answers.entries()) {
    await keepPost(
      topic,
      population.people.get(answer.author),
      written(population, answer, `${content.key}-${index + 1}`),
      new Date(Math.min(opened + answer.hoursAfter * HOUR, now)),
    );
  }
}

const written = (population: Population, post: ForumPost, clientKey: string) => ({
  clientKey,
  state: stateFromParagraphs(post.paragraphs),
  ...(post.organisation && { organisationId: population.organisations.get(post.organisation) }),
});
