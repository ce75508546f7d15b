import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { SERVER_ACCOUNT, SERVER_CLIENT } from '#server/features/documents/first-content.collab.ts';
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
    const kept = new Y.Doc();
    for (const update of page.browser.store.updates) Y.applyUpdate(kept, update);
    const unsent = lackingIn(loaded, kept);
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

/** What the editors show. They are Lexical's binding as much as our work: told apart from the rest. */
export async function brokenOnScreen(world: FuzzWorld): Promise<Broken[]> {
  const broken = world.editorErrors.map((error): Broken => {
    return {
      promise: 'no editor fails',
      detail: error instanceof Error ? (error.stack ?? '') : '',
    };
  });
  const loaded = await loadedDoc(world);
  const awareness = new Awareness(loaded);
  const fresh = new EditorHand({
    doc: loaded,
    awareness,
    name: 'newcomer',
    onError: (error) => {
      throw error;
    },
  });
  await world.settle();
  const expected = JSON.stringify(fresh.tree());
  for (const page of world.pages) {
    if (!page.hand || JSON.stringify(page.hand.tree()) === expected) continue;
    const detail = `${page.label}\n${JSON.stringify(page.hand.tree())}\n${expected}`;
    broken.push({ promise: 'an editor shows what the document holds', detail });
  }
  fresh.release();
  awareness.destroy();
  return broken;
}

export async function loadedDoc(world: FuzzWorld): Promise<Y.Doc> {
  const { snapshot, updates } = await world.log.direct().load(NAME);
  const doc = new Y.Doc();
  for (const update of snapshot ? [snapshot, ...updates] : updates) Y.applyUpdate(doc, update);
  return doc;
}

const same = (one: Y.Doc, other: Y.Doc): boolean =>
  isNothing(lackingIn(one, other)) &&
  isNothing(lackingIn(other, one)) &&
  JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other)) &&
  !one.store.pendingStructs;

const contentOf = (doc: Y.Doc): unknown => [
  doc.getText('text').toDelta(),
  sorted(doc.getMap('map').toJSON()),
  doc.getArray('list').toJSON(),
  doc.get('root-v2', Y.XmlElement).toString(),
];

const sorted = (record: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));

const difference = (page: FuzzPage, loaded: Y.Doc): string =>
  [
    `${page.label} has ${shown(lackingIn(loaded, page.doc))}`,
    `and lacks ${shown(lackingIn(page.doc, loaded))}`,
    JSON.stringify(contentOf(page.doc)),
    JSON.stringify(contentOf(loaded)),
  ].join('\n');
