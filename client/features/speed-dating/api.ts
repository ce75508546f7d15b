import { api } from '#client/platform/api/api-client.ts';
import type { NotesView, ResultsView } from '#shared/features/speed-dating/events.ts';
import type { Side, Template } from '#shared/features/speed-dating/schema.ts';

type Signal = { readonly signal: AbortSignal };

const at = (sessionId: string, what: string) => `/api/sessions/${sessionId}/${what}`;

export const notesQuery = (sessionId: string) => ({
  queryKey: ['speed-dating', 'notes', sessionId],
  queryFn: ({ signal }: Signal) => api.get<NotesView>(at(sessionId, 'notes'), { signal }),
});

export const resultsQuery = (sessionId: string) => ({
  queryKey: ['speed-dating', 'results', sessionId],
  queryFn: ({ signal }: Signal) => api.get<ResultsView>(at(sessionId, 'results'), { signal }),
});

export const register = (sessionId: string, input: { organisationId: string; side: Side }) =>
  api.post<null>(at(sessionId, 'registration'), input);

export const withdraw = (sessionId: string) => api.delete<null>(at(sessionId, 'registration'));

export interface AskedPlan {
  readonly revision: number;
  readonly rounds?: number;
  readonly template: Template;
}

export const planSession = (sessionId: string, plan: AskedPlan) =>
  api.post<{ revision: number }>(at(sessionId, 'plan'), plan);
