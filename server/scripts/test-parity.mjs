// `npm run test:parity`: the store contract and the whole suite, on the embedded engine and on a server.
import { ensureInstalled } from './setup/install.mjs';
import { runOnPinnedNode } from './setup/pinned-node.mjs';
import { fail, ROOT, requireNode } from './setup/project.mjs';

requireNode();
if (!ensureInstalled(ROOT)) fail('the libraries could not be installed (see above).');
await runOnPinnedNode(ROOT, 'server/scripts/suite/run-parity.ts', process.argv.slice(2));
