import { Skeleton } from '#client/ui/feedback/skeleton.tsx';

/** While the first page's own script arrives. */
export function FirstLoad() {
  return <Skeleton shape="page" count={4} />;
}
