import { baseline } from '#server/platform/persistence/migrations/0001-baseline.ts';
import type { Migration } from '#server/platform/persistence/migrations/migration.ts';

/** Every migration since the first release, in order. Only added to, at the end. */
export const MIGRATIONS: readonly Migration[] = [baseline];
