import { api } from '#client/platform/api/api-client.ts';
import type { Page } from '#shared/core/schema.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: 'visitor' | 'member' | 'facilitator' | 'moderator' | 'administrator';
}

export const listMembers = (slug: string, after: string | null) =>
  api.get<Page<Member>>(`/api/spaces/${slug}/members`, { query: { after, limit: 12 } });

export const joinSpace = (slug: string) => api.post(`/api/spaces/${slug}/members/me`);

export const leaveSpace = (slug: string) => api.delete(`/api/spaces/${slug}/members/me`);
