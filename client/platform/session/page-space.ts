import { useEffect } from 'react';
import { createStore } from '#client/platform/store.ts';

/** The space of a page whose address does not name it, such as a document's. */
export const pageSpace = createStore<string | null>(null);

/** Tells the navigation which space this page belongs to, while it is shown. */
export function usePageSpace(slug: string): void {
  useEffect(() => {
    pageSpace.write(slug);
    return () => pageSpace.write(null);
  }, [slug]);
}
