import type { StoreState } from '#shared/realtime/protocol.ts';

/**
 * Where the words of this device are. `saved`: every one is durable on the server, in this epoch.
 * `saving`: on their way. `on-this-device`: kept by the browser until the server takes them.
 * `offline`: no connection, and nothing here is known to wait in the browser's store.
 * `refused`: the server will not take them.
 */
export type SaveState = 'saved' | 'saving' | 'on-this-device' | 'offline' | 'refused';

interface SentMessage {
  readonly sequence: number;
  /** The number of local changes that it, with those before, carries. */
  readonly covers: number;
}

/**
 * Counts local changes and what of them the server has made durable. A step 2 carries everything
 * that the server lacked when it said what it had, whatever browser store it came from.
 */
export class SaveLedger {
  #changes = 0;
  #durable = 0;
  #sequence = 0;
  #sent: SentMessage[] = [];
  #online = false;
  /** A step 2 of this connection was acknowledged. */
  #verified = false;
  #step2: number | null = null;
  #copyPending = false;
  #hasCopy = false;
  #refusal: string | null = null;
  #savedAt: number | null = null;

  /** The browser keeps a copy, whose content is not read yet. */
  expectCopy(): void {
    this.#copyPending = true;
  }

  /** The copy is read (its content came as changes), or cannot be. */
  copyRead(available: boolean): void {
    this.#copyPending = false;
    this.#hasCopy = available;
  }

  /** Something new that did not come from the server. */
  changed(): void {
    this.#changes += 1;
  }

  online(): void {
    this.#online = true;
    this.#forgetSent();
  }

  offline(): void {
    this.#online = false;
    this.#forgetSent();
  }

  /** The sequence for the next message; a step 2 holds all that the server lacks. */
  send(kind: 'step2' | 'update'): number {
    this.#sequence += 1;
    if (kind === 'step2') this.#step2 = this.#sequence;
    this.#sent.push({ sequence: this.#sequence, covers: this.#changes });
    return this.#sequence;
  }

  acknowledged(sequence: number, now: number): void {
    if (this.#step2 !== null && sequence >= this.#step2) this.#verified = true;
    while (this.#sent[0] && this.#sent[0].sequence <= sequence) {
      this.#durable = Math.max(this.#durable, this.#sent[0].covers);
      this.#sent.shift();
    }
    if (this.#isSaved) this.#savedAt = now;
  }

  /** Why the server will not take the words; null when it may again. */
  refuse(reason: string | null): void {
    this.#refusal = reason;
  }

  get refusal(): string | null {
    return this.#refusal;
  }

  /** When everything was last known to be durable; milliseconds since 1970. */
  get savedAt(): number | null {
    return this.#savedAt;
  }

  /** Whether something here may be unknown to the server. */
  get hasUnsent(): boolean {
    return this.#changes > this.#durable;
  }

  state(store: StoreState): SaveState {
    if (this.#refusal !== null) return 'refused';
    if (this.#isSaved) return 'saved';
    const stuck = !this.#online || store === 'store_refuses';
    if (stuck && this.hasUnsent && this.#hasCopy) return 'on-this-device';
    return this.#online ? 'saving' : 'offline';
  }

  get #isSaved(): boolean {
    return this.#online && this.#verified && !this.#copyPending && !this.hasUnsent;
  }

  #forgetSent(): void {
    this.#sent = [];
    this.#sequence = 0;
    this.#step2 = null;
    this.#verified = false;
  }
}
