/** How the service worker answers a request; `pass` leaves it to the browser. */
export type Rule = 'asset' | 'page' | 'answer' | 'pass';

/** Answers that let a page that was open be shown again without network. */
const KEPT_ANSWERS = [
  /^\/api\/session$/,
  /^\/api\/spaces(\/|$)/,
  /^\/api\/documents\//,
  /^\/api\/topics\//,
  /^\/api\/organisations$/,
];

interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** Files under /assets/ carry their hash: kept once, they never change. Accounts and live traffic pass. */
export function ruleFor({ method, mode, url }: Asked, origin: string): Rule {
  const address = new URL(url);
  if (method !== 'GET' || address.origin !== origin) return 'pass';
  const path = address.pathname;
  if (path.startsWith('/assets/')) return 'asset';
  if (KEPT_ANSWERS.some((pattern) => pattern.test(path))) return 'answer';
  if (/^\/(api|collab|socket\.io)(\/|$)/.test(path)) return 'pass';
  return mode === 'navigate' ? 'page' : 'pass';
}

/** Whether an answer says that what was kept may no longer be shown. */
export const withdraws = (status: number): boolean => [401, 403, 404, 410].includes(status);
