import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** What a checkpoint met, in pages of the log. */
export interface CheckpointReport {
  readonly kind: 'checkpointed';
  readonly log: number;
  readonly copied: number;
}

/**
 * Copies the log into the database file, on a connection and in a thread of its own: the engine goes on
 * reading and writing meanwhile (https://www.sqlite.org/c3ref/wal_checkpoint_v2.html, PASSIVE).
 */
function checkpoint(store: DatabaseSync): CheckpointReport {
  try {
    const outcome = store.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
    return {
      kind: 'checkpointed',
      log: Number(outcome?.log ?? 0),
      copied: Number(outcome?.checkpointed ?? 0),
    };
  } catch {
    // A full disk: the log keeps what it holds, and the next checkpoint tries again.
    return { kind: 'checkpointed', log: 0, copied: 0 };
  }
}

const port = parentPort;
if (port) {
  const store = new DatabaseSync(String(workerData), { timeout: 0 });
  store.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0');
  port.on('message', (message: 'checkpoint' | 'close') => {
    if (message === 'checkpoint') {
      port.postMessage(checkpoint(store));
      return;
    }
    store.close();
    port.close();
  });
}
