// `npm run check`: everything that can be said about the code without running it.
import { ensureInstalled } from './setup/install.mjs';
import { runOnPinnedNode } from './setup/pinned-node.mjs';
import { fail, ROOT, requireNode } from './setup/project.mjs';

requireNode();
if (!ensureInstalled(ROOT)) fail('the libraries could not be installed (see above).');
await runOnPinnedNode(ROOT, 'server/scripts/suite/run-checks.ts', process.argv.slice(2));
