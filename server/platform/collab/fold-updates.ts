import * as Y from 'yjs';

/**
 * One state out of a snapshot and the updates after it, garbage-collected: erased text leaves.
 * Takes and gives bytes only, so that a worker can do it.
 */
export function foldUpdates(
  snapshot: Uint8Array | null,
  updates: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
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
