import * as Y from 'yjs';
import type { CommitQueue } from '#server/platform/collab/commit-queue.ts';
import { DocumentAwareness } from '#server/platform/collab/document-awareness.ts';
import type {
  AppendOutcome,
  LoadedDocument,
  LogRow,
  NewerState,
} from '#server/platform/collab/document-log.ts';
import { EncodedMessage } from '#server/platform/collab/encoded-message.ts';
import { KnownContent } from '#server/platform/collab/known-content.ts';
import type { CollabLimits } from '#server/platform/collab/limits.ts';
import { LogPosition } from '#server/platform/collab/log-position.ts';
import type { Member, ReceivedUpdate } from '#server/platform/collab/member.ts';
import type { OwnedEntry } from '#server/platform/collab/node-message.ts';
import {
  type Admission,
  admitUpdate,
  integrable,
  type OfferedUpdate,
} from '#server/platform/collab/update-admission.ts';
import { type AwarenessEntry, encodeAwareness } from '#shared/realtime/awareness-update.ts';
import { MalformedBytesError } from '#shared/realtime/byte-reader.ts';
import { CLOSE, type CloseCode } from '#shared/realtime/close-codes.ts';
import {
  channelOf,
  type DocumentName,
  formatDocumentName,
} from '#shared/realtime/document-name.ts';
import { checkStateVector } from '#shared/realtime/state-vector.ts';
import { type ClockRange, readUpdate, type UpdateReading } from '#shared/realtime/update-reader.ts';

export interface HotDocumentParts {
  readonly queue: CommitQueue;
  readonly limits: CollabLimits;
  readonly now: () => number;
  readonly newKey: () => string;
  /** Asks for `flush` after the commit, or at the end of the turn. */
  readonly onDirty: (document: HotDocument, when: 'commit' | 'turn') => void;
}

/** What one flush made durable here and showed. */
export interface Change {
  readonly name: string;
  readonly accounts: readonly string[];
  readonly updates: number;
}

/** What one flush showed of this node's own doing, for the other nodes. */
export interface Shown {
  readonly rows: readonly LogRow[];
  readonly entries: readonly OwnedEntry[];
}

export interface Flushed {
  readonly change: Change | null;
  readonly shown: Shown;
  /** Updates times those who read them. */
  readonly deliveries: number;
}

interface InFlight {
  readonly update: Uint8Array;
  readonly inserted: readonly ClockRange[];
  readonly member: Member;
}

/** Durable, and not shown yet. */
interface Durable {
  readonly update: Uint8Array;
  readonly inserted: readonly ClockRange[];
  /** Who sent it; null when it came from the log or another node. */
  readonly member: Member | null;
}

const MERGED_AT_ONCE = 100;
/** Clients speak of themselves every 15 s at least; after two silences their node is taken for dead. */
const REMOTE_PRESENCE = 40_000;

/** A document with readers: its durable state, what is on its way to the log, who is here. */
export class HotDocument {
  readonly name: string;
  /** Everyone inside; those who asked for the state get what follows. */
  readonly #present = new Set<Member>();
  readonly #members = new Set<Member>();
  /** Updates since the last snapshot. */
  tail: number;
  readonly #channel: string;
  readonly #parts: HotDocumentParts;
  readonly #doc = new Y.Doc();
  readonly #awareness = new DocumentAwareness();
  readonly #known: KnownContent;
  readonly #inFlight = new Set<InFlight>();
  #durable: Durable[] = [];
  /** Rows of this node that the others have not been told. */
  #untold: LogRow[] = [];
  readonly #position: LogPosition;

  /** Throws when the loaded bytes cannot be integrated: a document never opens blank. */
  constructor(name: DocumentName, loaded: LoadedDocument, parts: HotDocumentParts) {
    this.name = formatDocumentName(name);
    this.#channel = channelOf(name);
    this.#parts = parts;
    this.tail = loaded.updates.length;
    this.#position = new LogPosition(loaded.sequence);
    this.#doc.transact(() => {
      if (loaded.snapshot) Y.applyUpdate(this.#doc, loaded.snapshot);
      for (const update of loaded.updates) Y.applyUpdate(this.#doc, update);
    });
    const presentOwner = (client: number) => this.#awareness.ownerOf(client);
    this.#known = new KnownContent(this.#doc, loaded.claims, presentOwner);
  }

  /** Nobody is here and nothing waits for the log. */
  get isIdle(): boolean {
    return this.#present.size === 0 && this.#inFlight.size === 0 && this.#durable.length === 0;
  }

  /** Every row of the log up to this number is here. */
  get position(): number {
    return this.#position.through;
  }

  /** Rows of other nodes before some of this one's are missing. */
  get hasGap(): boolean {
    return this.#position.hasGap;
  }

