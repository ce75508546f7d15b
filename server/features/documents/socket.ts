import { readableDocument } from '#server/features/documents/data.ts';
import type { Live } from '#server/platform/realtime/live.ts';
import type { DocumentChanged } from '#shared/features/documents/events.ts';
import { followDocumentSchema } from '#shared/features/documents/schema.ts';

export function addDocumentEvents(live: Live): void {
  live.on({
    name: 'documents.follow',
    schema: followDocumentSchema,
    handle: async ({ documentId }, { viewer, socket }): Promise<DocumentChanged> => {
      const document = await readableDocument(viewer, documentId);
      await socket.join(`document:${document.id}`);
      return { documentId: document.id, revision: document.revision };
    },
  });
}
