import * as Y from 'yjs';

// Plain JavaScript, so that a thread can load it without stripping types (see `fold-worker.mjs`).

/**
 * One state out of a snapshot and the updates after it, garbage-collected: erased text leaves.
 * @param {Uint8Array | null} snapshot
 * @param {readonly Uint8Array[]} updates
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function foldUpdates(snapshot, updates) {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      if (snapshot) Y.applyUpdate(doc, snapshot);
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    return Uint8Array.from(Y.encodeStateAsUpdate(doc));
  } finally {
    doc.destroy();
  }
}
