import { api } from '#client/platform/api/api-client.ts';
import type { Page } from '#shared/core/schema.ts';
import type { VersionSummary, VersionView } from '#shared/features/documents/versions.schema.ts';

const addressOf = (documentId: string, versionId: string): string =>
  `/api/documents/${documentId}/versions/${versionId}`;

export const versionsKey = (documentId: string) => ['documents', documentId, 'versions'] as const;

export const listVersions = (documentId: string, after: string | null) =>
  api.get<Page<VersionSummary>>(`/api/documents/${documentId}/versions`, {
    query: { after, limit: 30 },
  });

export const versionQuery = (documentId: string, versionId: string) => ({
  queryKey: [...versionsKey(documentId), versionId] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const address = addressOf(documentId, versionId);
    return (await api.get<{ version: VersionView }>(address, { signal })).version;
  },
});

export const keepVersion = (
  documentId: string,
  version: { readonly clientKey: string; readonly name: string },
) => api.post<unknown>(`/api/documents/${documentId}/versions`, version);

export const nameVersion = (documentId: string, versionId: string, name: string) =>
  api.patch<unknown>(addressOf(documentId, versionId), { name });

/** Where a text is given back: as a change, or as a beginning that forgets the rest. */
export type Gesture = 'restore' | 'erase';

export const takeUp = (
  gesture: Gesture,
  documentId: string,
  versionId: string,
  section: string | null,
) => api.post<unknown>(`${addressOf(documentId, versionId)}/${gesture}`, { section });
