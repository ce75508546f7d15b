import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { spaceQuery } from '#client/platform/session/spaces.ts';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

/** The space whose address this is, once it is known. */
export function useCurrentSpace(): SpaceView | null {
  const { slug } = useParams();
  const { data } = useQuery({ ...spaceQuery(slug ?? ''), enabled: slug !== undefined });
  return data ?? null;
}
