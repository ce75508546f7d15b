import * as Y from 'yjs';
import { type AuthoredRun, authoredRuns } from '#server/features/documents/authors.collab.ts';
import { logNameOf, textsOf } from '#server/features/documents/texts.data.ts';
import { versionedDocument } from '#server/features/documents/versions.data.ts';
import type { AuthorRanges, DocumentLog } from '#server/platform/collab/document-log.ts';
import { foldUpdates } from '#server/platform/collab/fold-updates.mjs';
import { AppError } from '#shared/core/errors.ts';
import type { DocumentId } from '#shared/core/ids.ts';
import type { SectionId } from '#shared/features/documents/schema.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';

/** [DO23] Who wrote what of a section, as it is durable now. */
export async function sectionAuthors(
  log: DocumentLog,
  viewer: Viewer,
  documentId: DocumentId,
  sectionId: SectionId,
): Promise<AuthoredRun[]> {
  const document = await versionedDocument(viewer, documentId);
  const text = textsOf(document).find(({ section }) => section === sectionId);
  if (!text) throw new AppError('not_found', 'no such section');
  const name = logNameOf(document.id, text);
  const loaded = await log.load(name);
  const ledger = ownersIn(await log.authors(name));
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, foldUpdates(loaded.snapshot, loaded.updates));
    // What was compacted before there was a ledger is known by the claims alone.
    return authoredRuns(doc, (client) => ledger.get(client) ?? loaded.claims.get(client) ?? null);
  } finally {
    doc.destroy();
  }
}

/** A clientID belongs to one account, [CO9]. */
const ownersIn = (authors: readonly AuthorRanges[]): Map<number, string> =>
  new Map(
    authors.flatMap(({ account, inserted }) =>
      inserted.map(({ client }): [number, string] => [client, account]),
    ),
  );
