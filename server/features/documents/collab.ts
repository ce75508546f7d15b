import { loadViewer } from '#server/features/accounts/data.ts';
import { findDocument } from '#server/features/documents/data.ts';
import type { RoleAnswer } from '#server/platform/collab/access.ts';
import { ID_PATTERN, toId } from '#shared/core/ids.ts';
import { collabRoleFor, mayReadDocument } from '#shared/features/documents/abilities.ts';
import { anonymousViewer, type Viewer } from '#shared/features/spaces/abilities.ts';
import type { DocumentName } from '#shared/realtime/document-name.ts';

/**
 * What an account may do with one name on the wire, as the store has it now. Whoever may not read
 * the document learns nothing else about it.
 */
export async function roleForName(account: string, name: DocumentName): Promise<RoleAnswer> {
  if (!ID_PATTERN.test(name.document)) return 'none';
  const [viewer, document] = await Promise.all([
    viewerOf(account),
    findDocument(toId<'document'>(name.document)),
  ]);
  if (!document || !mayReadDocument(viewer, document)) return 'none';
  if (!name.section) return collabRoleFor(viewer, document, null);
  const section = document.sections.find(({ id }) => id === name.section?.id);
  if (!section) return 'unknown_document';
  if (section.epoch !== name.section.epoch) return 'stale_epoch';
  return collabRoleFor(viewer, document, section.id);
}

const viewerOf = async (account: string): Promise<Viewer> =>
  ID_PATTERN.test(account) ? loadViewer(toId<'person'>(account)) : anonymousViewer;
