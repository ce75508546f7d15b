import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '#server/platform/persistence/migrations/migrations.ts';

it('[MI1] the list has no hole, and each migration is in the file of its number and name', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /^\d/.test(file));
  const expected = MIGRATIONS.map(
    ({ number, name }) => `${String(number).padStart(4, '0')}-${name}.ts`,
  );
  expect(expected).toEqual(files);
  expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});
