/** What `client/platform/session/leaving.ts` reads before signing out. */
const PREFIX = 'trame.unsent:';

/**
 * Notes whether a copy of this browser holds words that the server may not have, also once its
 * document is closed: one key of localStorage for each such copy.
 */
export function markUnsent(copyKey: string, isUnsent: boolean): void {
  try {
    if (isUnsent) localStorage.setItem(PREFIX + copyKey, '1');
    else localStorage.removeItem(PREFIX + copyKey);
  } catch {
    // Storage is refused: then no copy outlives the page either.
  }
}
