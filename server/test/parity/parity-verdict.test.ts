import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge, readResults } from './parity-verdict.ts';

const difference = { mongodb: 'keeps it', ferretdb: 'loses it', known: 'issue 1' };

describe('the verdict on a store', () => {
  test('skips a known difference by name, with its reason, and fails what is not known', () => {
    const verdict = judge(
      [
        { name: 'a', status: 'passed' },
        { name: 'b', status: 'failed' },
        { name: 'c', status: 'failed' },
        { name: 'd', status: 'skipped' },
      ],
      [{ ...difference, tests: ['b'] }],
    );
    expect(verdict).toEqual({
      passed: 1,
      failed: ['c'],
      skipped: [
        { name: 'b', reason: 'loses it issue 1' },
        { name: 'd', reason: 'skipped by the test itself' },
      ],
      nowPass: [],
      unknown: [],
    });
  });

  test('tells which differences are gone, and which name no test', () => {
    const results = [
      { name: 'a', status: 'passed' },
      { name: 'race', status: 'passed' },
    ] as const;
    const verdict = judge(results, [
      { ...difference, tests: ['a', 'renamed'] },
      { ...difference, tests: ['race'], unsteady: true },
    ]);
    expect(verdict).toMatchObject({ passed: 2, failed: [], skipped: [] });
    expect(verdict.nowPass).toEqual(['a']);
    expect(verdict.unknown).toEqual(['renamed']);
  });

  test('reads what Vitest reports; a file that breaks outside of its tests fails', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trame-parity-'));
    const file = join(folder, 'report.json');
    const one = { ancestorTitles: ['store contract: server', 'reads'], title: 'x' };
    const testResults = [
      { name: 'one.ts', status: 'passed', assertionResults: [{ ...one, status: 'passed' }] },
      { name: 'two.ts', status: 'failed', assertionResults: [] },
    ];
    writeFileSync(file, JSON.stringify({ testResults }));
    expect(readResults(file)).toEqual([
      { name: 'reads > x', status: 'passed' },
      { name: 'two.ts', status: 'failed' },
    ]);
    rmSync(folder, { recursive: true });
    expect(() => readResults(file)).toThrow();
  });
});
