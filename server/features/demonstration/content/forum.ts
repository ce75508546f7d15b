import { cohortTopics } from '#server/features/demonstration/content/forum-cohort.ts';
import { councilTopics } from '#server/features/demonstration/content/forum-council.ts';
import { eurometropoleProjects } from '#server/features/demonstration/content/forum-eurometropole-projects.ts';
import { eurometropoleQuestions } from '#server/features/demonstration/content/forum-eurometropole-questions.ts';
import { nordProjects } from '#server/features/demonstration/content/forum-nord-projects.ts';
import { nordQuestions } from '#server/features/demonstration/content/forum-nord-questions.ts';
import { ouestProjects } from '#server/features/demonstration/content/forum-ouest-projects.ts';
import { ouestQuestions } from '#server/features/demonstration/content/forum-ouest-questions.ts';
import { sudProjects } from '#server/features/demonstration/content/forum-sud-projects.ts';
import { sudQuestions } from '#server/features/demonstration/content/forum-sud-questions.ts';
import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

/** Every topic of the demonstration, space by space. */
export const forumTopics: readonly ForumTopic[] = [
  ...nordQuestions,
  ...nordProjects,
  ...ouestQuestions,
  ...ouestProjects,
  ...sudQuestions,
  ...sudProjects,
  ...eurometropoleQuestions,
  ...eurometropoleProjects,
  ...cohortTopics,
  ...councilTopics,
];
