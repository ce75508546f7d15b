import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { MalformedBytesError } from '#shared/realtime/byte-reader.ts';
import { type ClockRange, readUpdate } from '#shared/realtime/update-reader.ts';

const anyValue = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 5 }),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3, noNullPrototype: true }),
);
type Step = (doc: Y.Doc) => void;
const at = (length: number, position: number) => (length === 0 ? 0 : position % (length + 1));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.nat(50), fc.string({ minLength: 1, maxLength: 9, unit: 'grapheme' })).map(
    ([position, text]): Step =>
      (doc) =>
        doc.getText('t').insert(at(doc.getText('t').length, position), text),
  ),
  fc.tuple(fc.nat(50), fc.nat(9)).map(
    ([position, length]): Step =>
      (doc) => {
        const text = doc.getText('t');
        const start = at(text.length, position);
        text.delete(start, Math.min(length, text.length - start));
      },
  ),
  fc.tuple(fc.nat(50), fc.nat(9)).map(
    ([position, length]): Step =>
      (doc) => {
        const text = doc.getText('t');
        const start = at(text.length, position);
        text.format(start, Math.min(length, text.length - start), { bold: true });
      },
  ),
  fc.tuple(fc.string(), anyValue).map(
    ([key, value]): Step =>
      (doc) => {
        doc.getMap('m').set(key, value);
      },
  ),
  fc.array(anyValue, { minLength: 1, maxLength: 3 }).map(
    (values): Step =>
      (doc) => {
        doc.getArray('a').push(values);
      },
  ),
  fc.string().map(
    (name): Step =>
      (doc) => {
        const element = new Y.XmlElement(name);
        element.setAttribute('dir', 'ltr');
        doc.getXmlFragment('x').push([element, new Y.XmlText('x')]);
        doc.getMap('m').set('hook', new Y.XmlHook('h'));
      },
  ),
  fc.constant<Step>((doc) => doc.getText('t').insertEmbed(0, { image: 'a' })),
  fc.constant<Step>((doc) => {
    if (doc.getArray('a').length > 0) doc.getArray('a').delete(0, 1);
  }),
);
const script = fc.array(fc.tuple(fc.nat(2), step), { minLength: 1, maxLength: 25 });

/** Plays a script over three documents that meet now and then; gives every update they made. */
function play(steps: readonly [number, Step][]): Uint8Array[] {
  const docs = [1, 2, 3].map((id) => {
    const doc = new Y.Doc();
    doc.clientID = id * 1000;
    return doc;
  });
  const updates: Uint8Array[] = [];
  for (const doc of docs) doc.on('update', (update, origin) => origin || updates.push(update));
  for (const [index, [who, act]] of steps.entries()) {
    const doc = docs[who];
    if (doc) act(doc);
    if (index % 5 === 4) meet(docs);
  }
  return [...updates, ...docs.map((doc) => Y.encodeStateAsUpdate(doc))];
}

function meet(docs: readonly Y.Doc[]): void {
  for (const from of docs) {
    for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from), 'meeting');
  }
}

/** What Yjs itself reads in an update. */
function expected(update: Uint8Array): { inserted: ClockRange[]; deleted: ClockRange[] } {
  const { structs, ds } = Y.decodeUpdate(update);
  const inserted: ClockRange[] = [];
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const last = inserted.at(-1);
    const range = { client, from: clock, to: clock + struct.length };
    if (last && last.client === client && last.to === clock) {
      inserted[inserted.length - 1] = { ...range, from: last.from };
    } else inserted.push(range);
  }
  const deleted = [...ds.clients].flatMap(([client, items]) =>
    items.map(({ clock, len }) => ({ client, from: clock, to: clock + len })),
  );
  return { inserted, deleted };
}

