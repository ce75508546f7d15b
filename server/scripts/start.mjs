// `npm start`: from a fresh clone to a running server. Plain JavaScript, since it also runs on the
// Node of the machine (20.19 or newer), before anything is installed.
import { ensureClientBuilt } from './setup/client-build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { runOnPinnedNode } from './setup/pinned-node.mjs';
import { fail, ROOT, requireNode } from './setup/project.mjs';

requireNode();
const args = process.argv.slice(2);

if (!ensureInstalled(ROOT)) fail('the libraries could not be installed (see above).');
if (!args.some((word) => word === '--help' || word === '-h') && !ensureClientBuilt(ROOT)) {
  fail('the pages could not be built (see above).');
}
await runOnPinnedNode(ROOT, 'server/main.ts', args);
