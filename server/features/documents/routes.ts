import { type Document, listDocuments, readableDocument } from '#server/features/documents/data.ts';
import {
  addSection,
  createDocument,
  updateDocument,
  updateSection,
} from '#server/features/documents/mutations.ts';
import { presentDocument, presentSummaries } from '#server/features/documents/presenter.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import type { RateLimit } from '#server/platform/http/rate-limit.ts';
import { addRoute, type HttpContext } from '#server/platform/http/route.ts';
import type { Live } from '#server/platform/realtime/live.ts';
import { pageQuerySchema } from '#shared/core/schema.ts';
import type { DocumentChanged } from '#shared/features/documents/events.ts';
import {
  createDocumentSchema,
  createSectionSchema,
  documentParamsSchema,
  sectionParamsSchema,
  updateDocumentSchema,
  updateSectionSchema,
} from '#shared/features/documents/schema.ts';
import { spaceParamsSchema } from '#shared/features/spaces/schema.ts';

export interface DocumentParts {
  readonly live: Pick<Live, 'tell'>;
  readonly log: DocumentLog;
  /** [DO14] Judges the live connections of a document again, on every node. */
  readonly onAccessChanged: (documentId: string) => void;
}

const CREATIONS: RateLimit = { name: 'create-document', points: 30, seconds: 60 };

export function addDocumentRoutes(context: HttpContext, parts: DocumentParts): void {
  addReads(context);
  addWrites(context, parts);
}

function addReads(context: HttpContext): void {
  addRoute(context, {
    method: 'get',
    path: '/api/spaces/:slug/documents',
    summary: 'What a space has written, the newest first',
    params: spaceParamsSchema,
    query: pageQuerySchema,
    handle: async ({ viewer, params, query }) => {
      const { items, next } = await listDocuments(viewer, params.slug, query);
      return { items: await presentSummaries(items), next };
    },
  });

  addRoute(context, {
    method: 'get',
    path: '/api/documents/:documentId',
    summary: 'One document: its sections, and what one may do there',
    params: documentParamsSchema,
    handle: async ({ viewer, params }) => {
      const document = await readableDocument(viewer, params.documentId);
      return { document: await presentDocument(viewer, document) };
    },
  });
}

/** [DO13] */
export function tellDocument(live: DocumentParts['live'], document: Document): void {
  const changed: DocumentChanged = { documentId: document.id, revision: document.revision };
  live.tell(`document:${document.id}`, 'documents.changed', changed);
}

function addWrites(context: HttpContext, parts: DocumentParts): void {
  const told = (document: Document) => {
    tellDocument(parts.live, document);
    return document;
  };

  addRoute(context, {
    method: 'post',
    path: '/api/spaces/:slug/documents',
    summary: 'Begin a document',
    params: spaceParamsSchema,
    body: createDocumentSchema,
    limit: CREATIONS,
    success: 201,
    handle: async ({ viewer, params, body }) => {
      const document = await createDocument(parts.log, viewer, params.slug, body);
      return { document: await presentDocument(viewer, document) };
    },
  });

  addRoute(context, {
    method: 'patch',
    path: '/api/documents/:documentId',
    summary: 'Change the title of a document, or who may read it',
    params: documentParamsSchema,
    body: updateDocumentSchema,
    handle: async ({ viewer, params, body }) => {
      const document = told(await updateDocument(viewer, params.documentId, body));
      if (body.audience) parts.onAccessChanged(document.id);
      return { document: await presentDocument(viewer, document) };
    },
  });

  addRoute(context, {
    method: 'post',
    path: '/api/documents/:documentId/sections',
    summary: 'Add a section to a letter',
    params: documentParamsSchema,
    body: createSectionSchema,
    success: 201,
    handle: async ({ viewer, params, body }) => {
      const document = told(await addSection(parts.log, viewer, params.documentId, body));
      return { document: await presentDocument(viewer, document) };
    },
  });

  addRoute(context, {
    method: 'patch',
    path: '/api/documents/:documentId/sections/:sectionId',
    summary: 'Change the title or the phase of a section',
    params: sectionParamsSchema,
    body: updateSectionSchema,
    handle: async ({ viewer, params, body }) => {
      const changed = await updateSection(viewer, params.documentId, params.sectionId, body);
      const document = told(changed);
      if (body.phase) parts.onAccessChanged(document.id);
      return { document: await presentDocument(viewer, document) };
    },
  });
}
