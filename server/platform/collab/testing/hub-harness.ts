import * as Y from 'yjs';
import type { RoleAnswer } from '#server/platform/collab/access.ts';
import { CollabHub } from '#server/platform/collab/collab-hub.ts';
import type { DocumentBus } from '#server/platform/collab/document-bus.ts';
import type { DocumentLog, LogEntry } from '#server/platform/collab/document-log.ts';
import type { Change } from '#server/platform/collab/hot-document.ts';
import type { CollabLimits } from '#server/platform/collab/limits.ts';
import { MemoryDocumentLog } from '#server/platform/collab/memory-document-log.ts';
import { FakeSocket } from '#server/platform/collab/testing/fake-socket.ts';
import type { DocumentName } from '#shared/realtime/document-name.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

/** A memory log that tells what each commit held. */
export class WatchedLog extends MemoryDocumentLog {
  readonly commits: (readonly LogEntry[])[] = [];

  override append(entries: readonly LogEntry[]) {
    this.commits.push(entries);
    return super.append(entries);
  }
}

const EMPTY = Uint8Array.of(0);
const NOTHING = Uint8Array.of(0, 0);

interface SharedParts {
  readonly clock?: FakeClock;
  readonly log?: WatchedLog;
  /** Null for a node that shares the log alone. */
  readonly bus?: DocumentBus | null;
}

let keys = 0;

/** A hub without network or time: turns end, promises settle and time passes when a test says. */
export class HubHarness {
  readonly clock: FakeClock;
  readonly log: WatchedLog;
  readonly changes: Change[] = [];
  readonly errors: string[] = [];
  readonly roles = new Map<string, RoleAnswer>();
  hub: CollabHub;
  readonly #limits: Partial<CollabLimits>;
  readonly #bus: DocumentBus | null | undefined;
  #deferred: (() => void)[] = [];
  #lives = 0;

  /** Several harnesses are nodes of one cluster when they share a log and a clock. */
  constructor(limits: Partial<CollabLimits> = {}, shared: SharedParts = {}) {
    this.clock = shared.clock ?? new FakeClock(1_000_000);
    this.log = shared.log ?? new WatchedLog();
    this.#bus = shared.bus;
    this.#limits = limits;
    this.hub = this.#start();
  }

  /** The process dies without a word and another takes over, with nothing but the log. */
  restart(): void {
    this.#deferred = [];
    this.#lives += 1;
    this.hub = this.#start();
  }

  /** Ends event-loop turns until nothing is left to do. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 20; quiet += 1) {
      await Promise.resolve();
      const deferred = this.#deferred.splice(0);
      if (deferred.length > 0) quiet = 0;
      for (const callback of deferred) callback();
    }
  }

  /** Opens a socket without a word. */
  open(account: string, asks = true, section = 'a'): FakeSocket {
    const socket = new FakeSocket(asks);
    this.hub.open(socket, {
      visitor: { account, name: account, sessionId: `session of ${account}` },
      address: '192.0.2.1',
      target: { document: 'doc', section: asks ? null : { id: section, epoch: 1 } },
      asks,
    });
    return socket;
  }

  /** Opens a socket that has synchronised; what was sent until then is forgotten. */
  async join(account: string, asks = true): Promise<FakeSocket> {
    const socket = this.open(account, asks);
    socket.sync('step1', EMPTY);
    socket.sync('step2', NOTHING);
    await this.settle();
    socket.take();
    return socket;
  }

  /** The log as one process sees it: to a dead one nothing is ever answered, nothing ever done. */
  #logOfLife(life: number): DocumentLog {
    const alive = <Value>(act: () => Promise<Value>): Promise<Value> =>
      life === this.#lives ? act() : new Promise(() => {});
    return {
      load: (name) => alive(() => this.log.load(name)),
      readNewer: (positions) => alive(() => this.log.readNewer(positions)),
      append: (entries) => alive(() => this.log.append(entries)),
      compact: (name) => alive(() => this.log.compact(name)),
      authors: (name) => alive(() => this.log.authors(name)),
      forget: (names) => alive(() => this.log.forget(names)),
    };
  }

  #start(): CollabHub {
    return new CollabHub({
      log: this.#logOfLife(this.#lives),
      clock: this.clock,
      limits: this.#limits,
      ...(this.#bus === undefined ? {} : { cluster: { bus: this.#bus } }),
      roleFor: async (account: string, _name: DocumentName) => this.roles.get(account) ?? 'write',
      newKey: () => (++keys).toString(16).padStart(24, '0'),
      defer: (callback) => void this.#deferred.push(callback),
      onChange: (change) => void this.changes.push(change),
      onError: (_error, what) => void this.errors.push(what),
    });
  }

  /** The text that a newcomer would read. */
  async text(): Promise<string> {
    const { snapshot, updates } = await this.log.load('doc/a@1');
    const doc = new Y.Doc();
    for (const update of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(doc, update);
    return doc.getText('t').toString();
  }
}

/** A writer whose updates a test sends when and where it likes. */
export class Writer {
  readonly doc = new Y.Doc();

  constructor(client: number) {
    this.doc.clientID = client;
  }

  /** Writes at the end; gives the update. */
  write(text: string): Uint8Array {
    return this.change((doc) => doc.getText('t').insert(doc.getText('t').length, text));
  }

  change(act: (doc: Y.Doc) => void): Uint8Array {
    const updates: Uint8Array[] = [];
    const note = (update: Uint8Array) => void updates.push(update);
    this.doc.on('update', note);
    act(this.doc);
    this.doc.off('update', note);
    return Y.mergeUpdates(updates);
  }

  state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }
}
