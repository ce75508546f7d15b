import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

// Plain JavaScript on purpose. Node strips types with WebAssembly, and V8 may abort the process when one thread
// frees such code while another makes some (https://github.com/nodejs/node/issues/64500): a thread that
// is started beside the engine has none.

/**
 * Copies the log into the database file, on a connection and in a thread of its own: the engine goes on
 * reading and writing meanwhile (https://www.sqlite.org/c3ref/wal_checkpoint_v2.html, PASSIVE).
 * @param {DatabaseSync} store
 * @returns {import('./checkpoints.ts').CheckpointReport}
 */
function checkpoint(store) {
  try {
    const outcome = store.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
    const [log, copied] = [Number(outcome?.log ?? 0), Number(outcome?.checkpointed ?? 0)];
    return { kind: 'checkpointed', log, copied };
  } catch {
    // A full disk: the log keeps what it holds, and the next checkpoint tries again.
    return { kind: 'checkpointed', log: 0, copied: 0 };
  }
}

const port = parentPort;
if (port) {
  const store = new DatabaseSync(String(workerData), { timeout: 0 });
  store.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0');
  port.on('message', (/** @type {'checkpoint' | 'close'} */ message) => {
    if (message === 'checkpoint') {
      port.postMessage(checkpoint(store));
      return;
    }
    store.close();
    port.close();
  });
}
