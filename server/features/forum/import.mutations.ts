import { createHash } from 'node:crypto';
import { openTopic } from '#server/features/forum/mutations.ts';
import { AppError } from '#shared/core/errors.ts';
import { POST_LIMITS, parseEditorState } from '#shared/editor/parse-state.ts';
import { excerptOf } from '#shared/editor/plain-text.ts';
import { FORUM_LIMITS } from '#shared/features/forum/domain.ts';
import {
  type NumberedSection,
  readNumberedText,
  stateOfSection,
} from '#shared/features/forum/numbered-text.domain.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';

const MOST_SECTIONS = 200;

interface ImportedTopic {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** False when an earlier import had made it. */
  readonly created: boolean;
}

export interface TextImport {
  readonly topics: readonly ImportedTopic[];
  /** Lines of the text that belong to no topic. */
  readonly leftOut: readonly string[];
}

/**
 * [FO17] Opens one public topic per numbered heading, in the name of this viewer. The whole text is
 * read before the first topic is made. Throws `bad_input` when it has no heading or one is too
 * long, and what `openTopic` throws.
 */
export async function importNumberedText(
  viewer: Viewer,
  spaceSlug: string,
  text: string,
): Promise<TextImport> {
  const { sections, leftOut } = readNumberedText(text);
  if (sections.length === 0) throw new AppError('bad_input', 'no numbered heading in this text');
  if (sections.length > MOST_SECTIONS) {
    throw new AppError('bad_input', `more than ${MOST_SECTIONS} headings`);
  }
  const inputs = sections.map((section) => ({ section, input: topicOf(spaceSlug, section) }));
  const topics: ImportedTopic[] = [];
  // Backwards: the forum shows the latest first, so that the first heading ends on top.
  for (const { section, input } of inputs.toReversed()) {
    const { topic, created } = await openTopic(viewer, spaceSlug, input);
    topics.unshift({ id: topic.id, number: section.number, title: topic.title, created });
  }
  return { topics, leftOut };
}

function topicOf(spaceSlug: string, section: NumberedSection) {
  if (section.title.length < FORUM_LIMITS.title.min) {
    throw new AppError('bad_input', `heading ${section.number} is too short for a title`);
  }
  return {
    title: excerptOf(section.title, FORUM_LIMITS.title.max),
    kind: 'project',
    visibility: 'public',
    state: parseEditorState(stateOfSection(section), POST_LIMITS),
    clientKey: keyOf(spaceSlug, section),
  } as const;
}

/** The same heading of the same space has the same key, whichever file it comes from. */
function keyOf(spaceSlug: string, { number, title }: NumberedSection): string {
  const identity = JSON.stringify([spaceSlug, number, title]);
  return `import-${createHash('sha256').update(identity).digest('hex').slice(0, 40)}`;
}
