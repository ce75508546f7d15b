import * as Y from 'yjs';
import type { OpenSocket } from '#client/platform/collab/client-socket.ts';
import { DocumentConnection } from '#client/platform/collab/document-connection.ts';
import { SectionProvider } from '#client/platform/collab/section-provider.ts';
import type { CollabHub } from '#server/platform/collab/collab-hub.ts';
import { SocketPair } from '#server/platform/collab/testing/socket-pair.ts';
import type { BrowserStore } from '#server/test/fuzz/browser-store.ts';
import { EditorHand } from '#server/test/fuzz/editor-hand.ts';
import { randomFor, type Scenario } from '#server/test/fuzz/scenario.ts';
import type { Clock } from '#shared/core/clock.ts';
import type { Random } from '#shared/core/random.ts';
import type { ClockRange } from '#shared/realtime/update-reader.ts';

export interface PageParts {
  readonly seed: number;
  readonly index: number;
  readonly kind: Scenario['pages'][number];
  readonly clock: Clock;
  readonly browser: Browser;
  readonly hub: () => CollabHub;
  readonly onEditorError: (error: Error) => void;
}

/** One person's browser: its tabs share what it keeps. */
export interface Browser {
  readonly account: string;
  readonly store: BrowserStore;
  /** Every clientID that its tabs have written with. */
  readonly clients: Set<number>;
  /** What was erased in its tabs. */
  readonly erased: ClockRange[];
}

/** What one life of a page is made of. */
interface Life {
  readonly doc: Y.Doc;
  readonly provider: SectionProvider;
  readonly hand: EditorHand | null;
  /** What the browser kept when it began. */
  readonly kept: Y.Doc;
}

const NAME = { document: 'doc', section: { id: 'a', epoch: 1 } };
/** How long a browser may take to read what it keeps, in milliseconds: one in a few is slow. */
const FAST_READING = 100;
const SLOW_READING = 20_000;
const SLOW_BROWSERS = 0.25;
/** How long a browser without a network takes to say so, in milliseconds. */
const FAILING = 10;

/** A page with the document open: the provider and the editor that people use, on a played network. */
export class FuzzPage {
  readonly browser: Browser;
  readonly #parts: PageParts;
  #pair: SocketPair | null = null;
  #isOffline = false;
  #lives = 0;
  #life: Life;

  constructor(parts: PageParts) {
    this.#parts = parts;
    this.browser = parts.browser;
    this.#life = this.#open();
  }

  get doc(): Y.Doc {
    return this.#life.doc;
  }

  get provider(): SectionProvider {
    return this.#life.provider;
  }

  get hand(): EditorHand | null {
    return this.#life.hand;
  }

  get kept(): Y.Doc {
    return this.#life.kept;
  }

  get label(): string {
    return `page ${this.#parts.index} of ${this.browser.account}`;
  }

  /** Lets the oldest message of one direction arrive; false when there is none. */
  deliver(to: 'server' | 'page'): boolean {
    return this.#pair?.deliver(to === 'server' ? 'server' : 'client') ?? false;
  }

  cut(): void {
    this.#pair?.cut();
    this.#pair = null;
  }

  goOffline(): void {
    this.#isOffline = true;
    this.cut();
  }

  goOnline(): void {
    this.#isOffline = false;
  }

  reload(unwritten: number): void {
    this.browser.store.forget(this.doc, unwritten);
    this.close();
    this.#life = this.#open();
  }

  close(): void {
    const { provider, hand, doc } = this.#life;
    hand?.release();
    provider.destroy();
    this.cut();
    doc.destroy();
  }

  #open(): Life {
    const { seed, index, kind, clock, browser, onEditorError } = this.#parts;
    this.#lives += 1;
    const random = randomFor(seed, index, this.#lives);
    const kept = browser.store.read();
    const doc = new Y.Doc();
    doc.clientID = Math.floor(random() * 2 ** 32);
    browser.clients.add(doc.clientID);
    doc.on('afterTransaction', (transaction) => noteErased(transaction, browser.erased));
    const provider = new SectionProvider({
      connection: new DocumentConnection('ws://server/collab/doc', {
        clock,
        random,
        openSocket: this.#openSocket,
      }),
      name: NAME,
      doc,
      clock,
      random,
      localCopy: browser.store.open(doc, clock, readingTime(random)),
    });
    const { awareness } = provider;
    const name = browser.account;
    const hand =
      kind === 'editor' ? new EditorHand({ doc, awareness, name, onError: onEditorError }) : null;
    provider.connect();
    return { doc, provider, hand, kept };
  }

  readonly #openSocket: OpenSocket = (_url, _protocol, events) => {
    const { clock, browser, hub } = this.#parts;
    if (this.#isOffline) {
      const cancel = clock.after(FAILING, () => events.closed(1006, ''));
      return { send: () => {}, close: cancel };
    }
    const pair = new SocketPair(events);
    this.#pair = pair;
    const { account } = browser;
    hub().open(pair.server, {
      visitor: { account, name: account, sessionId: account },
      address: '192.0.2.1',
      target: { document: NAME.document, section: null },
      asks: true,
    });
    return pair.client;
  };
}

function noteErased({ local, deleteSet }: Y.Transaction, erased: ClockRange[]): void {
  if (!local) return;
  for (const [client, items] of deleteSet.clients) {
    for (const { clock, len } of items) erased.push({ client, from: clock, to: clock + len });
  }
}

function readingTime(random: Random): number {
  const longest = random() < SLOW_BROWSERS ? SLOW_READING : FAST_READING;
  return Math.floor(random() * longest);
}
