import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import type { Metrics } from '#server/platform/metrics/metrics.ts';

/** The same log, which counts what it is asked to do and nothing of what is written. */
export function countedDocumentLog(log: DocumentLog, metrics: Metrics): DocumentLog {
  const appends = metrics.counter('trame_collab_appends_total', 'Writes to the log of documents');
  const updates = metrics.counter('trame_collab_updates_total', 'Updates in these writes');
  const compactions = metrics.counter(
    'trame_collab_compactions_total',
    'Logs folded into a snapshot',
  );
  return {
    load: (name) => log.load(name),
    readNewer: (positions) => log.readNewer(positions),
    append(entries) {
      appends.inc();
      updates.inc(entries.length);
      return log.append(entries);
    },
    compact(name) {
      compactions.inc();
      return log.compact(name);
    },
    authors: (name) => log.authors(name),
    forget: (names) => log.forget(names),
  };
}
