import { defineConfig } from 'vitest/config';

/**
 * Unit tests need no server; integration tests (`*.integration.test.ts`) start a real one. The last two
 * run on the server that TRAME_TEST_STORE names, under `npm run test:parity`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,server,client}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts', 'client/e2e/**', 'node_modules/**'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['server/**/*.integration.test.ts'],
          exclude: ['node_modules/**'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'store-contract',
          include: ['server/test/contract/server.parity.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'store-suite',
          include: ['server/**/*.integration.test.ts'],
          exclude: [
            'node_modules/**',
            // About the embedded engine itself, or without a store.
            'server/platform/embedded-mongo/**',
            'server/platform/persistence/store-figures.integration.test.ts',
            'server/test/contract/embedded.integration.test.ts',
            'server/scripts/suite/**',
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
