import { ObservableV2 } from 'lib0/observable';
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import * as Y from 'yjs';
import { AwarenessThrottle } from '#client/platform/collab/awareness-throttle.ts';
import { backOff } from '#client/platform/collab/connection-machine.ts';
import type {
  DocumentConnection,
  SectionPort,
} from '#client/platform/collab/document-connection.ts';
import type { LocalCopy } from '#client/platform/collab/local-copy.ts';
import { SaveLedger, type SaveState } from '#client/platform/collab/save-ledger.ts';
import type { Clock } from '#shared/core/clock.ts';
import type { Random } from '#shared/core/random.ts';
import { isFinalClose } from '#shared/realtime/close-codes.ts';
import { channelOf, type DocumentName } from '#shared/realtime/document-name.ts';
import type { Message, Role, StoreState } from '#shared/realtime/protocol.ts';

export interface SectionProviderParts {
  readonly connection: DocumentConnection;
  readonly name: DocumentName;
  readonly doc: Y.Doc;
  readonly clock: Clock;
  readonly random: Random;
  /** Where the browser keeps the section; null when it cannot. */
  readonly localCopy: LocalCopy | null;
}

/** What the screen says about one section. */
export interface SaveStatus {
  readonly state: SaveState;
  /** When all was last known to be durable; milliseconds since 1970. */
  readonly savedAt: number | null;
}

/** A section that the server closed for good. */
export interface SectionRefusal {
  readonly code: number;
  readonly reason: string;
}

/** The first four are those that Lexical's collaboration plugin listens to. */
interface ProviderEvents {
  sync: (isSynced: boolean) => void;
  status: (event: { status: 'connecting' | 'connected' | 'disconnected' }) => void;
  update: (update: unknown) => void;
  reload: (doc: Y.Doc) => void;
  save: (status: SaveStatus) => void;
  role: (role: Role) => void;
  refused: (refusal: SectionRefusal) => void;
}

/** How long the browser's copy may take before the server is asked without it. */
const COPY_TIMEOUT = 3_000;

/** One section: its `Y.Doc` and awareness, kept in step with the server over a shared socket. */
export class SectionProvider extends ObservableV2<ProviderEvents> implements SectionPort {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly channel: string;
  readonly #parts: SectionProviderParts;
  readonly #ledger = new SaveLedger();
  readonly #throttle: AwarenessThrottle;
  readonly #copyRead: Promise<void>;
  #wanted = false;
  #online = false;
  /** The server said what it has: what is new may be sent as it comes. */
  #mayPush = false;
  #synced = false;
  #role: Role | null = null;
  #refusal: SectionRefusal | null = null;
  #maxUpdateBytes = 0;
  #attempt = 0;
  #cancelRetry: (() => void) | null = null;
  #told: SaveStatus | null = null;

