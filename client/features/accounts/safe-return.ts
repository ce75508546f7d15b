/** Where to go after signing in: a page of this site, and nothing that a forged link could name. */
export function safeReturn(asked: string | null): string {
  if (!asked?.startsWith('/') || asked.startsWith('//') || asked.includes('\\')) return '/';
  return asked;
}
