import * as Y from 'yjs';
import type { CommitQueue } from '#server/platform/collab/commit-queue.ts';
import { DocumentAwareness, type Presence } from '#server/platform/collab/document-awareness.ts';
import type { AppendOutcome, LoadedDocument } from '#server/platform/collab/document-log.ts';
import { EncodedMessage } from '#server/platform/collab/encoded-message.ts';
import type { CollabLimits } from '#server/platform/collab/limits.ts';
import {
  type Admission,
  admitUpdate,
  integrable,
  isRangeDeleted,
  type KnownState,
} from '#server/platform/collab/update-admission.ts';
import { type AwarenessEntry, encodeAwareness } from '#shared/realtime/awareness-update.ts';
import { MalformedBytesError } from '#shared/realtime/byte-reader.ts';
import { CLOSE, type CloseCode } from '#shared/realtime/close-codes.ts';
import {
  channelOf,
  type DocumentName,
  formatDocumentName,
} from '#shared/realtime/document-name.ts';
import type { Message, Role } from '#shared/realtime/protocol.ts';
import { checkStateVector } from '#shared/realtime/state-vector.ts';
import { type ClockRange, readUpdate, type UpdateReading } from '#shared/realtime/update-reader.ts';

/** A connection inside of one document. */
export interface Member extends Presence {
  readonly role: Role;
  deliver(message: EncodedMessage, kind: 'content' | 'awareness'): void;
  send(message: Message): void;
  /** All that it sent up to `sequence` is durable. */
  acknowledge(sequence: number): void;
  /** An update was not taken: ask for everything again, acknowledge nothing until it came. */
  askAgain(sequence: number | null, stateVector: Uint8Array): void;
  refuseWriting(sequence: number | null): void;
  close(code: CloseCode, reason: string): void;
}

/** An update or a step 2 that a member sent. */
export interface ReceivedUpdate {
  readonly kind: 'step2' | 'update';
  readonly bytes: Uint8Array;
  readonly sequence: number | null;
}

export interface HotDocumentParts {
  readonly queue: CommitQueue;
  readonly limits: CollabLimits;
  readonly now: () => number;
  readonly newKey: () => string;
  /** Asks for `flush` after the commit, or at the end of the turn. */
  readonly onDirty: (document: HotDocument, when: 'commit' | 'turn') => void;
}

/** What one flush made durable and showed. */
export interface Change {
  readonly name: string;
  readonly accounts: readonly string[];
  readonly updates: number;
}

interface InFlight {
  readonly update: Uint8Array;
  readonly inserted: readonly ClockRange[];
  readonly member: Member;
}

