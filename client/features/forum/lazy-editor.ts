import { lazy } from 'react';

const load = () => import('#client/editor/post-editor.tsx');

/** The editor comes when one starts to write: reading needs none of it. */
export const LazyPostEditor = lazy(load);

/** Fetches it a little before, when a hand or the focus comes near. */
export const prepareEditor = (): void => void load().catch(() => {});
