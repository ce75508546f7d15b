import { sectionAuthors } from '#server/features/documents/authors.data.ts';
import { type EraseParts, eraseText } from '#server/features/documents/erase.mutations.ts';
import { presentDocument } from '#server/features/documents/presenter.ts';
import { type RestoreParts, restoreText } from '#server/features/documents/restore.mutations.ts';
import {
  findVersion,
  listVersions,
  versionedDocument,
} from '#server/features/documents/versions.data.ts';
import { keepNamedVersion, nameVersion } from '#server/features/documents/versions.mutations.ts';
import {
  presentRuns,
  presentVersion,
  presentVersions,
} from '#server/features/documents/versions.presenter.ts';
import type { RateLimit } from '#server/platform/http/rate-limit.ts';
import { addRoute, type HttpContext } from '#server/platform/http/route.ts';
import { pageQuerySchema } from '#shared/core/schema.ts';
import { documentParamsSchema, sectionParamsSchema } from '#shared/features/documents/schema.ts';
import {
  eraseTextSchema,
  keepVersionSchema,
  nameVersionSchema,
  restoreTextSchema,
  versionParamsSchema,
} from '#shared/features/documents/versions.schema.ts';

/** Each copies a whole document. */
const COPIES: RateLimit = { name: 'keep-version', points: 20, seconds: 60 };

interface VersionParts extends RestoreParts, EraseParts {}

export function addVersionRoutes(context: HttpContext, parts: VersionParts): void {
  addReads(context, parts);
  addWrites(context, parts);
}

function addReads(context: HttpContext, { log }: VersionParts): void {
  addRoute(context, {
    method: 'get',
    path: '/api/documents/:documentId/sections/:sectionId/authors',
    summary: 'The words of a section, by who wrote them',
    params: sectionParamsSchema,
    handle: async ({ viewer, params }) => {
      const runs = await sectionAuthors(log, viewer, params.documentId, params.sectionId);
      return { runs: await presentRuns(runs) };
    },
  });

  addRoute(context, {
    method: 'get',
    path: '/api/documents/:documentId/versions',
    summary: 'The versions of a document, the newest first',
    params: documentParamsSchema,
    query: pageQuerySchema,
    handle: async ({ viewer, params, query }) => {
      const { items, next } = await listVersions(viewer, params.documentId, query);
      return { items: await presentVersions(items), next };
    },
  });

  addRoute(context, {
    method: 'get',
    path: '/api/documents/:documentId/versions/:versionId',
    summary: 'One version: the words of each text as they were',
    params: versionParamsSchema,
    handle: async ({ viewer, params }) => {
      const document = await versionedDocument(viewer, params.documentId);
      const version = await findVersion(document.id, params.versionId);
      return { version: await presentVersion(version) };
    },
  });
}

function addWrites(context: HttpContext, parts: VersionParts): void {
  addRoute(context, {
    method: 'post',
    path: '/api/documents/:documentId/versions',
    summary: 'Keep a document as it is now, under a name',
    params: documentParamsSchema,
    body: keepVersionSchema,
    limit: COPIES,
    success: 201,
    handle: async ({ viewer, params, body }) => {
      const version = await keepNamedVersion(parts.log, viewer, params.documentId, body);
      const [summary] = await presentVersions([version]);
      return { version: summary };
    },
  });

  addRoute(context, {
    method: 'patch',
    path: '/api/documents/:documentId/versions/:versionId',
    summary: 'Name a version',
    params: versionParamsSchema,
    body: nameVersionSchema,
    handle: async ({ viewer, params, body }) => {
      const { documentId, versionId } = params;
      const version = await nameVersion(viewer, documentId, versionId, body.name);
      const [summary] = await presentVersions([version]);
      return { version: summary };
    },
  });

  addRoute(context, {
    method: 'post',
    path: '/api/documents/:documentId/versions/:versionId/restore',
    summary: 'Give one text the content of a version, as a change like any other',
    params: versionParamsSchema,
    body: restoreTextSchema,
    limit: COPIES,
    success: 204,
    handle: async ({ viewer, params, body }) => {
      await restoreText(parts, viewer, { ...params, ...body });
    },
  });

  addRoute(context, {
    method: 'post',
    path: '/api/documents/:documentId/versions/:versionId/erase',
    summary: 'Make one text what it was in a version, and forget all else that it was',
    params: versionParamsSchema,
    body: eraseTextSchema,
    limit: COPIES,
    handle: async ({ viewer, params, body }) => {
      const document = await eraseText(parts, viewer, { ...params, ...body });
      return { document: await presentDocument(viewer, document) };
    },
  });
}
