import type { Migration } from '#server/platform/persistence/migrations/migration.ts';

/** The data as they were before migrations were numbered: nothing to change, a number to count from. */
export const baseline: Migration = {
  number: 1,
  name: 'baseline',
  run: async () => {},
};
