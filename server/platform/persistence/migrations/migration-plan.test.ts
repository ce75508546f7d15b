import { describe, expect, it } from 'vitest';
import type { AppliedMigration } from '#server/platform/persistence/migrations/migration.ts';
import { pendingMigrations } from '#server/platform/persistence/migrations/migration-plan.ts';

const known = ['baseline', 'add-colours', 'drop-colours'].map((name, index) => ({
  number: index + 1,
  name,
  run: async () => {},
}));

const made = (number: number, name: string, version = '0.1.0'): AppliedMigration => ({
  number,
  name,
  at: new Date(0),
  milliseconds: 1,
  version,
});

const pending = (applied: AppliedMigration[], begun: AppliedMigration | null = null) =>
  pendingMigrations(known, { applied, begun }, '0.3.0').map(({ number }) => number);

describe('the plan of migrations', () => {
  it('[MI1] is what was not recorded, in order', () => {
    expect(pending([])).toEqual([1, 2, 3]);
    expect(pending([made(1, 'baseline')])).toEqual([2, 3]);
    expect(pending(known.map(({ number, name }) => made(number, name)))).toEqual([]);
  });

  it('[MI6] holds what was begun and not recorded', () => {
    expect(pending([made(1, 'baseline')], made(2, 'add-colours'))).toEqual([2, 3]);
  });

  it.each([
    ['made', [made(1, 'baseline'), made(7, 'rounds', '0.9.0')], null],
    ['only begun', [made(1, 'baseline')], made(4, 'later', '0.9.0')],
  ])('[MI7] refuses data of a newer program: %s', (_how, applied, begun) => {
    expect(() => pending(applied, begun)).toThrow(
      /newer than this program: Trame 0\.9\.0 .*this is 0\.3\.0, which knows 3\. Start Trame 0\.9\.0 or newer/,
    );
  });

  it('[MI8] refuses a record under another name', () => {
    expect(() => pending([made(1, 'baseline'), made(2, 'add-shapes')])).toThrow(
      /migration 2 is recorded as “add-shapes” by Trame 0\.1\.0, and here it is “add-colours”/,
    );
  });

  it('[MI8] refuses a hole below a record', () => {
    expect(() => pending([made(1, 'baseline'), made(3, 'drop-colours', '0.2.0')])).toThrow(
      /migration 2 \(add-colours\) was never made on these data, although 3 .* by Trame 0\.2\.0/,
    );
  });
});
