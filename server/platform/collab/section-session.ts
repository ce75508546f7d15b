import type { RoleAnswer } from '#server/platform/collab/access.ts';
import type { EncodedMessage } from '#server/platform/collab/encoded-message.ts';
import type { HotDocument } from '#server/platform/collab/hot-document.ts';
import type { CollabLimits } from '#server/platform/collab/limits.ts';
import type { Member } from '#server/platform/collab/member.ts';
import { TokenBucket } from '#server/platform/collab/token-bucket.ts';
import type { Clock } from '#shared/core/clock.ts';
import { readAwareness } from '#shared/realtime/awareness-update.ts';
import { CLOSE, type CloseCode } from '#shared/realtime/close-codes.ts';
import type { DocumentName } from '#shared/realtime/document-name.ts';
import type { Message, Role } from '#shared/realtime/protocol.ts';

/** What a section needs of the connection and the process around it. */
export interface SectionParts {
  readonly name: DocumentName;
  readonly account: string;
  /** The connection asked for acknowledgements and reasons. */
  readonly asks: boolean;
  readonly clock: Clock;
  readonly limits: CollabLimits;
  readonly roleFor: (account: string, name: DocumentName) => Promise<RoleAnswer>;
  readonly load: (name: DocumentName) => Promise<HotDocument>;
  readonly write: (message: Message) => void;
  readonly deliver: (message: EncodedMessage, kind: 'content' | 'awareness') => void;
  /** The section has an acknowledgement to send when the commit is told. */
  readonly onAcknowledgement: (section: SectionSession) => void;
  readonly onFailure: (error: unknown) => void;
  readonly close: (code: CloseCode, reason: string) => void;
}

const REFUSALS: Record<Exclude<RoleAnswer, Role>, { code: CloseCode; reason: string }> = {
  none: { code: CLOSE.forbidden, reason: 'no access' },
  unknown_document: { code: CLOSE.unknownDocument, reason: 'unknown document' },
  stale_epoch: { code: CLOSE.staleEpoch, reason: 'an older epoch' },
};

/** One section on one connection: asked for, then open, then closed. */
export class SectionSession implements Member {
  readonly name: DocumentName;
  readonly account: string;
  role: Role = 'read';
  readonly #parts: SectionParts;
  #document: HotDocument | null = null;
  #closed = false;
  #inbox: Message[] = [];
  #inboxBytes = 0;
  /** A question about access is under way; rights that change meanwhile void its answer. */
  #asking = false;
  #outdated = false;
  #acknowledged = 0;
  #announced = 0;
  /** From this sequence on nothing is acknowledged until a step 2 is taken. */
  #missingFrom: number | null = null;
  /** A step 1 is on its way to the peer: its answer will hold all that the peer has said so far. */
  #stateAsked = false;
  readonly #requests: TokenBucket;

  constructor(parts: SectionParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.account = parts.account;
    this.#requests = new TokenBucket(parts.limits.syncRequests, parts.clock.now());
  }

