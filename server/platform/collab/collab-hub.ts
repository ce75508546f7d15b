import type { RoleFor, Visitor } from '#server/platform/collab/access.ts';
import { CollabConnection } from '#server/platform/collab/collab-connection.ts';
import type { CollabSocket } from '#server/platform/collab/collab-socket.ts';
import { CommitQueue } from '#server/platform/collab/commit-queue.ts';
import type { DocumentBus } from '#server/platform/collab/document-bus.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import type { Change, Flushed, HotDocument } from '#server/platform/collab/hot-document.ts';
import { COLLAB_LIMITS, type CollabLimits } from '#server/platform/collab/limits.ts';
import { LiveDocuments } from '#server/platform/collab/live-documents.ts';
import { NodeLink } from '#server/platform/collab/node-link.ts';
import { RelayWindow } from '#server/platform/collab/relay-window.ts';
import type { SectionSession } from '#server/platform/collab/section-session.ts';
import { type Rewriting, rewriteDocument } from '#server/platform/collab/server-writer.ts';
import { type Clock, systemClock } from '#shared/core/clock.ts';
import { CLOSE, type CloseCode } from '#shared/realtime/close-codes.ts';
import type { DocumentName } from '#shared/realtime/document-name.ts';

export interface CollabHubParts {
  readonly log: DocumentLog;
  readonly roleFor: RoleFor;
  /** When other processes write to the same log: how they reach each other, if not by the log alone. */
  readonly cluster?: { readonly bus: DocumentBus | null };
  /** 24 hexadecimal digits, never the same twice. */
  readonly newKey: () => string;
  readonly clock?: Clock;
  readonly limits?: Partial<CollabLimits>;
  /** Runs a callback at the end of the event-loop turn; `setImmediate` unless a test waits. */
  readonly defer?: (callback: () => void) => void;
  /** Told after content became durable and was shown. */
  readonly onChange?: (change: Change) => void;
  readonly onError?: (error: unknown, what: string) => void;
}

/** A connection that is asked for, with what it gave of itself. */
export interface Arrival {
  readonly visitor: Visitor;
  readonly address: string;
  readonly target: DocumentName;
  readonly asks: boolean;
}

/** What `closeWhere` judges. */
export interface ConnectionFacts {
  readonly visitor: Visitor;
  readonly document: string;
}

/** Every open connection and every document in memory, without a word about HTTP. */
export class CollabHub {
  readonly #clock: Clock;
  readonly #limits: CollabLimits;
  readonly #defer: (callback: () => void) => void;
  readonly #parts: CollabHubParts;
  readonly #queue: CommitQueue;
  readonly #documents: LiveDocuments;
  readonly #link: NodeLink | null;
  readonly #window: RelayWindow;
  readonly #connections = new Set<CollabConnection>();
  readonly #dirty = new Set<HotDocument>();
  readonly #acknowledging = new Set<SectionSession>();
  #flushing = false;
  #stopped = false;
  #cancelBeat: () => void;
  #empty: (() => void)[] = [];

