import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lastLine, tallyPlaywright, tallyReport, tallyVitest, total } from './tally.ts';

const vitestReport = (files: { status: string; tests: string[] }[], counts: object) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  ...counts,
  testResults: files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((one) => ({ status: one })),
  })),
});

it('tells the count in the form that other programs read', () => {
  expect(lastLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(lastLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});

it('adds up', () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(total([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
  expect(total([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

describe('Vitest', () => {
  it('counts tests, the skipped and the planned together', () => {
    const counts = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    const report = vitestReport([{ status: 'failed', tests: ['failed', 'passed'] }], counts);
    expect(tallyVitest(report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('counts a file that does not even load', () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'passed', tests: ['passed'] },
    ];
    const tally = tallyVitest(vitestReport(files, { numPassedTests: 1 }));
    expect(tally).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});

it('counts Playwright, with the errors outside of tests', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  const tally = tallyPlaywright({ stats, errors: [{ message: 'a file does not load' }] });
  expect(tally).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

describe('a report file', () => {
  const fileWith = (text: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'trame-report-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'report.json'), text);
    return join(folder, 'report.json');
  };
  const good = JSON.stringify(vitestReport([], { numPassedTests: 2 }));

  it('counts as it says when the command agrees', () => {
    expect(tallyReport(fileWith(good), true, tallyVitest)).toEqual({
      passed: 2,
      failed: 0,
      skipped: 0,
    });
  });

  it('is a failure when the command failed, whatever it says', () => {
    expect(tallyReport(fileWith(good), false, tallyVitest)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
    });
  });

  it.each(['', '{"numPassedTests": 3', '{}'])('is a failure when it holds %j', (text) => {
    expect(tallyReport(fileWith(text), true, tallyVitest)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  it('is a failure when it is missing', () => {
    expect(tallyReport('/nowhere/report.json', true, tallyVitest).failed).toBe(1);
  });
});
