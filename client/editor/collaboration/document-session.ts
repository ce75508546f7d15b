import * as Y from 'yjs';
import { browserEnvironment } from '#client/editor/collaboration/browser-environment.ts';
import { personOf, type Writer } from '#client/editor/collaboration/presence.ts';
import { markUnsent } from '#client/editor/collaboration/unsent-words.ts';
import { DocumentConnection } from '#client/platform/collab/document-connection.ts';
import { type LocalCopy, localCopyKey, openLocalCopy } from '#client/platform/collab/local-copy.ts';
import type { SaveState } from '#client/platform/collab/save-ledger.ts';
import { SectionProvider, type SectionRefusal } from '#client/platform/collab/section-provider.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';
import type { DocumentName, SectionName } from '#shared/realtime/document-name.ts';
import type { Role } from '#shared/realtime/protocol.ts';

/** One text of a document, open on this page. */
export interface OpenText {
  readonly doc: Y.Doc;
  readonly provider: SectionProvider;
}

/** What one text's connection says now. */
export interface TextState {
  /** Null until the server told it. */
  readonly role: Role | null;
  readonly refusal: SectionRefusal | null;
  readonly hasUnsent: boolean;
}

/**
 * `opening`: the server was not reached yet, and nothing was written. `closed`: the server closed
 * the document, and has all that was written here.
 */
export type SaveTruth =
  | { readonly state: Exclude<SaveState, 'saved'> | 'opening' | 'closed' }
  | { readonly state: 'saved'; readonly savedAt: number };

/** What the page says of the whole document. */
export interface DocumentState {
  readonly save: SaveTruth;
  /** Each person once, whatever their screens. */
  readonly people: readonly Writer[];
  /** Why every text was closed for good, when one reason closed them all. */
  readonly refusal: SectionRefusal | null;
}

interface Opened extends OpenText {
  readonly copyKey: string;
  readonly copy: LocalCopy | null;
  /** The browser has read its copy, and so keeps what is written. */
  isKept: boolean;
  refusal: SectionRefusal | null;
}

const EMPTY: DocumentState = { save: { state: 'opening' }, people: [], refusal: null };

/** From the gravest: one text that waits makes the document wait. */
const ORDER: readonly SaveState[] = ['refused', 'on-this-device', 'offline', 'saving', 'saved'];

/** A server that does not answer for so long, in milliseconds, is told as what it is. */
const PATIENCE = 15_000;

/** A document open on this page: its texts on one connection, and what there is to say of them. */
export class DocumentSession {
  readonly #account: string;
  readonly #document: string;
  readonly #connection: DocumentConnection;
  readonly #texts = new Set<Opened>();
  readonly #listeners = new Set<() => void>();
  #state = EMPTY;
  #wasReached = false;
  #savingSince: number | null = null;
  #cancelPatience: (() => void) | null = null;