  constructor(parts: CollabHubParts) {
    const { log, clock = systemClock, limits } = parts;
    this.#parts = parts;
    this.#clock = clock;
    this.#limits = { ...COLLAB_LIMITS, ...limits };
    this.#defer = parts.defer ?? ((callback) => void setImmediate(callback));
    this.#window = new RelayWindow(clock.now());
    this.#queue = new CommitQueue({
      log,
      clock,
      appendTimeout: this.#limits.appendTimeout,
      window: () => this.#window.at(clock.now()),
      defer: this.#defer,
      afterCommit: () => this.#flush(),
      onState: (_state, cause) => this.#tellStore(cause),
    });
    this.#link = parts.cluster ? this.#openLink(parts.cluster.bus) : null;
    this.#documents = new LiveDocuments({
      log,
      clock,
      link: this.#link,
      document: {
        queue: this.#queue,
        limits: this.#limits,
        now: () => clock.now(),
        newKey: parts.newKey,
        onDirty: (document, when) => this.#markDirty(document, when),
      },
      onError: (error, what) => this.#report(error, what),
    });
    this.#cancelBeat = this.#scheduleBeat();
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  get documentCount(): number {
    return this.#documents.size;
  }

  /** Takes over an open socket, or closes it when a limit is reached. */
  open(socket: CollabSocket, arrival: Arrival): void {
    const refusal = this.#refusal(arrival);
    if (refusal) {
      socket.close(refusal.code, refusal.reason);
      return;
    }
    const connection = new CollabConnection(socket, {
      ...arrival,
      clock: this.#clock,
      limits: this.#limits,
      roleFor: this.#parts.roleFor,
      load: (name) => this.#documents.load(name),
      storeState: () => this.#queue.state,
      onAcknowledgement: (section) => void this.#acknowledging.add(section),
      onError: (error, what) => this.#report(error, what),
      onClosed: (closed) => this.#forget(closed),
    });
    this.#connections.add(connection);
    connection.start();
  }

  /** [CO41] Changes a document in the name of an account; whoever asks has judged its rights. */
  async rewrite(name: DocumentName, account: string, change: Rewriting): Promise<void> {
    const document = await this.#documents.load(name);
    await rewriteDocument(document, account, change, {
      clock: this.#clock,
      patience: this.#limits.rewriteTimeout,
    });
  }

  /** Closes the connections that a predicate names. */
  closeWhere(
    predicate: (facts: ConnectionFacts) => boolean,
    code: CloseCode = CLOSE.forbidden,
    reason = 'access was withdrawn',
  ): void {
    for (const connection of [...this.#connections]) {
      if (predicate(connection)) connection.close(code, reason);
    }
  }

  /** Asks again for the roles of an account, of a document, or of one on the other. */
  recheck(scope: { readonly account?: string; readonly document?: string }): void {
    const { account, document } = scope;
    for (const connection of [...this.#connections]) {
      if (account !== undefined && connection.visitor.account !== account) continue;
      if (document !== undefined && connection.document !== document) continue;
      connection.recheck();
    }
  }

  /** Makes durable what was taken (at most `wait` ms), then sends everyone away to come back. */
  async shutdown(wait = 5_000): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#cancelBeat();
    await this.#within(wait, this.#queue.drained());
    for (const connection of [...this.#connections]) {
      connection.close(CLOSE.restart, 'the server restarts');
    }
    await this.#within(wait, this.#allClosed());
    this.#queue.stop();
    this.#link?.stop();
    await this.#documents.stop();
  }

  #refusal({ visitor, target }: Arrival): { code: CloseCode; reason: string } | null {
    if (this.#stopped) return { code: CLOSE.restart, reason: 'the server restarts' };
    let ofAccount = 0;
    let ofDocument = 0;
    for (const other of this.#connections) {
      if (other.visitor.account === visitor.account) ofAccount += 1;
      if (other.document === target.document) ofDocument += 1;
    }
    const { connectionsPerAccount, connectionsPerDocument } = this.#limits;
    if (ofAccount >= connectionsPerAccount) {
      return { code: CLOSE.tooFast, reason: 'too many connections of one account' };
    }
    if (ofDocument < connectionsPerDocument) return null;
    return { code: CLOSE.storeRefuses, reason: 'too many readers of one document' };
  }

  #forget(connection: CollabConnection): void {
    this.#connections.delete(connection);
    if (this.#connections.size > 0) return;
    for (const resolve of this.#empty) resolve();
    this.#empty = [];
  }

  #markDirty(document: HotDocument, when: 'commit' | 'turn'): void {
    this.#dirty.add(document);
    if (when === 'commit' || this.#flushing) return;
    this.#flushing = true;
    this.#defer(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const document of dirty) this.#flushOne(document);
    for (const section of this.#acknowledging) section.announceAcknowledged();
    this.#acknowledging.clear();
  }

  #flushOne(document: HotDocument): void {
    let flushed: Flushed;
    try {
      flushed = document.flush();
    } catch (error) {
      this.#report(error, 'a document could not take what is durable');
      document.closeAll(CLOSE.storeRefuses, 'the document is read again');
      this.#documents.drop(document);
      return;
    }
    this.#window.note(flushed.deliveries, this.#clock.now());
    this.#link?.tell(document, flushed.shown);
    if (document.hasGap) this.#link?.expect(document);
    if (flushed.change) this.#tellChange(flushed.change);
    this.#documents.settle(document);
  }

  #tellChange(change: Change): void {
    try {
      this.#parts.onChange?.(change);
    } catch (error) {
      this.#report(error, 'a change could not be told');
    }
  }

  #tellStore(cause: unknown): void {
    if (cause) this.#report(cause, 'the store refuses');
    for (const connection of this.#connections) connection.tellStore();
  }

  #openLink(bus: DocumentBus | null): NodeLink {
    return new NodeLink({
      bus,
      log: this.#parts.log,
      clock: this.#clock,
      node: this.#parts.newKey(),
      readTimeout: this.#limits.loadTimeout,
      onChanged: (document) => this.#markDirty(document, 'turn'),
      onError: (error, what) => this.#report(error, what),
    });
  }

  #scheduleBeat(): () => void {
    return this.#clock.after(this.#limits.heartbeat, () => {
      for (const connection of [...this.#connections]) connection.beat();
      if (this.#link) for (const document of this.#documents) document.expirePresence();
      this.#cancelBeat = this.#scheduleBeat();
    });
  }

  #allClosed(): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#empty.push(resolve));
  }

  /** Waits for `work`, but not longer than `delay` milliseconds. */
  #within(delay: number, work: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(delay, resolve);
      void work.finally(() => {
        cancel();
        resolve();
      });
    });
  }

  #report(error: unknown, what: string): void {
    this.#parts.onError?.(error, what);
  }
}
