import * as Y from 'yjs';
import { DocumentConnection } from '#client/platform/collab/document-connection.ts';
import { SectionProvider } from '#client/platform/collab/section-provider.ts';
import { HubHarness } from '#server/platform/collab/testing/hub-harness.ts';
import { SocketPair } from '#server/platform/collab/testing/socket-pair.ts';
import type { Random } from '#shared/core/random.ts';

const NAME = { document: 'doc', section: { id: 'a', epoch: 1 } };

/** One person with a page open: a document, a provider, and the sockets that it opens. */
export class Page {
  readonly account: string;
  /** Every clientID that this person has written with. */
  readonly clients = new Set<number>();
  pair: SocketPair | null = null;
  doc: Y.Doc;
  provider: SectionProvider;
  readonly #room: FuzzRoom;

  constructor(room: FuzzRoom, account: string) {
    this.#room = room;
    this.account = account;
    [this.doc, this.provider] = this.#open(null);
  }

  /** The page is loaded again: a new clientID, and what the browser had kept. */
  reload(): void {
    const kept = Y.encodeStateAsUpdate(this.doc);
    this.close();
    [this.doc, this.provider] = this.#open(kept);
  }

  close(): void {
    this.provider.destroy();
    this.pair?.cut();
    this.pair = null;
  }

  edit(random: Random): void {
    const text = this.doc.getText('t');
    const at = Math.floor(random() * (text.length + 1));
    const kind = random();
    if (kind < 0.6) text.insert(at, String.fromCharCode(97 + Math.floor(random() * 26)));
    else if (kind < 0.85) text.delete(at, Math.min(2, text.length - at));
    else this.doc.getMap('m').set(`key ${Math.floor(random() * 3)}`, Math.floor(random() * 100));
  }

  #open(kept: Uint8Array | null): [Y.Doc, SectionProvider] {
    const { harness, random } = this.#room;
    const doc = new Y.Doc();
    doc.clientID = Math.floor(random() * 2 ** 32);
    this.clients.add(doc.clientID);
    if (kept) Y.applyUpdate(doc, kept, 'kept');
    const connection = new DocumentConnection('ws://server/collab/doc', {
      clock: harness.clock,
      random,
      openSocket: (_url, _protocol, events) => {
        const pair = new SocketPair(events);
        this.pair = pair;
        harness.hub.open(pair.server, {
          visitor: { account: this.account, name: this.account, sessionId: this.account },
          address: '192.0.2.1',
          target: { document: 'doc', section: null },
          asks: true,
        });
        return pair.client;
      },
    });
    const { clock } = harness;
    const provider = new SectionProvider({
      connection,
      name: NAME,
      doc,
      clock,
      random,
      localCopy: null,
    });
    provider.connect();
    return [doc, provider];
  }
}

/** Some pages, a server and a network that a seed drives through all that can go wrong. */
export class FuzzRoom {
  readonly harness = new HubHarness();
  readonly random: Random;
  readonly pages: Page[];

  constructor(random: Random) {
    this.random = random;
    const count = 3 + Math.floor(random() * 3);
    // Two of them are one person with two tabs.
    this.pages = Array.from({ length: count }, (_, index) => new Page(this, `p${index >> 1}`));
  }

  /** Does one thing; gives its name for the report of a failure. */
  async step(): Promise<string> {
    const { harness, random, pages } = this;
    const page = pages[Math.floor(random() * pages.length)];
    if (!page) return 'nothing';
    const dice = random();
    if (dice < 0.3) {
      page.edit(random);
      return `${page.account} edits`;
    }
    if (dice < 0.82) {
      const direction = random() < 0.5 ? 'server' : 'client';
      for (let count = random() * 4; count > 0; count -= 1) page.pair?.deliver(direction);
      if (random() < 0.7) await harness.settle();
      return `${page.account} delivers to the ${direction}`;
    }
    if (dice < 0.9) {
      harness.clock.advance(random() * 1500);
      await harness.settle();
      return 'time passes';
    }
    if (dice < 0.94) {
      harness.log.refuse = harness.log.refuse ? null : new Error('away');
      return harness.log.refuse ? 'the store refuses' : 'the store takes again';
    }
    if (dice < 0.97) {
      page.pair?.cut();
      return `${page.account} loses the network`;
    }
    if (dice < 0.985) {
      page.reload();
      return `${page.account} loads the page again`;
    }
    harness.restart();
    for (const one of pages) one.pair?.cut();
    return 'the server dies';
  }

  /** Lets everything arrive, until nothing is left to do. */
  async calm(): Promise<void> {
    const { harness, pages } = this;
    harness.log.refuse = null;
    for (let quiet = 0; quiet < 40; quiet += 1) {
      await harness.settle();
      for (const { pair } of pages) {
        while (pair?.deliver('server') || pair?.deliver('client')) quiet = 0;
      }
      harness.clock.advance(1000);
      if (pages.every(({ provider }) => provider.saveStatus.state === 'saved') && quiet > 3) return;
    }
  }

  /** What the log holds, integrated. */
  async durable(): Promise<Y.Doc> {
    const refuse = this.harness.log.refuse;
    this.harness.log.refuse = null;
    const { snapshot, updates } = await this.harness.log.load('doc/a@1');
    this.harness.log.refuse = refuse;
    const doc = new Y.Doc();
    for (const update of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(doc, update);
    return doc;
  }

  close(): void {
    for (const page of this.pages) page.close();
  }
}
