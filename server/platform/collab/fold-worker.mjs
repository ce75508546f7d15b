import { parentPort } from 'node:worker_threads';
import { foldUpdates } from './fold-updates.mjs';

// Plain JavaScript on purpose. Node strips types with WebAssembly, and V8 may abort the process when one thread
// frees such code while another makes some (https://github.com/nodejs/node/issues/64500).

const port = parentPort;
port?.on(
  'message',
  (/** @type {import('./folding.ts').FoldRequest} */ { id, snapshot, updates }) => {
    try {
      const state = foldUpdates(snapshot, updates);
      port.postMessage({ kind: 'folded', id, state }, [state.buffer]);
    } catch (error) {
      port.postMessage({ kind: 'failed', id, message: String(error) });
    }
  },
);
