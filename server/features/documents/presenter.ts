import { namesOf } from '#server/features/accounts/data.ts';
import type { Document } from '#server/features/documents/data.ts';
import { findSpace } from '#server/features/spaces/data.ts';
import { AppError } from '#shared/core/errors.ts';
import {
  collabRoleFor,
  mayArrangeDocument,
  mayCreateDocument,
  mayEraseText,
} from '#shared/features/documents/abilities.ts';
import type { DocumentSummary, DocumentView } from '#shared/features/documents/schema.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';

export async function presentDocument(viewer: Viewer, document: Document): Promise<DocumentView> {
  const [space, names] = await Promise.all([
    findSpace(document.spaceId),
    namesOf([document.createdBy]),
  ]);
  if (!space) throw new AppError('not_found', 'no such document');
  return {
    id: document.id,
    space: { slug: space.slug, name: space.name, accent: space.accent },
    title: document.title,
    kind: document.kind,
    audience: document.audience,
    sections: document.sections.map(({ id, title, phase, epoch }) => ({
      id,
      title,
      phase,
      epoch,
      role: collabRoleFor(viewer, document, id),
    })),
    revision: document.revision,
    createdBy: { id: document.createdBy, name: names.get(document.createdBy) ?? '' },
    createdAt: document.createdAt.toISOString(),
    may: {
      write: mayCreateDocument(viewer, document.spaceId),
      arrange: mayArrangeDocument(viewer, document),
      erase: mayEraseText(viewer, document),
    },
  };
}

export async function presentSummaries(documents: readonly Document[]): Promise<DocumentSummary[]> {
  const names = await namesOf(documents.map((document) => document.createdBy));
  return documents.map(({ id, title, kind, audience, sections, createdBy, createdAt }) => ({
    id,
    title,
    kind,
    audience,
    phases: sections.map(({ phase }) => phase),
    createdBy: { id: createdBy, name: names.get(createdBy) ?? '' },
    createdAt: createdAt.toISOString(),
  }));
}