describe('the reader of updates', () => {
  it('[CO5] reads what Yjs writes as Yjs reads it', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const updates = play(steps);
        for (const update of [...updates, Y.mergeUpdates(updates.slice(1))]) {
          const { inserted, deleted } = readUpdate(update);
          expect({ inserted, deleted }).toEqual(expected(update));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[CO5] refuses changed bytes with its own error, or reads what Yjs can integrate', () => {
    const change = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(script, change, fc.nat(), (steps, changes, pick) => {
        const updates = play(steps);
        const update = Uint8Array.from(updates[pick % updates.length] ?? []);
        for (const [position, value] of changes) update[position % update.length] = value;
        if (!isReadable(update)) return;
        const doc = new Y.Doc();
        for (const before of updates.slice(0, pick % updates.length)) Y.applyUpdate(doc, before);
        Y.applyUpdate(doc, update);
        Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(doc));
      }),
      { numRuns: 1500 },
    );
  });

  it('[CO5] refuses every truncation and every trailing byte', () => {
    const [update = new Uint8Array()] = play([[0, (doc) => doc.getText('t').insert(0, 'Été')]]);
    for (let length = 0; length < update.length; length += 1) {
      expect(isReadable(update.subarray(0, length))).toBe(false);
    }
    expect(isReadable(Uint8Array.of(...update, 0))).toBe(false);
  });

  it('[CO5] refuses format V2', () => {
    const doc = new Y.Doc();
    doc.getMap('m').set('key', 'value');
    doc.getText('t').insert(0, 'text');
    expect(isReadable(Y.encodeStateAsUpdateV2(doc))).toBe(false);
    expect(isReadable(Y.encodeStateAsUpdateV2(new Y.Doc()))).toBe(false);
  });

  it('[CO5] refuses sub-documents', () => {
    const doc = new Y.Doc();
    doc.getMap('m').set('sub', new Y.Doc());
    expect(isReadable(Y.encodeStateAsUpdate(doc))).toBe(false);
  });

  const giant = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
  it.each([
    ['a giant count of clients', [...giant, 0]],
    ['a giant count of structs', [1, ...giant, 1, 0]],
    ['a giant collected run', [1, 1, 1, 0, 0, ...giant, 0]],
    ['a giant deleted run', [1, 1, 1, 0, 1, 1, 1, 0x74, ...giant, 0]],
    ['a giant string', [1, 1, 1, 0, 4, 1, 1, 0x74, ...giant, 0]],
    ['a giant count of values', [1, 1, 1, 0, 8, 1, 1, 0x74, ...giant, 0]],
    ['a giant deletion', [0, 1, 1, 1, 0, ...giant]],
    ['a run of nothing', [1, 1, 1, 0, 0, 0, 0]],
    ['a text of nothing', [1, 1, 1, 0, 4, 1, 1, 0x74, 0, 0]],
    ['a client named twice', [2, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0]],
    ['unknown content', [1, 1, 1, 0, 11, 1, 1, 0x74, 0, 0]],
    ['an item that leans on itself', [1, 1, 1, 0, 0x84, 1, 0, 1, 0x61, 0]],
  ])('[CO5] refuses %s', (_what, bytes) => {
    expect(() => readUpdate(Uint8Array.from(bytes))).toThrow(MalformedBytesError);
  });

  it('[CO5] refuses values too deep to be written again', () => {
    const deep = (depth: number) => [
      ...[1, 1, 1, 0, 8, 1, 1, 0x74, 1],
      ...Array.from({ length: depth }, () => [117, 1]).flat(),
      ...[126, 0],
    ];
    expect(isReadable(Uint8Array.from(deep(50)))).toBe(true);
    expect(isReadable(Uint8Array.from(deep(5000)))).toBe(false);
  });

  it('[CO9] knows an update without content', () => {
    expect(readUpdate(Y.encodeStateAsUpdate(new Y.Doc())).isEmpty).toBe(true);
  });
});

function isReadable(update: Uint8Array): boolean {
  try {
    readUpdate(update);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedBytesError);
    return false;
  }
}
