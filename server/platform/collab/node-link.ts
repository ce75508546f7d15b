import type { DocumentBus } from '#server/platform/collab/document-bus.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import type { HotDocument, Shown } from '#server/platform/collab/hot-document.ts';
import {
  decodeNodeMessage,
  encodeNodeMessage,
  type NodeMessage,
} from '#server/platform/collab/node-message.ts';
import { withTimeout } from '#server/platform/collab/with-timeout.ts';
import type { Clock } from '#shared/core/clock.ts';

export interface NodeLinkParts {
  /** Null where nodes share nothing but the store. */
  readonly bus: DocumentBus | null;
  readonly log: DocumentLog;
  readonly clock: Clock;
  /** This node's name among the others. */
  readonly node: string;
  readonly readTimeout: number;
  /** The document took something that its readers have not seen. */
  readonly onChanged: (document: HotDocument) => void;
  readonly onError: (error: unknown, what: string) => void;
}

/** How often the log is asked for what is newer while nothing else tells. */
const POLL = 500;
/** With a bus, one poll in so many is made all the same: it finds what a node left that died. */
const RARE = 10;
/** How long a gap may last before the log is read: the message that fills it is probably on its way. */
const GAP_PATIENCE = 50;

const LISTEN_TIMEOUT = 2_000;

interface Followed {
  document: HotDocument | null;
  /** Something was told that could not be taken: the log has it. */
  behind: boolean;
  /** A look at a gap is due. */
  expecting: boolean;
  reading: Promise<void> | null;
}

/**
 * Keeps the documents in memory at one with those of other nodes. A node tells what it made durable; who misses a
 * message, or gets one that leans on rows it lacks, reads the log.
 */
export class NodeLink {
  readonly #parts: NodeLinkParts;
  readonly #followed = new Map<string, Followed>();
  #cancelPoll: () => void;
  #polls = 0;
  #stopped = false;

  constructor(parts: NodeLinkParts) {
    this.#parts = parts;
    const { bus } = parts;
    if (bus) {
      bus.onMessage = (name, message) => this.#receive(name, message);
      bus.onReturn = () => void this.#poll();
    }
    this.#cancelPoll = this.#schedulePoll();
  }

  /** To be called before the document is loaded, so that nothing falls in between. */
  async follow(name: string): Promise<void> {
    this.#followed.set(name, { document: null, behind: false, expecting: false, reading: null });
    const { bus, clock } = this.#parts;
    if (!bus) return;
    // A bus that is away listens once it is back; until then the log is asked.
    const listening = bus.listen(name).catch(() => {});
    if (bus.connected)
      await withTimeout(listening, LISTEN_TIMEOUT, clock, 'listen').catch(() => {});
  }

  /** The document is in memory now. */
  loaded(document: HotDocument): void {
    const followed = this.#followed.get(document.name);
    if (!followed) return;
    followed.document = document;
    this.#publish(document.name, { kind: 'who', node: this.#parts.node });
    if (followed.behind) void this.#refresh(document);
  }

  leave(name: string): void {
    if (this.#followed.delete(name)) this.#parts.bus?.leave(name);
  }

  /** Tells the other nodes what this one has just shown. */
  tell({ name }: HotDocument, { rows, entries }: Shown): void {
    const { node } = this.#parts;
    if (rows.length > 0) this.#publish(name, { kind: 'rows', node, rows });
    if (entries.length > 0) this.#publish(name, { kind: 'presence', node, entries });
  }

  /** Looks soon whether the rows before some of the document's own came. */
  expect(document: HotDocument): void {
    const followed = this.#followed.get(document.name);
    if (!followed || followed.expecting) return;
    followed.expecting = true;
    this.#parts.clock.after(GAP_PATIENCE, () => {
      followed.expecting = false;
      if (document.hasGap) void this.#refresh(document);
    });
  }

  /** Takes all that is durable by now; rejects when the log does not answer. */
  async catchUp(document: HotDocument): Promise<void> {
    const followed = this.#followed.get(document.name);
    if (followed?.document !== document) return;
    // A reading under way may have begun before what is asked for.
    await followed.reading?.catch(() => {});
    followed.reading ??= this.#read([document]).finally(() => {
      followed.reading = null;
    });
    await followed.reading;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelPoll();
    this.#followed.clear();
  }

  #publish(name: string, message: NodeMessage): void {
    const { bus } = this.#parts;
    if (bus?.connected) bus.publish(name, encodeNodeMessage(message));
  }

  #receive(name: string, bytes: Uint8Array): void {
    const followed = this.#followed.get(name);
    if (!followed) return;
    try {
      this.#take(followed, decodeNodeMessage(bytes));
    } catch (error) {
      this.#parts.onError(error, 'another node said what this one does not understand');
    }
  }

  #take(followed: Followed, message: NodeMessage): void {
    const { node, onChanged } = this.#parts;
    const { document } = followed;
    if (message.node === node) return;
    if (!document) {
      followed.behind = true;
      return;
    }
    switch (message.kind) {
      case 'rows':
        if (!document.receiveRows(message.rows)) void this.#refresh(document);
        onChanged(document);
        return;
      case 'presence':
        document.receivePresence(message.node, message.entries);
        onChanged(document);
        return;
      case 'who': {
        const entries = document.ownPresence();
        if (entries.length > 0) this.#publish(document.name, { kind: 'presence', node, entries });
      }
    }
  }

  /** Like `catchUp`, for a reading that nobody waits for: the next poll tries again. */
  async #refresh(document: HotDocument): Promise<void> {
    try {
      await this.catchUp(document);
    } catch (error) {
      this.#parts.onError(error, 'the log could not be read again');
    }
  }

  async #read(documents: readonly HotDocument[]): Promise<void> {
    const { log, clock, readTimeout, onChanged } = this.#parts;
    const positions = new Map(documents.map((document) => [document.name, document.position]));
    const newer = await withTimeout(log.readNewer(positions), readTimeout, clock, 'read newer');
    for (const document of documents) {
      const state = newer.get(document.name);
      if (!state || this.#followed.get(document.name)?.document !== document) continue;
      document.receiveNewer(state);
      onChanged(document);
    }
  }

  async #poll(): Promise<void> {
    const documents = [...this.#followed.values()].flatMap(({ document }) => document ?? []);
    if (documents.length === 0) return;
    try {
      await this.#read(documents);
    } catch (error) {
      this.#parts.onError(error, 'the log could not be polled');
    }
  }

  #schedulePoll(): () => void {
    const { bus, clock } = this.#parts;
    return clock.after(POLL, async () => {
      this.#polls += 1;
      if (!bus?.connected || this.#polls % RARE === 0) await this.#poll();
      if (!this.#stopped) this.#cancelPoll = this.#schedulePoll();
    });
  }
}