const MERGED_AT_ONCE = 100;

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
  readonly #claims: Map<number, string>;
  #known: Map<number, number>;
  readonly #inFlight = new Set<InFlight>();
  #durable: InFlight[] = [];
  readonly #state: KnownState = {
    clockOf: (client) => this.#known.get(client) ?? 0,
    ownerOf: (client) => this.#claims.get(client) ?? this.#awareness.ownerOf(client),
    isDeleted: (range) => isRangeDeleted(this.#doc, range),
  };

  /** Throws when the loaded bytes cannot be integrated: a document never opens blank. */
  constructor(name: DocumentName, loaded: LoadedDocument, parts: HotDocumentParts) {
    this.name = formatDocumentName(name);
    this.#channel = channelOf(name);
    this.#parts = parts;
    this.#claims = new Map(loaded.claims);
    this.tail = loaded.updates.length;
    this.#doc.transact(() => {
      if (loaded.snapshot) Y.applyUpdate(this.#doc, loaded.snapshot);
      for (const update of loaded.updates) Y.applyUpdate(this.#doc, update);
    });
    this.#known = stateClocks(this.#doc);
  }

  /** Nobody is here and nothing waits for the log. */
  get isIdle(): boolean {
    return this.#present.size === 0 && this.#inFlight.size === 0 && this.#durable.length === 0;
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
    const mayClaim = (client: number) =>
      (this.#claims.get(client) ?? member.account) === member.account;
    this.#awareness.receive(member, entries, mayClaim);
    this.#parts.onDirty(this, 'turn');
  }

  leave(member: Member): void {
    this.#present.delete(member);
    this.#members.delete(member);
    this.#awareness.leave(member);
    this.#parts.onDirty(this, 'turn');
  }

  /** Integrates what became durable, then shows it to everyone here. */
  flush(): Change | null {
    const fresh = this.#durable;
    this.#durable = [];
    if (fresh.length > 0) this.#publish(fresh);
    this.#publishAwareness();
    if (fresh.length === 0) return null;
    const accounts = new Set(fresh.map(({ member }) => member.account));
    return { name: this.name, accounts: [...accounts], updates: fresh.length };
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
    const admit = (bytes: Uint8Array, read: UpdateReading) =>
      admitUpdate(bytes, read, member.account, this.#state, limits);
    const admission = admit(received.bytes, reading);
    const isUncertain = admission.kind === 'incomplete' || admission.kind === 'entangled';
    // Integrating on a copy is dear: only for a whole state, which a sender may send rarely.
    if (!isUncertain || received.kind !== 'step2') return admission;
    const state = [this.encodeState(), ...[...this.#inFlight].map(({ update }) => update)];
    const part = integrableOf(received.bytes, state);
    const mended = readUpdate(part, limits);
    // Integrated once already, so that no circle is left in it.
    const again = admit(part, mended);
    return again.kind === 'entangled' ? { kind: 'new', update: part, reading: mended } : again;
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
    for (const { client, to } of inserted) {
      this.#known.set(client, Math.max(this.#state.clockOf(client), to));
      this.#claims.set(client, account);
    }
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

  #settled(flight: InFlight, sequence: number | null, outcome: AppendOutcome): void {
    this.#inFlight.delete(flight);
    if (outcome !== 'durable') {
      this.#refused(flight, outcome);
      return;
    }
    this.#durable.push(flight);
    this.tail += 1;
    this.#parts.onDirty(this, 'commit');
    if (sequence !== null) flight.member.acknowledge(sequence);
  }

  /** The log refused what looked right here: another node was first. Only its sender is closed. */
  #refused({ member, inserted }: InFlight, outcome: AppendOutcome): void {
    this.#known = stateClocks(this.#doc);
    for (const { inserted: ranges } of [...this.#durable, ...this.#inFlight]) {
      for (const { client, to } of ranges) {
        this.#known.set(client, Math.max(this.#state.clockOf(client), to));
      }
    }
    if (outcome === 'too_large') {
      member.close(CLOSE.tooLarge, 'the document is full');
      return;
    }
    for (const { client } of inserted) {
      if (this.#state.clockOf(client) === 0) this.#claims.delete(client);
    }
    member.close(CLOSE.foreignClient, 'a client of another account');
  }

  #publish(fresh: readonly InFlight[]): void {
    this.#doc.transact(() => {
      for (const { update } of fresh) Y.applyUpdate(this.#doc, update);
    });
    for (let start = 0; start < fresh.length; start += MERGED_AT_ONCE) {
      this.#relay(fresh.slice(start, start + MERGED_AT_ONCE));
    }
  }

  #relay(part: readonly InFlight[]): void {
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

  #publishAwareness(): void {
    const changes = this.#awareness.takeChanges();
    if (changes.length === 0) return;
    const bytes = encodeAwareness(changes);
    const message = new EncodedMessage({ type: 'awareness', bytes }, this.#channel);
    for (const member of this.#members) member.deliver(message, 'awareness');
  }
}

function integrableOf(update: Uint8Array, state: readonly Uint8Array[]): Uint8Array {
  try {
    return integrable(update, state);
  } catch {
    throw new MalformedBytesError('the update cannot be integrated');
  }
}

/** A plain map of the state vector: what is integrated of each client. */
function stateClocks(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}
