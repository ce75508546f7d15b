import { api } from '#client/platform/api/api-client.ts';
import { forgetKeptPages } from '#client/platform/offline/service-worker-client.ts';

/**
 * What this device keeps for an account, by name: drafts (`trame.draft.<account>.<place>`) and
 * marks of unsent words (`trame.unsent:trame/<account>/<document>`) in localStorage, copies of
 * documents (`trame/<account>/<document>`) in IndexedDB.
 */
const keysOf = (account: string) => {
  const copies = `trame/${encodeURIComponent(account)}/`;
  return { copies, words: [`trame.draft.${account}.`, `trame.unsent:${copies}`] };
};

/** The account whose words are to be erased: written by the page that leaves, read by the next. */
const LEAVING = 'trame.leaving';

/** Whether this device holds words of the account that the server may not have. */
export function hasUnsentWords(account: string): boolean {
  try {
    return wordsOf(account).length > 0;
  } catch {
    return false;
  }
}

/**
 * Ends the session and starts again from the home page: a new page holds no memory of the person
 * who left, and erases what the device kept. Throws an `ApiError` when the server cannot be told;
 * nothing is then forgotten.
 */
export async function signOut(account: string): Promise<void> {
  await api.post('/api/auth/sign-out');
  await forgetKeptPages();
  try {
    localStorage.setItem(LEAVING, account);
  } catch {
    // Storage is refused: then nothing was kept either.
  }
  location.assign('/');
}

/** Erases what a person who left had here. Where it was cut, the next page takes it up again. */
export async function finishLeaving(): Promise<void> {
  try {
    const account = localStorage.getItem(LEAVING);
    if (account === null) return;
    for (const key of wordsOf(account)) localStorage.removeItem(key);
    await deleteCopies(keysOf(account).copies);
    localStorage.removeItem(LEAVING);
  } catch (error) {
    console.warn('some words of the last person may be left on this device', error);
  }
}

/** The other windows of this browser show nothing more of someone who left in this one. */
export function followLeaving(): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === LEAVING && newValue !== null) location.assign('/');
  });
}

function wordsOf(account: string): string[] {
  const { words } = keysOf(account);
  return Object.keys(localStorage).filter((key) => words.some((word) => key.startsWith(word)));
}

/** Where the browser cannot list its databases, they stay until it clears the site. */
async function deleteCopies(prefix: string): Promise<void> {
  if (!('databases' in indexedDB)) return;
  const databases = await indexedDB.databases();
  const names = databases.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
  await Promise.all(names.map(deleteDatabase));
}

/** Resolves also while another window still holds it: the deletion then follows by itself. */
const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error);
  });