  /** The durable state, in update format V1. */
  encodeState(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  enter(member: Member): void {
    this.#present.add(member);
  }

  /**
   * Answers a sync step 1 from what is durable, and asks for what the member has more. Throws
   * `MalformedBytesError`.
   */
  synchronise(member: Member, stateVector: Uint8Array): void {
    checkStateVector(stateVector);
    member.send({
      type: 'sync',
      kind: 'step2',
      bytes: Y.encodeStateAsUpdate(this.#doc, stateVector),
    });
    member.send({ type: 'sync', kind: 'step1', bytes: Y.encodeStateVector(this.#doc) });
    if (this.#members.has(member)) return;
    this.#members.add(member);
    this.showAwareness(member);
  }

  /** Asks a member for everything that it has and the document lacks. */
  requestState(member: Member): void {
    member.send({ type: 'sync', kind: 'step1', bytes: Y.encodeStateVector(this.#doc) });
  }

  showAwareness(member: Member): void {
    const entries = this.#awareness.all();
    if (entries.length > 0) member.send({ type: 'awareness', bytes: encodeAwareness(entries) });
  }

  /** Takes what a member sent. Throws `MalformedBytesError`; then nothing has changed. */
  receive(member: Member, received: ReceivedUpdate): void {
    const { limits } = this.#parts;
    const reading = readUpdate(received.bytes, limits.update);
    const admission = this.#admit(member, received, reading);
    if (admission.kind === 'nothing') {
      this.#commit(member, received.sequence, null);
      return;
    }
    if (member.role !== 'write') {
      member.refuseWriting(received.sequence);
      return;
    }
    switch (admission.kind) {
      case 'foreign':
        member.close(CLOSE.foreignClient, `client ${admission.client} is of another account`);
        return;
      case 'incomplete':
      case 'entangled':
        member.askAgain(received.sequence, Y.encodeStateVector(this.#doc));
        return;
      case 'new':
        this.#commit(member, received.sequence, admission);
        return;
    }
  }

  receiveAwareness(member: Member, entries: readonly AwarenessEntry[]): void {
    const mayClaim = (client: number) => this.#known.mayClaim(client, member.account);
    this.#awareness.receive(member, entries, mayClaim);
    this.#parts.onDirty(this, 'turn');
  }

  /** Takes rows that another node made durable. Answers false when some before them are missing: the log has those. */
  receiveRows(rows: readonly LogRow[]): boolean {
    for (const row of rows) {
      if (this.#position.has(row.sequence)) continue;
      if (row.sequence !== this.#position.through + 1) return false;
      this.#takeRow(row);
    }
    return true;
  }

  /** Takes what the log has after this document's position. */
  receiveNewer({ snapshot, rows }: NewerState): void {
    if (snapshot) this.#takeSnapshot(snapshot);
    for (const row of rows) {
      if (!this.#position.has(row.sequence)) this.#takeRow(row);
    }
    const last = rows.at(-1)?.sequence ?? snapshot?.sequence;
    if (last !== undefined) this.#position.reach(last);
  }

  /** Takes what another node says of those who are connected to it. */
  receivePresence(node: string, entries: readonly OwnedEntry[]): void {
    this.#awareness.receiveRemote(node, entries, this.#parts.now());
  }

  /** What the connections of this node show. */
  ownPresence(): OwnedEntry[] {
    return this.#awareness.own();
  }

  /** Forgets those whose node has long been silent. */
  expirePresence(): void {
    this.#awareness.expireRemote(this.#parts.now() - REMOTE_PRESENCE);
    this.#parts.onDirty(this, 'turn');
  }

  leave(member: Member): void {
    this.#present.delete(member);
    this.#members.delete(member);
    this.#awareness.leave(member);
    this.#parts.onDirty(this, 'turn');
  }

  /** Integrates what became durable, then shows it to everyone here. */
  flush(): Flushed {
    const fresh = this.#durable;
    const deliveries = fresh.length * this.#members.size;
    this.#durable = [];
    if (fresh.length > 0) this.#publish(fresh);
    const entries = this.#publishAwareness();
    const rows = this.#untold;
    this.#untold = [];
    const accounts = new Set(rows.map(({ account }) => account));
    const change = { name: this.name, accounts: [...accounts], updates: rows.length };
    return { change: rows.length > 0 ? change : null, shown: { rows, entries }, deliveries };
  }

  /** Sends everyone away, to come back later. */
  closeAll(code: CloseCode, reason: string): void {
    for (const member of [...this.#present]) member.close(code, reason);
  }

  destroy(): void {
    this.#doc.destroy();
  }

  #admit(member: Member, received: ReceivedUpdate, reading: UpdateReading): Admission {
    const { update: limits } = this.#parts.limits;
    const { account } = member;
    const admit = (offered: Pick<OfferedUpdate, 'update' | 'reading' | 'isIntegrable'>) =>
      admitUpdate({ ...offered, account }, this.#known, limits);
    const admission = admit({ update: received.bytes, reading, isIntegrable: false });
    const isUncertain = admission.kind === 'incomplete' || admission.kind === 'entangled';
    // Integrating on a copy is dear: only for a whole state, which a sender may send rarely.
    if (!isUncertain || received.kind !== 'step2') return admission;
    const state = [this.encodeState(), ...[...this.#inFlight].map(({ update }) => update)];
    const update = integrableOf(received.bytes, state);
    return admit({ update, reading: readUpdate(update, limits), isIntegrable: true });
  }

  /** Queues an update; without one, only waits until all before it is durable. */
  #commit(
    member: Member,
    sequence: number | null,
    admitted: { readonly update: Uint8Array; readonly reading: UpdateReading } | null,
  ): void {
    const { queue, limits, newKey, now } = this.#parts;
    if (!admitted) {
      if (sequence === null) return;
      queue.add({ entry: null, settled: () => member.acknowledge(sequence) });
      return;
    }
    const { update, reading } = admitted;
    if (queue.queuedBytes + update.length > limits.queuedBytes) {
      member.close(CLOSE.storeRefuses, 'too much is waiting for the store');
      return;
    }
    const { inserted, deleted } = reading;
    const { account } = member;
    const flight: InFlight = { update: Uint8Array.from(update), inserted, member };
    this.#inFlight.add(flight);
    this.#known.take(inserted);
    this.#known.claim(inserted, account);
    queue.add({
      entry: {
        key: newKey(),
        name: this.name,
        update: flight.update,
        account,
        inserted,
        deleted,
        at: now(),
      },
      settled: (outcome) => this.#settled(flight, sequence, outcome),
    });
  }

  #settled(flight: InFlight, sequence: number | null, outcome: AppendOutcome | null): void {
    this.#inFlight.delete(flight);
    if (outcome?.kind !== 'durable') {
      if (outcome) this.#refused(flight, outcome.kind);
      return;
    }
    const { update, member } = flight;
    const { sequence: number } = outcome;
    // It may have been read from the log before the answer to its writing came.
    if (!this.#position.has(number)) this.#durable.push(flight);
    this.#position.take(number);
    this.#untold.push({ sequence: number, update, account: member.account });
    this.tail += 1;
    this.#parts.onDirty(this, 'commit');
    if (sequence !== null) flight.member.acknowledge(sequence);
  }

  /** The log refused what looked right here: another node was first. Only its sender is closed. */
  #refused({ member, inserted }: InFlight, why: 'foreign_client' | 'too_large'): void {
    this.#known.recount([...this.#durable, ...this.#inFlight]);
    if (why === 'too_large') {
      member.close(CLOSE.tooLarge, 'the document is full');
      return;
    }
    this.#known.release(inserted);
    member.close(CLOSE.foreignClient, 'a client of another account');
  }

  #takeRow({ sequence, update, account }: LogRow): void {
    const { inserted } = readUpdate(update, this.#parts.limits.update);
    this.#known.take(inserted);
    this.#known.claim(inserted, account);
    this.#position.take(sequence);
    this.#durable.push({ update, inserted, member: null });
  }

  /** Other nodes wrote so much that the rows are folded already; whose is what, the log goes on to check. */
  #takeSnapshot({ sequence, state }: { sequence: number; state: Uint8Array }): void {
    const { to } = Y.parseUpdateMeta(state);
    const inserted = [...to].map(([client, end]) => ({ client, from: 0, to: end }));
    this.#known.take(inserted);
    this.#position.reach(sequence);
    this.#durable.push({ update: state, inserted, member: null });
  }

  #publish(fresh: readonly Durable[]): void {
    this.#doc.transact(() => {
      for (const { update } of fresh) Y.applyUpdate(this.#doc, update);
    });
    for (let start = 0; start < fresh.length; start += MERGED_AT_ONCE) {
      this.#relay(fresh.slice(start, start + MERGED_AT_ONCE));
    }
  }

  #relay(part: readonly Durable[]): void {
    const [first] = part;
    if (!first) return;
    const bytes = part.length === 1 ? first.update : Y.mergeUpdates(part.map((one) => one.update));
    const message = new EncodedMessage({ type: 'sync', kind: 'update', bytes }, this.#channel);
    // Who wrote all of it has it already.
    const author = part.every(({ member }) => member === first.member) ? first.member : null;
    for (const member of this.#members) {
      if (member !== author) member.deliver(message, 'content');
    }
  }

  /** Answers what other nodes should know. */
  #publishAwareness(): readonly OwnedEntry[] {
    const { all, own } = this.#awareness.takeChanges();
    if (all.length === 0) return own;
    const bytes = encodeAwareness(all);
    const message = new EncodedMessage({ type: 'awareness', bytes }, this.#channel);
    for (const member of this.#members) member.deliver(message, 'awareness');
    return own;
  }
}

function integrableOf(update: Uint8Array, state: readonly Uint8Array[]): Uint8Array {
  try {
    return integrable(update, state);
  } catch {
    throw new MalformedBytesError('the update cannot be integrated');
  }
}
