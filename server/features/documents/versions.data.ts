import { createHash } from 'node:crypto';
import { trusted } from 'mongoose';
import { type Document, readableDocument } from '#server/features/documents/data.ts';
import { logNameOf, textsOf } from '#server/features/documents/texts.data.ts';
import {
  VersionParts,
  type VersionRecord,
  Versions,
  type VersionTextRecord,
} from '#server/features/documents/versions.model.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import { AppError } from '#shared/core/errors.ts';
import { type DocumentId, type PersonId, toId } from '#shared/core/ids.ts';
import type { Page } from '#shared/core/schema.ts';
import { mayUseVersions } from '#shared/features/documents/abilities.ts';
import type { VersionId } from '#shared/features/documents/versions.schema.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';

export interface Version {
  readonly id: VersionId;
  readonly documentId: DocumentId;
  readonly at: Date;
  readonly by: PersonId | null;
  readonly name: string | null;
  readonly title: string;
  readonly texts: readonly Readonly<VersionTextRecord>[];
  readonly seal: string;
}

export const toVersion = (record: VersionRecord & { _id: unknown }): Version => ({
  id: toId<'version'>(String(record._id)),
  documentId: toId<'document'>(String(record.documentId)),
  at: record.at,
  by: record.by && toId<'person'>(String(record.by)),
  name: record.name,
  title: record.title,
  texts: record.texts,
  seal: record.seal,
});

/** The document whose versions a viewer may see. Throws `not_found`, `not_signed_in`, `forbidden`. */
export async function versionedDocument(viewer: Viewer, id: DocumentId): Promise<Document> {
  const document = await readableDocument(viewer, id);
  if (mayUseVersions(viewer, document)) return document;
  signedIn(viewer, 'see versions');
  throw new AppError('forbidden', 'only members see the versions of a document');
}

/** [DO15] The newest first. */
export async function listVersions(
  viewer: Viewer,
  id: DocumentId,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<Version>> {
  const document = await versionedDocument(viewer, id);
  const records = await Versions.find({
    documentId: document.id,
    whole: true,
    ...(page.after && { _id: trusted({ $lt: page.after }) }),
  })
    .sort({ _id: -1 })
    .limit(page.limit + 1)
    .lean();
  const items = records.slice(0, page.limit).map(toVersion);
  return { items, next: records.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Throws `not_found` for a version of another document, or one that is not whole. */
export async function findVersion(documentId: DocumentId, id: VersionId): Promise<Version> {
  const record = await Versions.findOne({ _id: id, documentId, whole: true }).lean();
  if (!record) throw new AppError('not_found', 'no such version');
  return toVersion(record);
}

export async function newestVersion(documentId: DocumentId): Promise<Version | null> {
  const record = await Versions.findOne({ documentId, whole: true }).sort({ _id: -1 }).lean();
  return record && toVersion(record);
}

/** [DO18] Whether the log holds of each text what a version has, and nothing more. */
export async function isUnchanged(
  log: DocumentLog,
  document: Document,
  version: Version,
): Promise<boolean> {
  const known = new Map(version.texts.map((text) => [logNameOf(document.id, text), text.sequence]));
  for (const text of textsOf(document)) {
    const name = logNameOf(document.id, text);
    const { sequence } = await log.load(name);
    if (known.get(name) !== sequence) return false;
  }
  return true;
}

/** [DO16] The state of each text, in order; null for one that was erased. Throws `broken_seal`. */
export async function statesOf(version: Version): Promise<(Buffer | null)[]> {
  if (sealOf(version) !== version.seal) throw brokenSeal(version);
  const parts = await VersionParts.find({ versionId: version.id }).sort({ text: 1, part: 1 });
  const byText = Map.groupBy(parts, ({ text }) => text);
  return version.texts.map(({ bytes, hash, erased }, index) => {
    if (erased) return null;
    const state = Buffer.concat((byText.get(index) ?? []).map((part) => part.state));
    if (state.length !== bytes || hashOf(state) !== hash) throw brokenSeal(version);
    return state;
  });
}

const brokenSeal = ({ id }: Version): AppError =>
  new AppError('broken_seal', `version ${id} is not what was sealed`);

export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/**
 * [DO16] The seal of a version: over one JSON array in this order, whose states are in it by their
 * hashes. Not over the name, which may come later.
 */
export const sealOf = ({ id, documentId, at, by, title, texts }: Omit<Version, 'seal'>): string =>
  hashOf(
    Buffer.from(
      JSON.stringify([
        'trame version 1',
        documentId,
        id,
        at.toISOString(),
        by,
        title,
        texts.map((text) => [
          text.section,
          text.title,
          text.phase,
          text.epoch,
          text.sequence,
          text.bytes,
          text.hash,
        ]),
      ]),
    ),
  );
