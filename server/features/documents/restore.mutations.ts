import { Types } from 'mongoose';
import * as Y from 'yjs';
import type { Document } from '#server/features/documents/data.ts';
import { restoreContent } from '#server/features/documents/restore.collab.ts';
import { type DocumentText, nameOfText, textsOf } from '#server/features/documents/texts.data.ts';
import {
  findVersion,
  isUnchanged,
  newestVersion,
  statesOf,
  versionedDocument,
} from '#server/features/documents/versions.data.ts';
import { keepVersion } from '#server/features/documents/versions.mutations.ts';
import type { CollabServer } from '#server/platform/collab/collab-server.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import { RewriteRefused } from '#server/platform/collab/server-writer.ts';
import { AppError } from '#shared/core/errors.ts';
import type { DocumentId, PersonId } from '#shared/core/ids.ts';
import { collabRoleFor, mayArrangeDocument } from '#shared/features/documents/abilities.ts';
import type { RestoreText, VersionId } from '#shared/features/documents/versions.schema.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';
import { MalformedBytesError } from '#shared/realtime/byte-reader.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';

export interface RestoreParts {
  readonly log: DocumentLog;
  readonly rewrite: CollabServer['rewrite'];
}

/** Which text of which document is to become what it was in which version. */
export interface RestoreTarget extends RestoreText {
  readonly documentId: DocumentId;
  readonly versionId: VersionId;
}

/**
 * [DO20] The text as it is now is kept first: compaction forgets what is deleted. Throws `broken_seal`,
 * `wrong_state` for a text that nobody may write in, `too_large` for a change larger than an update.
 */
export async function restoreText(
  { log, rewrite }: RestoreParts,
  viewer: Viewer,
  target: RestoreTarget,
): Promise<void> {
  const document = await versionedDocument(viewer, target.documentId);
  if (!mayArrangeDocument(viewer, document)) {
    throw new AppError('forbidden', 'only its creator and the facilitators restore a document');
  }
  const by = signedIn(viewer, 'restore a text');
  const text = openText(viewer, document, target.section);
  const state = await stateIn(target);
  await keepPresent(log, document, by);
  const wanted = new Y.Doc();
  try {
    Y.applyUpdate(wanted, state);
    await rewrite(nameOfText(document.id, text), by, (doc) => restoreContent(doc, wanted));
  } catch (error) {
    throw refusalOf(error);
  } finally {
    wanted.destroy();
  }
}

/** Throws `not_found` for a text that the document does not have. */
export function openText(viewer: Viewer, document: Document, section: string | null): DocumentText {
  const text = textsOf(document).find((each) => each.section === section);
  if (!text) throw new AppError('not_found', 'no such text');
  if (collabRoleFor(viewer, document, section) === 'write') return text;
  throw new AppError('wrong_state', 'this text is not open for writing');
}

/** What a text was in a version. Throws `not_found`, `broken_seal`. */
export async function stateIn({ documentId, versionId, section }: RestoreTarget): Promise<Buffer> {
  const version = await findVersion(documentId, versionId);
  const index = version.texts.findIndex((text) => text.section === section);
  const state = (await statesOf(version))[index];
  if (!state) throw new AppError('not_found', 'the version does not have this text');
  return state;
}

async function keepPresent(log: DocumentLog, document: Document, by: PersonId): Promise<void> {
  const newest = await newestVersion(document.id);
  if (newest && (await isUnchanged(log, document, newest))) return;
  const key = `before ${new Types.ObjectId().toHexString()}`;
  await keepVersion(log, document.id, { key, by, name: null, at: new Date() });
}

function refusalOf(error: unknown): unknown {
  if (error instanceof MalformedBytesError) {
    return new AppError('too_large', 'the change is larger than one update may be');
  }
  if (!(error instanceof RewriteRefused)) return error;
  switch (error.code) {
    case CLOSE.tooLarge:
      return new AppError('too_large', 'the document is full');
    case CLOSE.storeRefuses:
      return new AppError('store_unavailable', error.message);
    default:
      return new AppError('conflict', error.message);
  }
}
