import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import type { Doc } from 'yjs';
import { type DocumentName, formatDocumentName } from '#shared/realtime/document-name.ts';

/** What the browser keeps of one section. */
export interface LocalCopy {
  /** Resolves once the copy's content is in the document. */
  readonly loaded: Promise<void>;
  /** Stops keeping; what is kept stays. */
  close(): Promise<void>;
  /** Stops keeping and deletes what was kept. */
  forget(): Promise<void>;
}

/** One copy for each account, document, section and epoch: an older epoch never mixes in. */
export function localCopyKey(account: string, name: DocumentName): string {
  return `trame/${encodeURIComponent(account)}/${formatDocumentName(name)}`;
}

/** Keeps a document in IndexedDB under `key`. */
export function openLocalCopy(key: string, doc: Doc): LocalCopy {
  const persistence = new IndexeddbPersistence(key, doc);
  return {
    loaded: persistence.whenSynced.then(() => {}),
    close: () => persistence.destroy(),
    async forget() {
      await persistence.destroy();
      await clearDocument(key);
    },
  };
}