  constructor(parts: SectionProviderParts) {
    super();
    this.#parts = parts;
    this.doc = parts.doc;
    this.channel = channelOf(parts.name);
    this.awareness = new Awareness(parts.doc);
    this.#throttle = new AwarenessThrottle(parts.clock, () => this.#sendAwareness());
    if (parts.doc.store.clients.size > 0) this.#ledger.changed();
    this.doc.on('update', this.#onUpdate);
    this.awareness.on('update', this.#onAwareness);
    this.#copyRead = this.#readCopy();
  }

  get synced(): boolean {
    return this.#synced;
  }

  get role(): Role | null {
    return this.#role;
  }

  get saveStatus(): SaveStatus {
    const state = this.#ledger.state(this.#parts.connection.storeState);
    return { state, savedAt: this.#ledger.savedAt };
  }

  get isSettled(): boolean {
    return this.#synced || this.#refusal !== null || this.#cancelRetry !== null;
  }

  /** Whether words written here may be unknown to the server: ask before leaving. */
  unsentWords(): boolean {
    return this.#ledger.hasUnsent;
  }

  connect(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#refusal = null;
    this.#ledger.refuse(null);
    this.emit('status', [{ status: 'connecting' }]);
    this.#parts.connection.join(this);
  }

  disconnect(): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    this.#parts.connection.leave(this);
    this.#goOffline();
  }

  /** Ends the provider and its awareness; the browser's copy stays. */
  override destroy(): void {
    this.disconnect();
    this.doc.off('update', this.#onUpdate);
    this.awareness.off('update', this.#onAwareness);
    this.awareness.destroy();
    void this.#parts.localCopy?.close();
    super.destroy();
  }

  online(maxUpdateBytes: number): void {
    this.#online = true;
    this.#maxUpdateBytes = maxUpdateBytes;
    this.#ledger.online();
    this.#tellSaved();
    void this.#copyRead.then(() => this.#ask());
  }

  offline(final: SectionRefusal | null): void {
    this.#goOffline();
    if (final) this.#refuse(final);
    else this.emit('status', [{ status: 'connecting' }]);
  }

  storeChanged(_state: StoreState): void {
    this.#tellSaved();
  }

  receive(message: Message): void {
    switch (message.type) {
      case 'sync':
        this.#receiveSync(message);
        break;
      case 'awareness':
        applyAwarenessUpdate(this.awareness, message.bytes, this);
        break;
      case 'acknowledged':
        this.#ledger.acknowledged(message.sequence, this.#parts.clock.now());
        break;
      case 'role':
        this.#role = message.role;
        if (message.role === 'write') this.#ledger.refuse(null);
        this.emit('role', [message.role]);
        break;
      case 'refused':
        this.#ledger.refuse(message.reason);
        break;
      case 'closed':
        this.#receiveClosed(message);
        break;
      default:
        break;
    }
    this.#tellSaved();
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) {
      this.emit('update', [update]);
      return;
    }
    this.#ledger.changed();
    if (this.#mayPush) this.#push('update', update);
    this.#tellSaved();
  };

  /** Only what this page shows of itself is sent: echoes would multiply every cursor. */
  readonly #onAwareness = (_changes: unknown, origin: unknown): void => {
    if (origin === 'local' && this.#synced) this.#throttle.request();
  };

  /** Resolves when the copy is read, cannot be, or takes too long; nothing is *saved* before. */
  #readCopy(): Promise<void> {
    const { localCopy, clock } = this.#parts;
    if (!localCopy) return Promise.resolve();
    this.#ledger.expectCopy();
    return new Promise((resolve) => {
      const cancel = clock.after(COPY_TIMEOUT, resolve);
      const finish = (available: boolean) => {
        cancel();
        this.#ledger.copyRead(available);
        this.#tellSaved();
        resolve();
      };
      localCopy.loaded.then(
        () => finish(true),
        () => finish(false),
      );
    });
  }

  #ask(): void {
    if (!this.#online) return;
    this.#cancelRetry = null;
    const bytes = Y.encodeStateVector(this.doc);
    this.#parts.connection.send(this.channel, { type: 'sync', kind: 'step1', bytes });
  }

  #receiveSync(message: Message & { type: 'sync' }): void {
    if (message.kind !== 'step1') {
      Y.applyUpdate(this.doc, message.bytes, this);
      if (message.kind === 'step2') this.#setSynced();
      return;
    }
    this.#mayPush = true;
    this.#push('step2', Y.encodeStateAsUpdate(this.doc, message.bytes));
  }

  #push(kind: 'step2' | 'update', bytes: Uint8Array): void {
    if (bytes.length > this.#maxUpdateBytes) {
      this.#ledger.refuse('too_large');
      return;
    }
    const sequence = this.#ledger.send(kind);
    this.#parts.connection.send(this.channel, { type: 'numbered', sequence, kind, bytes });
  }

  #setSynced(): void {
    if (this.#synced) return;
    this.#synced = true;
    this.#attempt = 0;
    this.emit('status', [{ status: 'connected' }]);
    this.emit('sync', [true]);
    // A higher clock, since the others may have seen this page leave with the one it had.
    this.awareness.setLocalState(this.awareness.getLocalState());
    this.#parts.connection.checkSynced();
  }

  #receiveClosed({ code, reason }: { readonly code: number; readonly reason: string }): void {
    this.#goOffline();
    if (isFinalClose(code)) {
      this.#refuse({ code, reason });
    } else {
      const wait = backOff(this.#attempt, this.#parts.random);
      this.#attempt += 1;
      this.#cancelRetry = this.#parts.clock.after(wait, () => this.online(this.#maxUpdateBytes));
      this.emit('status', [{ status: 'connecting' }]);
    }
    this.#parts.connection.checkSynced();
  }

  #refuse(refusal: SectionRefusal): void {
    this.#refusal = refusal;
    this.#ledger.refuse(refusal.reason);
    this.emit('refused', [refusal]);
    this.#tellSaved();
  }

  #goOffline(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#throttle.stop();
    this.#online = false;
    this.#mayPush = false;
    this.#ledger.offline();
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    if (this.#synced) {
      this.#synced = false;
      this.emit('sync', [false]);
    }
    this.emit('status', [{ status: 'disconnected' }]);
    this.#tellSaved();
  }

  #sendAwareness(): void {
    if (!this.#synced) return;
    const bytes = encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]);
    this.#parts.connection.send(this.channel, { type: 'awareness', bytes });
  }

  #tellSaved(): void {
    const status = this.saveStatus;
    if (this.#told?.state === status.state && this.#told.savedAt === status.savedAt) return;
    this.#told = status;
    this.emit('save', [status]);
  }
}
