import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Router } from 'express';

/** Where `vite build` puts the client. */
export const CLIENT_FOLDER = join(import.meta.dirname, '../../../dist/client');

/** Hashed files for ever, the few others as long as they do not change. */
export function serveClientFiles(router: Router): void {
  const assets = express.static(join(CLIENT_FOLDER, 'assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    fallthrough: false,
  });
  router.use('/assets', assets);
  router.use(express.static(CLIENT_FOLDER, { index: false, maxAge: 0, redirect: false }));
}

/** The application's page, for every address that the browser's router knows. */
export function appShell(): RequestHandler {
  const file = join(CLIENT_FOLDER, 'index.html');
  return (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(file);
  };
}

let stylesheets: readonly string[] | null = null;

/** The styles of the pages that the server renders: addresses, read once. Empty without a build. */
export function clientStylesheets(): readonly string[] {
  stylesheets ??= readStylesheets();
  return stylesheets ?? [];
}

function readStylesheets(): readonly string[] | null {
  const file = join(CLIENT_FOLDER, '.vite/manifest.json');
  if (!existsSync(file)) return null;
  const manifest: Record<string, { readonly file: string }> = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const entry = manifest['ui/public-page.css'];
  return entry ? [`/${entry.file}`] : null;
}
