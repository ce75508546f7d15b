import type { PersonId, SpaceId } from '#shared/core/ids.ts';
import type {
  Audience,
  CollabRole,
  DocumentKind,
  SectionPhase,
} from '#shared/features/documents/schema.ts';
import { hasRole, type Viewer } from '#shared/features/spaces/abilities.ts';

/** What the rules of access need to know of a document. */
export interface DocumentAccess {
  readonly spaceId: SpaceId;
  readonly kind: DocumentKind;
  readonly audience: Audience;
  readonly createdBy: PersonId;
  readonly sections: readonly { readonly id: string; readonly phase: SectionPhase }[];
}

const isMember = (viewer: Viewer, spaceId: SpaceId): boolean =>
  viewer.personId !== null && hasRole(viewer, spaceId, 'member');

/** [DO1] Members read what their space writes; a public document is read by anyone. */
export const mayReadDocument = (viewer: Viewer, document: DocumentAccess): boolean =>
  document.audience === 'public' || isMember(viewer, document.spaceId);

/** [DO2] */
export const mayCreateDocument = (viewer: Viewer, spaceId: SpaceId): boolean =>
  isMember(viewer, spaceId);

/** [DO3] Title, audience, sections and their phases: one right. */
export function mayArrangeDocument(viewer: Viewer, document: DocumentAccess): boolean {
  if (!isMember(viewer, document.spaceId)) return false;
  return viewer.personId === document.createdBy || hasRole(viewer, document.spaceId, 'facilitator');
}

/** [DO15] What was taken out of a text stays among those who write it. */
export const mayUseVersions = (viewer: Viewer, document: DocumentAccess): boolean =>
  isMember(viewer, document.spaceId);

/** [DO21] Erasing cannot be taken back: not even by who created the document. */
export const mayEraseText = (viewer: Viewer, document: DocumentAccess): boolean =>
  isMember(viewer, document.spaceId) && hasRole(viewer, document.spaceId, 'facilitator');

const OPEN_PHASES: readonly SectionPhase[] = ['draft', 'consultation'];

/**
 * What a viewer may do with one text of a document: a section of a letter, or the whole of a plain
 * document (`sectionId` null). The one rule for the page and for the live connections. [DO4] to [DO7]
 */
export function collabRoleFor(
  viewer: Viewer,
  document: DocumentAccess,
  sectionId: string | null,
): CollabRole {
  if (!mayReadDocument(viewer, document)) return 'none';
  if (!isOpenText(document, sectionId)) return 'none';
  if (!isMember(viewer, document.spaceId)) return 'read';
  if (sectionId === null) return 'write';
  const section = document.sections.find(({ id }) => id === sectionId);
  return section && OPEN_PHASES.includes(section.phase) ? 'write' : 'read';
}

function isOpenText(document: DocumentAccess, sectionId: string | null): boolean {
  if (sectionId === null) return document.kind === 'plain';
  return document.sections.some(({ id }) => id === sectionId);
}
