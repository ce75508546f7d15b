import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { SERVER_ACCOUNT, SERVER_CLIENT } from '#server/features/documents/first-content.collab.ts';
import { contentOf, formattedContentOf } from '#server/test/fuzz/document-content.ts';
import { EditorHand } from '#server/test/fuzz/editor-hand.ts';
import type { FuzzPage } from '#server/test/fuzz/fuzz-page.ts';
import { type FuzzWorld, NAME } from '#server/test/fuzz/fuzz-world.ts';
import { isNothing, lackingIn, shown } from '#server/test/fuzz/lacking.ts';
import { ledgerFault } from '#server/test/fuzz/ledger-sum.ts';
import type { ClockRange } from '#shared/realtime/update-reader.ts';

/** A promise that did not hold: which, and where it was seen. */
export interface Broken {
  readonly promise: string;
  readonly detail: string;
}

/** What must hold at any moment: what is shown of others, or called saved, is stored. */
export function* brokenNow(world: FuzzWorld): Generator<Broken> {
  const { durable } = world.log;
  for (const error of world.serverErrors) {
    yield { promise: 'the server met no error', detail: String(error) };
  }
  for (const page of world.pages) {
    const lacking = lackingIn(durable, page.doc);
    const detail = `${page.label}: ${shown(lacking)}`;
    const isForeign = ({ client }: ClockRange) => !page.browser.clients.has(client);
    if (lacking.inserted.some(isForeign)) yield { promise: 'what is shown is stored', detail };
    if (page.provider.saveStatus.state !== 'saved') continue;
    if (!isNothing(lacking)) yield { promise: 'what is saved is stored', detail };
    const unread = lackingIn(durable, page.kept);
    if (!isNothing(unread)) {
      const words = `${page.label}: ${shown(unread)}`;
      yield { promise: 'what is saved is all that the browser kept', detail: words };
    }
    if (page.provider.unsentWords()) yield { promise: 'what is saved is sent', detail: page.label };
  }
}

/** What must hold once everything works and nothing is left to do: all have all. */
export async function brokenAtRest(world: FuzzWorld): Promise<Broken[]> {
  const loaded = await loadedDoc(world);
  const broken: Broken[] = [];
  const note = (promise: string, detail: string) => void broken.push({ promise, detail });
  if (loaded.store.pendingStructs || loaded.store.pendingDs)
    note('the log is whole', 'it has gaps');
  const lost = lackingIn(loaded, world.log.durable);
  if (!isNothing(lost)) note('what was stored stays', shown(lost));
  for (const page of world.pages) {
    const { state } = page.provider.saveStatus;
    if (state !== 'saved') note('all is saved in the end', `${page.label}: ${state}`);
    else if (!same(page.doc, loaded)) note('all pages are the same', difference(page, loaded));
    const unsent = lackingIn(loaded, page.browser.store.read());
    if (!isNothing(unsent)) note('what a browser keeps arrives', `${page.label}: ${shown(unsent)}`);
  }
  const fault = await ledgerFaultOf(world);
  if (fault) note('the ledger sums to the text', fault);
  return broken;
}

async function ledgerFaultOf({ log, pages }: FuzzWorld): Promise<string | null> {
  await log.noteRows();
  const browsers = new Set(pages.map(({ browser }) => browser));
  const owners = new Map([[SERVER_CLIENT, SERVER_ACCOUNT]]);
  for (const { account, clients } of browsers) {
    for (const client of clients) owners.set(client, account);
  }
  return ledgerFault({
    doc: log.durable,
    rows: log.ledger.values(),
    ownerOf: (client) => owners.get(client),
    erased: [...browsers].flatMap(({ account, erased }) =>
      erased.map((range) => ({ account, range })),
    ),
  });
}

/**
 * What Yjs and the binding of Lexical miss now and then, and no server can mend: each page sweeps
 * the marks of formats by itself, and not always the same; a block that one person changes while
 * another writes in it may not look the same on both screens.
 */
export async function missedAtRest(world: FuzzWorld): Promise<Broken[]> {
  const missed: Broken[] = [];
  const note = (promise: string, detail: string) => void missed.push({ promise, detail });
  for (const error of world.editorErrors) note('no editor fails', String(error));
  const loaded = await loadedDoc(world);
  const tree = await freshTree(loaded, world);
  const formatted = formattedContentOf(loaded);
  for (const { doc, hand, label } of world.pages) {
    const own = formattedContentOf(doc);
    if (own !== formatted) note('formats are the same', `${label}\n${own}\n${formatted}`);
    else if (hand && hand.tree() !== tree) {
      note('an editor shows what its document holds', `${label}\n${hand.tree()}\n${tree}`);
    }
  }
  return missed;
}

/** What an editor shows that opens the document now. */
async function freshTree(doc: Y.Doc, world: FuzzWorld): Promise<string> {
  const awareness = new Awareness(doc);
  const onError = (error: Error) => void world.editorErrors.push(error);
  const hand = new EditorHand({ doc, awareness, name: 'newcomer', onError });
  await world.settle();
  const tree = hand.tree();
  hand.release();
  awareness.destroy();
  return tree;
}

async function loadedDoc(world: FuzzWorld): Promise<Y.Doc> {
  const { snapshot, updates } = await world.log.direct().load(NAME);
  const doc = new Y.Doc();
  for (const update of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(doc, update);
  return doc;
}

const same = (one: Y.Doc, other: Y.Doc): boolean =>
  isNothing(lackingIn(one, other)) &&
  isNothing(lackingIn(other, one)) &&
  contentOf(one) === contentOf(other) &&
  !one.store.pendingStructs &&
  !one.store.pendingDs;

const difference = (page: FuzzPage, loaded: Y.Doc): string =>
  [
    `${page.label} has ${shown(lackingIn(loaded, page.doc))}`,
    `and lacks ${shown(lackingIn(page.doc, loaded))}`,
    contentOf(page.doc),
    contentOf(loaded),
  ].join('\n');
