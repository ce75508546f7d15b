import type { OwnedEntry } from '#server/platform/collab/node-message.ts';
import type { AwarenessEntry } from '#shared/realtime/awareness-update.ts';

/** Whoever shows itself in a document; compared by identity. */
export interface Presence {
  readonly account: string;
}

/** Somebody who is connected to another node. */
class RemotePresence implements Presence {
  readonly account: string;
  readonly node: string;
  /** When its node last spoke of it. */
  heardAt: number;

  constructor(account: string, node: string, heardAt: number) {
    this.account = account;
    this.node = node;
    this.heardAt = heardAt;
  }
}

interface Shown {
  readonly owner: Presence;
  entry: AwarenessEntry;
}

/** What changed since it was last asked. */
export interface PresenceChanges {
  readonly all: readonly AwarenessEntry[];
  /** Those of this node's own connections. */
  readonly own: readonly OwnedEntry[];
}

const GONE = 'null';

const isRemote = (owner: Presence): owner is RemotePresence => owner instanceof RemotePresence;

/**
 * Who is in a document and where. Each connection shows one clientID, its own; entries about
 * others are ignored, since ordinary clients echo what they receive.
 */
export class DocumentAwareness {
  readonly #shown = new Map<number, Shown>();
  readonly #clients = new Map<Presence, number>();
  readonly #changed = new Set<number>();
  readonly #gone = new Map<number, Shown>();

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

  /** Takes what another node says of its own connections. `now` in milliseconds. */
  receiveRemote(node: string, entries: readonly OwnedEntry[], now: number): void {
    for (const { account, entry } of entries) this.#updateRemote(node, account, entry, now);
  }

  /** Forgets those of whom no node has spoken since `before`, in milliseconds: their node died. */
  expireRemote(before: number): void {
    for (const [client, { owner }] of this.#shown) {
      if (isRemote(owner) && owner.heardAt < before) this.#remove(client);
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

  /** What this node's own connections show. */
  own(): OwnedEntry[] {
    return [...this.#shown.values()].filter(({ owner }) => !isRemote(owner)).map(owned);
  }

  takeChanges(): PresenceChanges {
    const changed = [...this.#gone.values()];
    for (const client of this.#changed) {
      const shown = this.#shown.get(client);
      if (shown) changed.push(shown);
    }
    this.#gone.clear();
    this.#changed.clear();
    return {
      all: changed.map(({ entry }) => entry),
      own: changed.filter(({ owner }) => !isRemote(owner)).map(owned),
    };
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
    this.#show(first, sender);
    this.#clients.set(sender, first.client);
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

  /** A client that moved to another node speaks there with a higher clock than here. */
  #updateRemote(node: string, account: string, entry: AwarenessEntry, now: number): void {
    const shown = this.#shown.get(entry.client);
    const known = shown && isRemote(shown.owner) && shown.owner.node === node ? shown.owner : null;
    if (known) known.heardAt = now;
    if (entry.state === GONE) {
      if (known) this.#remove(entry.client);
      return;
    }
    if (shown && (shown.owner.account !== account || entry.clock <= shown.entry.clock)) return;
    this.#show(entry, known ?? new RemotePresence(account, node, now));
  }

  #show(entry: AwarenessEntry, owner: Presence): void {
    const before = this.#shown.get(entry.client)?.owner;
    if (before && before !== owner) this.#clients.delete(before);
    this.#shown.set(entry.client, { owner, entry });
    this.#gone.delete(entry.client);
    this.#changed.add(entry.client);
  }

  #remove(client: number): void {
    const shown = this.#shown.get(client);
    if (!shown) return;
    this.#shown.delete(client);
    this.#changed.delete(client);
    const { owner, entry } = shown;
    this.#gone.set(client, { owner, entry: { client, clock: entry.clock + 1, state: GONE } });
  }
}

const owned = ({ owner: { account }, entry }: Shown): OwnedEntry => ({ account, entry });
