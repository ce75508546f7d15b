import * as Y from 'yjs';
import { type KnownState, undeletedIn } from '#server/platform/collab/update-admission.ts';
import type { ClockRange } from '#shared/realtime/update-reader.ts';

/** What a document has of each client, durable or on its way to the log, and whose each client is. */
export class KnownContent implements KnownState {
  readonly #doc: Y.Doc;
  readonly #claims: Map<number, string>;
  readonly #presentOwner: (client: number) => string | undefined;
  #clocks: Map<number, number>;

  /** `presentOwner` tells the account that shows itself under a clientID, before it wrote anything. */
  constructor(
    doc: Y.Doc,
    claims: ReadonlyMap<number, string>,
    presentOwner: (client: number) => string | undefined,
  ) {
    this.#doc = doc;
    this.#claims = new Map(claims);
    this.#presentOwner = presentOwner;
    this.#clocks = stateClocks(doc);
  }

  clockOf(client: number): number {
    return this.#clocks.get(client) ?? 0;
  }

  ownerOf(client: number): string | undefined {
    return this.#claims.get(client) ?? this.#presentOwner(client);
  }

  undeletedIn(range: ClockRange): readonly ClockRange[] {
    return undeletedIn(this.#doc, range);
  }

  /** Whether an account may show itself under a clientID. */
  mayClaim(client: number, account: string): boolean {
    return (this.#claims.get(client) ?? account) === account;
  }

  take(inserted: readonly ClockRange[]): void {
    for (const { client, to } of inserted) {
      this.#clocks.set(client, Math.max(this.clockOf(client), to));
    }
  }

  claim(inserted: readonly ClockRange[], account: string): void {
    for (const { client } of inserted) this.#claims.set(client, account);
  }

  /** Something that was taken will not come: what is integrated counts, and what still waits. */
  recount(waiting: readonly { readonly inserted: readonly ClockRange[] }[]): void {
    this.#clocks = stateClocks(this.#doc);
    for (const { inserted } of waiting) this.take(inserted);
  }

  /** Gives back the clients of content that was refused, unless they wrote something else. */
  release(inserted: readonly ClockRange[]): void {
    for (const { client } of inserted) {
      if (this.clockOf(client) === 0) this.#claims.delete(client);
    }
  }
}

/** A plain map of the state vector: what is integrated of each client. */
function stateClocks(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}
