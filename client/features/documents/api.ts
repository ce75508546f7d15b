import { api } from '#client/platform/api/api-client.ts';
import { liveFor } from '#client/platform/realtime/live.ts';
import type { Page } from '#shared/core/schema.ts';
import type {
  DocumentClientEvents,
  DocumentServerEvents,
} from '#shared/features/documents/events.ts';
import type {
  Audience,
  DocumentSummary,
  DocumentView,
  SectionPhase,
} from '#shared/features/documents/schema.ts';

interface Answer {
  readonly document: DocumentView;
}

const documentOf = ({ document }: Answer): DocumentView => document;

export const listDocuments = (slug: string, after: string | null) =>
  api.get<Page<DocumentSummary>>(`/api/spaces/${slug}/documents`, { query: { after, limit: 30 } });

export const documentQuery = (documentId: string) => ({
  queryKey: ['documents', documentId] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    documentOf(await api.get<Answer>(`/api/documents/${documentId}`, { signal })),
});

interface NewLetter {
  readonly clientKey: string;
  readonly title: string;
  readonly audience: Audience;
}

export const createLetter = async (slug: string, letter: NewLetter): Promise<DocumentView> =>
  documentOf(
    await api.post<Answer>(`/api/spaces/${slug}/documents`, { kind: 'letter', ...letter }),
  );

export const renameDocument = async (documentId: string, title: string): Promise<DocumentView> =>
  documentOf(await api.patch<Answer>(`/api/documents/${documentId}`, { title }));

export const addSection = async (
  documentId: string,
  section: { readonly clientKey: string; readonly title: string; readonly after: string },
): Promise<DocumentView> =>
  documentOf(await api.post<Answer>(`/api/documents/${documentId}/sections`, section));

export const changeSection = async (
  documentId: string,
  sectionId: string,
  change: { readonly title?: string; readonly phase?: SectionPhase },
): Promise<DocumentView> =>
  documentOf(await api.patch<Answer>(`/api/documents/${documentId}/sections/${sectionId}`, change));

export const documentsLive = liveFor<DocumentServerEvents, DocumentClientEvents>();
