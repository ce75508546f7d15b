import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import { HotDocument, type HotDocumentParts } from '#server/platform/collab/hot-document.ts';
import type { NodeLink } from '#server/platform/collab/node-link.ts';
import { withTimeout } from '#server/platform/collab/with-timeout.ts';
import type { Clock } from '#shared/core/clock.ts';
import { type DocumentName, formatDocumentName } from '#shared/realtime/document-name.ts';

export interface LiveDocumentsParts {
  readonly log: DocumentLog;
  readonly clock: Clock;
  readonly document: HotDocumentParts;
  /** Null where this process is the only one to write. */
  readonly link: NodeLink | null;
  readonly onError: (error: unknown, what: string) => void;
}

interface Live {
  readonly loading: Promise<HotDocument>;
  document: HotDocument | null;
  cancelGrace: (() => void) | null;
}

/** Updates after which a log is folded into its snapshot. */
const LONG_TAIL = 500;

/** The documents in memory: loaded once for all who ask, freed some time after the last left. */
export class LiveDocuments {
  readonly #parts: LiveDocumentsParts;
  readonly #live = new Map<string, Live>();
  readonly #compacting = new Map<string, Promise<void>>();

  constructor(parts: LiveDocumentsParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#live.size;
  }

  /** The document, loaded when it was not; rejects when the log does not answer. */
  load(name: DocumentName): Promise<HotDocument> {
    const key = formatDocumentName(name);
    const live = this.#live.get(key);
    if (live) {
      this.#rest(key, live);
      return this.#upToDate(live);
    }
    const started: Live = { loading: this.#read(key, name), document: null, cancelGrace: null };
    this.#live.set(key, started);
    started.loading.then(
      (document) => {
        started.document = document;
        this.#rest(key, started);
      },
      (error: unknown) => {
        this.#forget(key);
        this.#parts.onError(error, 'a document could not be loaded');
      },
    );
    return started.loading;
  }

  /** After a flush: folds a long tail, and frees the document later if nobody came back. */
  settle(document: HotDocument): void {
    this.#compactLong(document);
    const live = this.#live.get(document.name);
    if (live?.document === document && document.isIdle) this.#rest(document.name, live);
  }

  /** Forgets a document whose copy in memory can no longer be trusted. */
  drop(document: HotDocument): void {
    if (this.#live.get(document.name)?.document === document) this.#forget(document.name);
    document.destroy();
  }

  /** Every document in memory. */
  *[Symbol.iterator](): Generator<HotDocument> {
    for (const { document } of this.#live.values()) if (document) yield document;
  }

  async stop(): Promise<void> {
    for (const { cancelGrace, document } of this.#live.values()) {
      cancelGrace?.();
      document?.destroy();
    }
    this.#live.clear();
    await Promise.allSettled(this.#compacting.values());
  }

  async #read(key: string, name: DocumentName): Promise<HotDocument> {
    const { log, clock, document: parts, link } = this.#parts;
    await link?.follow(key);
    const loaded = await withTimeout(log.load(key), parts.limits.loadTimeout, clock, 'load');
    const document = new HotDocument(name, loaded, parts);
    link?.loaded(document);
    return document;
  }

  /** Whoever comes from a node that died may know more than this one was told. */
  async #upToDate({ loading }: Live): Promise<HotDocument> {
    const document = await loading;
    await this.#parts.link?.catchUp(document);
    return document;
  }

  #forget(key: string): void {
    this.#live.delete(key);
    this.#parts.link?.leave(key);
  }

  /** (Re)starts the time after which an idle document is freed. */
  #rest(key: string, live: Live): void {
    live.cancelGrace?.();
    live.cancelGrace = this.#parts.clock.after(this.#parts.document.limits.grace, () => {
      live.cancelGrace = null;
      if (!live.document?.isIdle || this.#live.get(key) !== live) return;
      this.#forget(key);
      live.document.destroy();
    });
  }

  #compactLong(document: HotDocument): void {
    if (document.tail < LONG_TAIL || this.#compacting.has(document.name)) return;
    document.tail = 0;
    const work = this.#parts.log
      .compact(document.name)
      .catch((error: unknown) => this.#parts.onError(error, 'a log could not be compacted'))
      .finally(() => this.#compacting.delete(document.name));
    this.#compacting.set(document.name, work);
  }
}
