import type { AwarenessEntry } from '#shared/realtime/awareness-update.ts';

/** Whoever shows itself in a document; compared by identity. */
export interface Presence {
  readonly account: string;
}

interface Shown {
  readonly owner: Presence;
  entry: AwarenessEntry;
}

const GONE = 'null';

/**
 * Who is in a document and where. Each connection shows one clientID, its own; entries about
 * others are ignored, since ordinary clients echo what they receive.
 */
export class DocumentAwareness {
  readonly #shown = new Map<number, Shown>();
  readonly #clients = new Map<Presence, number>();
  readonly #changed = new Set<number>();
  readonly #gone = new Map<number, AwarenessEntry>();

  /** The account that shows itself under a clientID. */
  ownerOf(client: number): string | undefined {
    return this.#shown.get(client)?.owner.account;
  }

  /** Takes the sender's own entry. `mayClaim` says whether its account may use a clientID. */
  receive(
    sender: Presence,
    entries: readonly AwarenessEntry[],
    mayClaim: (client: number) => boolean,
  ): void {
    this.#choose(sender, entries, mayClaim);
    const own = this.#clients.get(sender);
    for (const entry of entries) {
      if (entry.client === own) this.#update(sender, entry);
    }
  }

  /** Forgets a connection that ended; the others will be told. */
  leave(sender: Presence): void {
    const client = this.#clients.get(sender);
    if (client === undefined) return;
    this.#clients.delete(sender);
    this.#remove(client);
  }

  /** Everyone who shows something. */
  all(): AwarenessEntry[] {
    return [...this.#shown.values()].map(({ entry }) => entry);
  }

  /** What changed since it was last asked. */
  takeChanges(): AwarenessEntry[] {
    const changes = [...this.#gone.values()];
    for (const client of this.#changed) {
      const shown = this.#shown.get(client);
      if (shown) changes.push(shown.entry);
    }
    this.#gone.clear();
    this.#changed.clear();
    return changes;
  }

  /**
   * A connection's clientID is the one that it first speaks of alone: clients open with their own
   * state, before there is anything to echo. The same account may take it over from a dead
   * connection that nobody has noticed yet.
   */
  #choose(
    sender: Presence,
    entries: readonly AwarenessEntry[],
    mayClaim: (client: number) => boolean,
  ): void {
    const [first, ...others] = entries;
    if (!first || others.length > 0 || first.state === GONE || this.#clients.has(sender)) return;
    const holder = this.#shown.get(first.client)?.owner;
    if (holder && holder.account !== sender.account) return;
    if (!mayClaim(first.client)) return;
    if (holder) this.#clients.delete(holder);
    this.#clients.set(sender, first.client);
    this.#shown.set(first.client, { owner: sender, entry: first });
    this.#gone.delete(first.client);
    this.#changed.add(first.client);
  }

  #update(sender: Presence, entry: AwarenessEntry): void {
    if (entry.state === GONE) {
      this.leave(sender);
      return;
    }
    const shown = this.#shown.get(entry.client);
    if (!shown || entry.clock <= shown.entry.clock) return;
    shown.entry = entry;
    this.#changed.add(entry.client);
  }

  #remove(client: number): void {
    const shown = this.#shown.get(client);
    if (!shown) return;
    this.#shown.delete(client);
    this.#changed.delete(client);
    this.#gone.set(client, { client, clock: shown.entry.clock + 1, state: GONE });
  }
}
