// `npm run dev`: the server restarts when one of its modules changes; with `--dev` it serves the
// pages through Vite, which reloads them by itself.
import { join } from 'node:path';
import { ensureInstalled } from './setup/install.mjs';
import { applicationNode, runAndExit } from './setup/pinned-node.mjs';
import { fail, ROOT, requireNode } from './setup/project.mjs';

requireNode();
if (!ensureInstalled(ROOT)) fail('the libraries could not be installed (see above).');

const main = join(ROOT, 'server/main.ts');
const watch = ['--watch', '--watch-preserve-output'];
await runAndExit(applicationNode(ROOT), [...watch, main, '--dev', ...process.argv.slice(2)], ROOT);