  /** Asks for the role, loads the document, then takes what has arrived meanwhile. */
  async open(): Promise<void> {
    const role = await this.#askRole();
    if (role === null || this.#closed) return;
    this.role = role;
    let document: HotDocument;
    try {
      document = await this.#parts.load(this.name);
    } catch {
      return this.close(CLOSE.storeRefuses, 'the document could not be loaded');
    }
    if (this.#closed) return;
    document.enter(this);
    this.#document = document;
    if (this.#parts.asks) this.send({ type: 'role', role: this.role });
    const inbox = this.#inbox;
    this.#inbox = [];
    for (const message of inbox) this.#handleLate(message, document);
  }

  /** Asks for the role again, after rights changed. */
  async recheck(): Promise<void> {
    if (this.#asking) {
      this.#outdated = true;
      return;
    }
    const before = this.role;
    const role = await this.#askRole();
    if (role === null || this.#closed) return;
    this.role = role;
    if (!this.#document || role === before) return;
    if (this.#parts.asks) this.send({ type: 'role', role });
    // What was refused to the reader may come now.
    if (role === 'write') this.#document.requestState(this);
  }

  /** Throws `MalformedBytesError` for a message that no client of ours would send. */
  receive(message: Message): void {
    if (this.#closed) return;
    if (this.#document) {
      this.#handle(message, this.#document);
      return;
    }
    this.#inboxBytes += 'bytes' in message ? message.bytes.length : 1;
    if (this.#inboxBytes > this.#parts.limits.update.maxBytes) {
      this.close(CLOSE.tooLarge, 'too much before the document opened');
      return;
    }
    this.#inbox.push(message);
  }

  send(message: Message): void {
    if (this.#closed) return;
    if (message.type === 'sync' && message.kind === 'step1') this.#stateAsked = true;
    this.#parts.write(message);
  }

  deliver(message: EncodedMessage, kind: 'content' | 'awareness'): void {
    if (!this.#closed) this.#parts.deliver(message, kind);
  }

  acknowledge(sequence: number): void {
    if (this.#missingFrom !== null && sequence >= this.#missingFrom) return;
    this.#acknowledged = Math.max(this.#acknowledged, sequence);
    this.#parts.onAcknowledgement(this);
  }

  /** Sends the newest acknowledgement of a commit. */
  announceAcknowledged(): void {
    if (!this.#parts.asks || this.#announced === this.#acknowledged) return;
    this.#announced = this.#acknowledged;
    this.send({ type: 'acknowledged', sequence: this.#acknowledged });
  }

  askAgain(sequence: number | null, stateVector: Uint8Array): void {
    if (sequence !== null) this.#missingFrom ??= sequence;
    if (!this.#stateAsked) this.send({ type: 'sync', kind: 'step1', bytes: stateVector });
  }

  refuseWriting(sequence: number | null): void {
    if (!this.#parts.asks || sequence === null) {
      this.close(CLOSE.forbidden, 'reading only');
      return;
    }
    this.#missingFrom ??= sequence;
    this.send({ type: 'refused', sequence, reason: 'read_only' });
  }

  close(code: CloseCode, reason: string): void {
    if (this.#closed) return;
    this.#parts.close(code, reason);
    this.end();
  }

  /** Leaves the document without a word, as when the connection is gone. */
  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#inbox = [];
    this.#document?.leave(this);
  }

  /** The role; null when there is none, and the section is closed. */
  async #askRole(): Promise<Role | null> {
    this.#asking = true;
    try {
      let answer: RoleAnswer;
      do {
        this.#outdated = false;
        answer = await this.#parts.roleFor(this.account, this.name);
      } while (this.#outdated && !this.#closed);
      if (answer === 'read' || answer === 'write') return answer;
      const { code, reason } = REFUSALS[answer];
      this.close(code, reason);
    } catch {
      this.close(CLOSE.storeRefuses, 'access could not be checked');
    } finally {
      this.#asking = false;
    }
    return null;
  }

  /** Takes a message that waited, when nobody is there to catch what it throws. */
  #handleLate(message: Message, document: HotDocument): void {
    try {
      if (!this.#closed) this.#handle(message, document);
    } catch (error) {
      this.#parts.onFailure(error);
    }
  }

  #handle(message: Message, document: HotDocument): void {
    switch (message.type) {
      case 'sync':
      case 'numbered':
        this.#handleSync(message, document);
        return;
      case 'awareness': {
        const entries = readAwareness(message.bytes, this.#parts.limits.awareness);
        if (entries.length > 0) document.receiveAwareness(this, entries);
        return;
      }
      case 'queryAwareness':
        document.showAwareness(this);
        return;
    }
  }

  #handleSync(message: Message & { type: 'sync' | 'numbered' }, document: HotDocument): void {
    const { kind, bytes } = message;
    if (kind !== 'update' && this.#requests.take(1, this.#parts.clock.now()) < 0) {
      this.close(CLOSE.tooFast, 'too many requests for a whole document');
      return;
    }
    if (kind === 'step1') {
      document.synchronise(this, bytes);
      return;
    }
    const sequence = message.type === 'numbered' ? message.sequence : null;
    // A step 2 holds all that the sender has, so whatever was missing comes with it.
    if (kind === 'step2') {
      this.#missingFrom = null;
      this.#stateAsked = false;
    }
    document.receive(this, { kind, bytes, sequence });
  }
}
