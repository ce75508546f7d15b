import { clientStylesheets } from '#server/platform/http/client-files.ts';
import { html, type SafeHtml } from '#server/platform/http/html.ts';
import words from '#shared/i18n/fr/forum.json' with { type: 'json' };

interface PublicPage {
  readonly title: string;
  readonly description: string;
  /** The one address of this page, absolute. */
  readonly canonical: string;
  readonly kind: 'article' | 'website';
  readonly publishedAt?: string;
  readonly accent: string | null;
  readonly previous?: string | null;
  readonly next?: string | null;
  /** Where signing in leads back to. */
  readonly path: string;
  readonly content: SafeHtml;
}

export const signInAddress = (path: string): string =>
  `/connexion?suite=${encodeURIComponent(path)}`;

/** A whole page that reads without JavaScript, in the looks of the application. */
export function publicLayout(page: PublicPage): string {
  return html`<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${page.title} · ${words.page.host}</title>
    <meta name="description" content="${page.description}">
    <meta name="color-scheme" content="light dark">
    <link rel="canonical" href="${page.canonical}">
    ${page.previous ? html`<link rel="prev" href="${page.previous}">` : null}
    ${page.next ? html`<link rel="next" href="${page.next}">` : null}
    <meta property="og:site_name" content="${words.page.host}">
    <meta property="og:locale" content="fr_FR">
    <meta property="og:type" content="${page.kind}">
    <meta property="og:title" content="${page.title}">
    <meta property="og:description" content="${page.description}">
    <meta property="og:url" content="${page.canonical}">
    ${page.publishedAt ? html`<meta property="article:published_time" content="${page.publishedAt}">` : null}
    <link rel="icon" href="/mark.svg" type="image/svg+xml">
    ${clientStylesheets().map((address) => html`<link rel="stylesheet" href="${address}">`)}
    <script src="/theme.js"></script>
  </head>
  <body class="public-page"${page.accent === null ? null : html` data-accent="${page.accent}"`}>
    <a class="public-skip" href="#contenu">${words.page.skip}</a>
    <header class="public-header">
      <a class="public-brand" href="/"><img src="/mark.svg" alt="" width="28" height="28"> ${words.page.host}</a>
      <a class="public-button" href="${signInAddress(page.path)}">${words.page.signIn}</a>
    </header>
    <main id="contenu" class="public-main" tabindex="-1">${page.content}</main>
    <footer class="public-footer"><p>${words.page.footer}</p></footer>
  </body>
</html>
`.markup;
}

interface Neighbours {
  readonly previous: { readonly href: string; readonly label: string } | null;
  readonly next: { readonly href: string; readonly label: string } | null;
}

export function pageLinks({ previous, next }: Neighbours): SafeHtml | null {
  if (!previous && !next) return null;
  return html`<nav class="public-pages" aria-label="${words.page.pages}">
    ${previous && html`<a class="public-button" rel="prev" href="${previous.href}">${previous.label}</a>`}
    ${next && html`<a class="public-button" rel="next" href="${next.href}">${next.label}</a>`}
  </nav>`;
}

export function missingPage(publicUrl: string, path: string): string {
  return publicLayout({
    title: words.page.missing,
    description: words.page.missingText,
    canonical: `${publicUrl}/`,
    kind: 'website',
    accent: null,
    path,
    content: html`<h1>${words.page.missing}</h1>
      <p>${words.page.missingText}</p>
      <p><a class="public-button" href="${signInAddress(path)}">${words.page.missingSignIn}</a></p>`,
  });
}
