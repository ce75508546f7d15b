import { DatabaseSync } from 'node:sqlite';
import { damageOf, refuseForeign } from './store-file.ts';
import { explain, StoreUnavailable } from './store-unavailable.ts';

/**
 * Makes a copy of a database file, which no engine holds, a single file without a log, and checks it.
 * `toldAs` is the file that a refusal names.
 * Throws StoreUnavailable when it is not a database of this program, is newer than it, or damaged.
 */
export function sealCopy(
  file: string,
  check: 'quick_check' | 'integrity_check',
  toldAs = file,
): void {
  let store: DatabaseSync | null = null;
  try {
    store = new DatabaseSync(file, { timeout: 0 });
    refuseForeign(store, toldAs);
    store.exec('PRAGMA journal_mode = DELETE');
    const damage = damageOf(store, check);
    if (damage) throw new StoreUnavailable(`the database file is damaged: ${toldAs} (${damage})`);
  } catch (error) {
    throw explain(error, toldAs);
  } finally {
    if (store?.isOpen) store.close();
  }
}
