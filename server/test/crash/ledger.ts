import { isWhole, type SealedDocument } from '#server/test/crash/sealed-document.ts';

/** What a document may be: a state, by its seal, or `null` where there is none. */
type State = string | null;

interface Entry {
  /** What was acknowledged last. */
  settled: State;
  /** What was asked for since and not answered; absent when nothing was. */
  asked?: { readonly state: State; readonly batch: readonly string[] | null };
}

/** What one look at the store found wrong, in words. */
export interface Judgement {
  readonly lost: readonly string[];
  readonly torn: readonly string[];
}

/**
 * What the writers were told, kept in a process that survives the store: it knows for each document which
 * states the store may hold. Each document has one writer, who asks for one thing at a time.
 */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  #acknowledged = 0;

  /** Documents written, changed or removed by acknowledged writes. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** A change was sent. Those of a batch are sent in one ordered command. */
  ask(changes: ReadonlyMap<string, State>): void {
    const batch = changes.size > 1 ? [...changes.keys()] : null;
    for (const [id, state] of changes) {
      const entry = this.#entries.get(id) ?? { settled: null };
      if (entry.asked) throw new Error(`${id} is asked for twice at once`);
      this.#entries.set(id, { settled: entry.settled, asked: { state, batch } });
    }
  }

  /** The answer came: from now on nothing else may be found. */
  settle(ids: Iterable<string>): void {
    for (const id of ids) {
      const asked = this.#entries.get(id)?.asked;
      if (!asked) throw new Error(`${id} was not asked for`);
      this.#entries.set(id, { settled: asked.state });
      this.#acknowledged += 1;
    }
  }

  /** Judges everything that a store holds, then takes it for what is settled. */
  judge(found: ReadonlyMap<string, SealedDocument>): Judgement {
    const torn = [...found.values()]
      .filter((document) => !isWhole(document))
      .map(({ _id }) => `${_id}: half a document`);
    const lost = [...this.#wrongStates(found), ...this.#brokenBatches(found)];
    for (const id of this.#entries.keys()) {
      this.#entries.set(id, { settled: found.get(id)?.seal ?? null });
    }
    return { lost, torn };
  }

  *#wrongStates(found: ReadonlyMap<string, SealedDocument>): Generator<string> {
    for (const [id, { settled, asked }] of this.#entries) {
      const state = found.get(id)?.seal ?? null;
      if (state === settled || (asked && state === asked.state)) continue;
      yield `${id}: ${state === null ? 'is missing' : 'is there'}, ${settled === null ? 'its removal' : 'another state'} was acknowledged`;
    }
    for (const id of found.keys()) {
      if (!this.#entries.has(id)) yield `${id}: was never asked for`;
    }
  }

  /** An ordered batch that was cut is done up to some document, and not after. */
  *#brokenBatches(found: ReadonlyMap<string, SealedDocument>): Generator<string> {
    const batches = new Set([...this.#entries.values()].map(({ asked }) => asked?.batch ?? null));
    for (const batch of batches) {
      const done = (batch ?? []).map((id) => {
        const state = found.get(id)?.seal ?? null;
        return state === this.#entries.get(id)?.asked?.state;
      });
      const holes = done.some((isDone, at) => isDone && done[at - 1] === false);
      if (holes) yield `${batch?.[0]}: its ordered batch has a hole`;
    }
  }
}
