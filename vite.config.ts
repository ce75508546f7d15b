import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rollup } from 'vite';

const SERVICE_WORKER = 'service-worker.js';
const LANGUAGES = ['fr', 'en'];

/** A few files that every page shares, rather than dozens of crumbs; the rest comes with its page. */
const CHUNKS = [
  {
    name: 'framework',
    test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)\//,
  },
  {
    name: 'interface',
    test: /client\/ui\/[a-z]+\/|node_modules\/(react-aria|react-stately|@internationalized|@react-stately|clsx)/,
  },
];

/**
 * Tells the service worker which files the first screen needs, and gives it a version that
 * changes when any file of the build does: browsers compare the worker byte for byte.
 */
function serviceWorkerManifest(): Plugin {
  return {
    name: 'service-worker-manifest',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[SERVICE_WORKER];
        if (worker?.type !== 'chunk') return;
        const names = Object.keys(bundle).sort();
        const version = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 12);
        const manifest = JSON.stringify({ version, assets: firstScreenFiles(bundle) });
        worker.code = worker.code.replace('__FIRST_SCREEN__', () => manifest);
      },
    },
  };
}

/** The page's script with all that it imports at once, its styles, and the Latin faces. */
function firstScreenFiles(bundle: Rollup.OutputBundle): string[] {
  const files = new Set<string>();
  const visit = (name: string) => {
    const output = bundle[name];
    if (files.has(name) || output?.type !== 'chunk') return;
    files.add(name);
    for (const style of output.viteMetadata?.importedCss ?? []) files.add(style);
    output.imports.forEach(visit);
  };
  for (const output of Object.values(bundle)) {
    if (output.type === 'chunk' && output.isEntry && output.facadeModuleId?.endsWith('.html')) {
      visit(output.fileName);
    }
  }
  for (const name of Object.keys(bundle)) {
    if (/-latin-wght-normal-.*\.woff2$/.test(name)) files.add(name);
  }
  return [...files].sort().map((name) => `/${name}`);
}

/** React Aria brings its words in thirty languages; Trame speaks two. */
function onlyOurLanguages(): Plugin {
  return {
    name: 'only-our-languages',
    enforce: 'pre',
    load(id) {
      const found =
        /[\\/]react-(?:aria|stately)[^?]*[\\/]intl[\\/](?:.*[\\/])?([a-z]{2})-[A-Z]{2}\.m?js$/.exec(
          id,
        );
      if (!found?.[1] || LANGUAGES.includes(found[1])) return null;
      return 'export default {};';
    },
  };
}

const input = (path: string) => fileURLToPath(new URL(`./client/${path}`, import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('./client', import.meta.url)),
  publicDir: 'app/public',
  plugins: [onlyOurLanguages(), react(), serviceWorkerManifest()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    manifest: true,
    // Inlined files would be `data:` addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        app: input('index.html'),
        // The styles of the pages that the server renders, found through the manifest.
        'public-page': input('ui/public-page.css'),
        'service-worker': input('app/service-worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js',
        codeSplitting: { groups: CHUNKS },
      },
    },
  },
});
