import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { pageSpace } from '#client/platform/session/page-space.ts';
import { spaceQuery } from '#client/platform/session/spaces.ts';
import { useStore } from '#client/platform/store.ts';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

/** The space that the page belongs to, by its address or its own word, once it is known. */
export function useCurrentSpace(): SpaceView | null {
  const params = useParams();
  const told = useStore(pageSpace);
  const slug = params.slug ?? told ?? undefined;
  const { data } = useQuery({ ...spaceQuery(slug ?? ''), enabled: slug !== undefined });
  return data ?? null;
}
