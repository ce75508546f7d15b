import * as Y from 'yjs';
import type { LocalCopy } from '#client/platform/collab/local-copy.ts';
import type { Clock } from '#shared/core/clock.ts';

/** How long a browser takes to read what it keeps, in milliseconds. */
const READING = 50;

/** What one browser keeps of a section, for all tabs; behaves as y-indexeddb. */
export class BrowserStore {
  readonly updates: Uint8Array[] = [];

  /** The last updates never reached the disk. */
  forget(count: number): void {
    this.updates.length = Math.max(0, this.updates.length - count);
  }

  open(doc: Y.Doc, clock: Clock): LocalCopy {
    const origin = Symbol('kept by the browser');
    const keep = (update: Uint8Array, from: unknown) => {
      if (from !== origin) this.updates.push(update);
    };
    let cancel = () => {};
    const loaded = new Promise<void>((resolve) => {
      cancel = clock.after(READING, () => {
        const kept = [...this.updates];
        this.updates.push(Y.encodeStateAsUpdate(doc));
        doc.on('update', keep);
        const apply = () => {
          for (const update of kept) Y.applyUpdate(doc, update);
        };
        Y.transact(doc, apply, origin, false);
        resolve();
      });
    });
    const close = async () => {
      cancel();
      doc.off('update', keep);
    };
    return { loaded, close, forget: close };
  }
}
