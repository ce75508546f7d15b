import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { KnownDifference } from './ferretdb-differences.ts';

/** One test on one store, as Vitest saw it. */
export interface TestResult {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
}

/** What a run on one store means, by name. */
export interface Verdict {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  /** Known differences whose test passed: the list should forget them. */
  readonly nowPass: readonly string[];
  /** Names in the list of differences that are no test's. */
  readonly unknown: readonly string[];
}

/** Separates what fails for a known reason, which is told by name, from what fails for none. */
export function judge(
  results: readonly TestResult[],
  differences: readonly KnownDifference[],
): Verdict {
  const known = new Map(differences.flatMap((each) => each.tests.map((test) => [test, each])));
  const names = new Set(results.map(({ name }) => name));
  const of = (status: TestResult['status']) => results.filter((each) => each.status === status);
  const expected = of('failed').filter(({ name }) => known.has(name));
  return {
    passed: of('passed').length,
    failed: of('failed').flatMap(({ name }) => (known.has(name) ? [] : [name])),
    skipped: [
      ...expected.map(({ name }) => ({ name, reason: reasonOf(known.get(name)) })),
      ...of('skipped').map(({ name }) => ({ name, reason: 'skipped by the test itself' })),
    ],
    nowPass: of('passed').flatMap(({ name }) => {
      const difference = known.get(name);
      return difference && !difference.unsteady ? [name] : [];
    }),
    unknown: [...known.keys()].filter((name) => !names.has(name)),
  };
}

const reasonOf = (difference: KnownDifference | undefined): string =>
  difference ? [difference.ferretdb, difference.known].filter(Boolean).join(' ') : '';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** The contract suite says first on which store it runs. */
const STORE_TITLE = /^store contract: /;

/**
 * The results in a JSON report of Vitest. A file that fails outside of its tests is a failure by its own
 * name. Throws when there is no such report.
 */
export function readResults(file: string): TestResult[] {
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return testResults.flatMap((each) => {
    const results = each.assertionResults.map(({ ancestorTitles, title, status }) => ({
      name: [...ancestorTitles.filter((word) => !STORE_TITLE.test(word)), title].join(' > '),
      status: statusOf(status),
    }));
    const broken = each.status === 'failed' && results.every(({ status }) => status !== 'failed');
    return broken ? [...results, { name: each.name, status: 'failed' as const }] : results;
  });
}

function statusOf(status: string): TestResult['status'] {
  return status === 'passed' || status === 'failed' ? status : 'skipped';
}
