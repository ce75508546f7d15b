import { createBrowserRouter, type RouteObject } from 'react-router';
import { FailurePage } from '#client/app/pages/failure-page.tsx';
import { NotFoundPage } from '#client/app/pages/not-found-page.tsx';
import { FirstLoad } from '#client/app/shell/first-load.tsx';
import { Shell } from '#client/app/shell/shell.tsx';

/** One line per page. A page's module exports it as `Component`, and is fetched on the way to it. */
const pages: RouteObject[] = [
  { index: true, lazy: () => import('#client/features/accounts/home-page.tsx') },
  { path: 'connexion', lazy: () => import('#client/features/accounts/sign-in-page.tsx') },
  { path: 'bienvenue', lazy: () => import('#client/features/accounts/first-run-page.tsx') },
  { path: 'moi', lazy: () => import('#client/features/accounts/account-page.tsx') },
  {
    path: 'administration/courriels',
    lazy: () => import('#client/features/accounts/outbox-page.tsx'),
  },
  { path: 'espaces', lazy: () => import('#client/features/spaces/spaces-page.tsx') },
  { path: 'rencontres', lazy: () => import('#client/features/spaces/meetings-page.tsx') },
  { path: 'espaces/:slug', lazy: () => import('#client/features/spaces/space-page.tsx') },
  { path: 'espaces/:slug/forum', lazy: () => import('#client/features/forum/forum-page.tsx') },
  {
    path: 'espaces/:slug/forum/nouveau',
    lazy: () => import('#client/features/forum/new-topic-page.tsx'),
  },
  {
    path: 'espaces/:slug/forum/:topicId',
    lazy: () => import('#client/features/forum/topic-page.tsx'),
  },
  {
    path: 'espaces/:slug/documents',
    lazy: () => import('#client/features/documents/documents-page.tsx'),
  },
  {
    path: 'documents/:documentId',
    lazy: () => import('#client/features/documents/document-page.tsx'),
  },
  {
    path: 'documents/:documentId/versions',
    lazy: () => import('#client/features/documents/versions-page.tsx'),
  },
  {
    path: 'espaces/:slug/seances',
    lazy: () => import('#client/features/sessions/sessions-page.tsx'),
  },
  {
    path: 'seances/:sessionId',
    lazy: () => import('#client/features/sessions/session-page.tsx'),
  },
  { path: 'annuaire', lazy: () => import('#client/features/organisations/directory-page.tsx') },
];

if (import.meta.env.DEV) {
  pages.push({ path: '_galerie', lazy: () => import('#client/app/pages/gallery-page.tsx') });
}

export const router = createBrowserRouter([
  {
    Component: Shell,
    ErrorBoundary: FailurePage,
    HydrateFallback: FirstLoad,
    children: [
      // A page that fails leaves the navigation in place.
      { ErrorBoundary: FailurePage, children: [...pages, { path: '*', Component: NotFoundPage }] },
    ],
  },
]);
