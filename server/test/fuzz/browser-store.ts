import * as Y from 'yjs';
import type { LocalCopy } from '#client/platform/collab/local-copy.ts';
import type { Clock } from '#shared/core/clock.ts';

interface Kept {
  readonly update: Uint8Array;
  /** The tab that wrote it. */
  readonly doc: Y.Doc;
}

/** What one browser keeps of a section, for all tabs; behaves as y-indexeddb. */
export class BrowserStore {
  #kept: Kept[] = [];
  /** So many were there when a tab began to read: they are written. */
  #written = 0;

  /** The last updates of a tab never reached the disk. */
  forget(doc: Y.Doc, count: number): void {
    const own = this.#kept.slice(this.#written).filter((each) => each.doc === doc);
    const lost = new Set(own.slice(Math.max(0, own.length - count)));
    this.#kept = this.#kept.filter((each) => !lost.has(each));
  }

  /** All that is kept at this moment. */
  read(): Y.Doc {
    const doc = new Y.Doc();
    for (const { update } of this.#kept) Y.applyUpdate(doc, update);
    return doc;
  }

  /** Brings what is kept into `doc` after `delay` milliseconds, and keeps what follows. */
  open(doc: Y.Doc, clock: Clock, delay: number): LocalCopy {
    const origin = Symbol('kept by the browser');
    const keep = (update: Uint8Array, from: unknown) => {
      if (from !== origin) this.#kept.push({ update, doc });
    };
    this.#written = this.#kept.length;
    let cancel = () => {};
    const loaded = new Promise<void>((resolve) => {
      cancel = clock.after(delay, () => {
        const kept = [...this.#kept];
        keep(Y.encodeStateAsUpdate(doc), null);
        doc.on('update', keep);
        const apply = () => {
          for (const { update } of kept) Y.applyUpdate(doc, update);
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
