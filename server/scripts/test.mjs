// `npm test` and `npm run test:full`: installs what is missing, then runs every suite. The last
// line always counts, even when nothing could be installed.
import { ensureInstalled } from './setup/install.mjs';
import { runOnPinnedNode } from './setup/pinned-node.mjs';
import { ROOT, requireNode } from './setup/project.mjs';

requireNode();
if (!ensureInstalled(ROOT)) {
  process.stdout.write('The libraries could not be installed (see above).\n0 passed, 1 failed\n');
  process.exit(1);
}
await runOnPinnedNode(ROOT, 'server/scripts/suite/run-tests.ts', process.argv.slice(2));
