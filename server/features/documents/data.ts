import { trusted } from 'mongoose';
import { type DocumentRecord, Documents } from '#server/features/documents/model.ts';
import { visibleSpaceBySlug } from '#server/features/spaces/data.ts';
import { AppError } from '#shared/core/errors.ts';
import { type DocumentId, type PersonId, type SpaceId, toId } from '#shared/core/ids.ts';
import type { Page } from '#shared/core/schema.ts';
import { mayReadDocument } from '#shared/features/documents/abilities.ts';
import type { Section } from '#shared/features/documents/domain.ts';
import type { Audience, DocumentKind } from '#shared/features/documents/schema.ts';
import { mayReadMembersContent, type Viewer } from '#shared/features/spaces/abilities.ts';

export interface Document {
  readonly id: DocumentId;
  readonly spaceId: SpaceId;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly audience: Audience;
  readonly sections: readonly Section[];
  readonly revision: number;
  readonly createdBy: PersonId;
  readonly createdAt: Date;
}

export const toDocument = (record: DocumentRecord & { _id: unknown }): Document => ({
  id: toId<'document'>(String(record._id)),
  spaceId: toId<'space'>(String(record.spaceId)),
  title: record.title,
  kind: record.kind,
  audience: record.audience,
  sections: record.sections.map((section) => ({
    id: toId<'section'>(section.id),
    title: section.title,
    phase: section.phase,
    epoch: section.epoch,
    clientKey: section.clientKey,
  })),
  revision: record.revision,
  createdBy: toId<'person'>(String(record.createdBy)),
  createdAt: record.createdAt,
});

export async function findDocument(id: DocumentId): Promise<Document | null> {
  const record = await Documents.findById(id).lean();
  return record && toDocument(record);
}

/** The document that this viewer may read. Throws `not_found` for any other, existing or not. */
export async function readableDocument(viewer: Viewer, id: DocumentId): Promise<Document> {
  const document = await findDocument(id);
  if (!document || !mayReadDocument(viewer, document)) {
    throw new AppError('not_found', 'no such document');
  }
  return document;
}

/** What a space has written that this viewer may read, the newest first. */
export async function listDocuments(
  viewer: Viewer,
  slug: string,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<Document>> {
  const space = await visibleSpaceBySlug(viewer, slug);
  const records = await Documents.find({
    spaceId: space.id,
    ...(!mayReadMembersContent(viewer, space) && { audience: 'public' }),
    ...(page.after && { _id: trusted({ $lt: page.after }) }),
  })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean();
  const items = records.slice(0, page.limit).map(toDocument);
  return { items, next: records.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}
