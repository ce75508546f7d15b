import { ok, type Result, refuse } from '#shared/core/result.ts';
import {
  DOCUMENT_LIMITS,
  type SectionId,
  type SectionPhase,
  type UpdateSection,
} from '#shared/features/documents/schema.ts';

/** A section as the document's record keeps it. */
export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly phase: SectionPhase;
  readonly epoch: number;
  /** The key under which its creation was asked for. */
  readonly clientKey: string;
}

type Sections = readonly Section[];

/** [DO11] [DO12] */
export function withSection(
  sections: Sections,
  section: Section,
  after: SectionId | undefined,
): Result<Sections> {
  if (sections.length >= DOCUMENT_LIMITS.sections) {
    return refuse('too_large', `a document has ${DOCUMENT_LIMITS.sections} sections at most`);
  }
  const before = after ? sections.findIndex(({ id }) => id === after) : sections.length - 1;
  if (after && before < 0) return refuse('not_found', 'no such section to follow');
  return ok(sections.toSpliced(before + 1, 0, section));
}

/** [DO21] Epochs only rise: what began later stays. */
export function withEpoch(
  sections: Sections,
  sectionId: SectionId,
  epoch: number,
): Result<Sections> {
  const index = sections.findIndex(({ id }) => id === sectionId);
  const section = sections[index];
  if (!section) return refuse('not_found', 'no such section');
  if (section.epoch >= epoch) return refuse('conflict', 'the section began a later epoch');
  return ok(sections.with(index, { ...section, epoch }));
}

export function withSectionChanged(
  sections: Sections,
  sectionId: SectionId,
  change: UpdateSection,
): Result<Sections> {
  const index = sections.findIndex(({ id }) => id === sectionId);
  const section = sections[index];
  if (!section) return refuse('not_found', 'no such section');
  const changed = {
    ...section,
    title: change.title ?? section.title,
    phase: change.phase ?? section.phase,
  };
  return ok(sections.with(index, changed));
}
