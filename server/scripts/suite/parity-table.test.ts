import { expect, test } from 'vitest';
import { parityTable } from './parity-table.ts';

test('the table tells counts in columns, then names with reasons', () => {
  const nothing = { failed: [], skipped: [], nowPass: [], unknown: [] };
  const text = parityTable([
    { store: 'embedded engine', part: 'contract', verdict: { passed: 120, ...nothing } },
    {
      store: 'other',
      part: 'suite',
      verdict: {
        passed: 7,
        failed: ['a > b'],
        skipped: [{ name: 'c', reason: 'has none' }],
        nowPass: ['d'],
        unknown: ['e'],
      },
    },
  ]);
  expect(text).toBe(`store            part      passed  failed  skipped
embedded engine  contract     120       0        0
other            suite          7       1        1

other, suite: failed:
  a > b

other, suite: skipped:
  c
      has none

other, suite: known to differ, but now passes:
  d

other, suite: named in the list of differences, but no test:
  e
`);
});