  constructor(account: string, document: string) {
    this.#account = account;
    this.#document = document;
    const url = `${location.origin.replace(/^http/, 'ws')}/collab/${document}`;
    this.#connection = new DocumentConnection(url, browserEnvironment);
    this.#connection.on('state', ({ kind }) => {
      if (kind !== 'connecting' && kind !== 'syncing' && kind !== 'idle') this.#wasReached = true;
      this.#look();
    });
  }

  /** Opens a section, or the whole of a plain document; `close` it when it leaves the page. */
  open(section: SectionName | null): OpenText {
    const name: DocumentName = { document: this.#document, section };
    const doc = new Y.Doc();
    const copyKey = localCopyKey(this.#account, name);
    const copy = openCopy(copyKey, doc);
    const provider = new SectionProvider({
      connection: this.#connection,
      name,
      doc,
      clock: browserEnvironment.clock,
      random: browserEnvironment.random,
      localCopy: copy,
    });
    const opened: Opened = { doc, provider, copyKey, copy, isKept: false, refusal: null };
    copy?.loaded.then(
      () => {
        opened.isKept = true;
        this.#look();
      },
      () => {},
    );
    provider.on('refused', (refusal) => {
      opened.refusal = refusal;
      this.#look();
    });
    provider.on('sync', (isSynced) => {
      if (isSynced) opened.refusal = null;
    });
    for (const event of ['save', 'role', 'status'] as const) {
      provider.on(event, () => this.#look());
    }
    provider.awareness.on('change', () => this.#look());
    this.#texts.add(opened);
    provider.connect();
    return opened;
  }

  close(text: OpenText): void {
    for (const opened of this.#texts) {
      if (opened.provider !== text.provider) continue;
      const isUnsent = opened.provider.unsentWords();
      markUnsent(opened.copyKey, isUnsent);
      this.#texts.delete(opened);
      // Who may no longer read it keeps nothing of it, except words of their own.
      if (opened.refusal?.code === CLOSE.forbidden && !isUnsent) void opened.copy?.forget();
      opened.provider.destroy();
      opened.doc.destroy();
    }
    this.#look();
  }

  /** Whether leaving now would lose words: written, unknown to the server, not kept here. */
  get wouldLose(): boolean {
    return [...this.#texts].some(({ provider, isKept }) => !isKept && provider.unsentWords());
  }

  stateOf(text: OpenText): TextState {
    const opened = [...this.#texts].find(({ provider }) => provider === text.provider);
    return {
      role: text.provider.role,
      refusal: opened?.refusal ?? null,
      hasUnsent: text.provider.unsentWords(),
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): DocumentState => this.#state;

  destroy(): void {
    for (const text of [...this.#texts]) this.close(text);
    this.#cancelPatience?.();
    this.#connection.destroy();
  }

  #look(): void {
    for (const { copyKey, provider } of this.#texts) markUnsent(copyKey, provider.unsentWords());
    const next = { save: this.#saveTruth(), people: this.#people(), refusal: this.#refusalOfAll() };
    if (JSON.stringify(next) === JSON.stringify(this.#state)) {
      // Roles and refusals are read through `stateOf`.
      this.#state = { ...this.#state };
    } else {
      this.#state = next;
    }
    for (const listener of this.#listeners) listener();
  }

  #saveTruth(): SaveTruth {
    const statuses = [...this.#texts].map(({ provider }) => provider.saveStatus);
    const state = ORDER.find((each) => statuses.some((status) => status.state === each));
    if (state === 'saved') {
      return { state, savedAt: Math.max(...statuses.map(({ savedAt }) => savedAt ?? 0)) };
    }
    const untouched = [...this.#texts].every(({ provider }) => !provider.unsentWords());
    if (!state || (!this.#wasReached && untouched)) return { state: 'opening' };
    if (state === 'refused' && untouched) return { state: 'closed' };
    const isKept = [...this.#texts].every((text) => text.isKept || !text.provider.unsentWords());
    const isStuck = this.#isStuck(state === 'saving' && !untouched);
    return { state: isStuck && isKept ? 'on-this-device' : state };
  }

  /** Whether words have been on their way for longer than a server that answers needs. */
  #isStuck(isSaving: boolean): boolean {
    const { clock } = browserEnvironment;
    if (!isSaving) {
      this.#savingSince = null;
      this.#cancelPatience?.();
      this.#cancelPatience = null;
      return false;
    }
    this.#savingSince ??= clock.now();
    this.#cancelPatience ??= clock.after(PATIENCE, () => this.#look());
    return clock.now() - this.#savingSince >= PATIENCE;
  }

  #refusalOfAll(): SectionRefusal | null {
    const [first, ...others] = [...this.#texts].map(({ refusal }) => refusal);
    return first && others.every((other) => other?.code === first.code) ? first : null;
  }

  #people(): readonly Writer[] {
    const people = new Map<string, Writer>();
    for (const { provider } of this.#texts) {
      for (const raw of provider.awareness.getStates().values()) {
        const person = personOf(raw);
        if (person) people.set(person.id, person);
      }
    }
    return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
  }
}

/** Null where the browser keeps nothing, as in some private windows. */
function openCopy(key: string, doc: Y.Doc): LocalCopy | null {
  try {
    return openLocalCopy(key, doc);
  } catch {
    return null;
  }
}
