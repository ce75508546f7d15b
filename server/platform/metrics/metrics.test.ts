import { expect, it } from 'vitest';
import { MemoryDocumentLog } from '#server/platform/collab/memory-document-log.ts';
import { Pen } from '#server/platform/collab/testing/document-log.contract.ts';
import { countedDocumentLog } from '#server/platform/metrics/counted-document-log.ts';
import { addStoreMetrics } from '#server/platform/metrics/host-metrics.ts';
import { Metrics } from '#server/platform/metrics/metrics.ts';
import { embeddedFigures, type StoreFigures } from '#server/platform/persistence/store-figures.ts';

const status = {
  ok: 1,
  pageCache: { limitBytes: 4096 },
  heap: { bytes: 2048 },
  file: { bytes: 65_536, logBytes: 512 },
};

/** The lines of the store, as they would be scraped. */
async function linesOf(metrics: Metrics): Promise<string[]> {
  const text = await metrics.registry.metrics();
  return text.split('\n').filter((line) => /^trame_(store|mails)/.test(line));
}

it('tells the embedded store’s own figures, and only as long as it tells them', async () => {
  let figures: StoreFigures = { pingSeconds: 0.002, mailsWaiting: 4, ...embeddedFigures(status) };
  const metrics = new Metrics('0.1.0');
  addStoreMetrics(metrics, async () => figures);
  expect(await linesOf(metrics)).toEqual([
    'trame_store_up 1',
    'trame_store_ping_seconds 0.002',
    'trame_mails_waiting 4',
    'trame_store_cache_limit_bytes 4096',
    'trame_store_heap_bytes 2048',
    'trame_store_file_bytes 65536',
    'trame_store_log_bytes 512',
  ]);
  figures = {};
  expect(await linesOf(metrics)).toEqual(['trame_store_up 0']);
});

it.each([
  ['another server', { ok: 1, file: 'none', pageCache: { limitBytes: -1 } }],
  ['no answer', undefined],
])('reads nothing from %s', (_what, answer) => {
  expect(embeddedFigures(answer)).toEqual({});
});

it('counts what documents write', async () => {
  const metrics = new Metrics('0.1.0');
  const log = countedDocumentLog(new MemoryDocumentLog(), metrics);
  const pen = new Pen('doc/a@1', 'anne');
  await log.append([pen.write('un '), pen.write('deux')]);
  await log.append([pen.write(' trois')]);
  await log.compact('doc/a@1');
  expect((await log.load('doc/a@1')).snapshot).not.toBeNull();
  const text = await metrics.registry.metrics();
  expect(text).toContain('\ntrame_collab_appends_total 2\n');
  expect(text).toContain('\ntrame_collab_updates_total 3\n');
  expect(text).toContain('\ntrame_collab_compactions_total 1\n');
});
