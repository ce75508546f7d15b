import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { AppendOutcome, DocumentLog, LogEntry } from '#server/platform/collab/document-log.ts';
import { readUpdate } from '#shared/realtime/update-reader.ts';

/** What every `DocumentLog` must do; `create` gives one, and another name space each time. */
export function documentLogContractSuite(name: string, create: () => Promise<DocumentLog>): void {
  describe(`the document log in ${name}`, () => {
    it('gives nothing for a document that nobody wrote', async () => {
      const loaded = await (await create()).load('doc/a@1');
      expect(loaded).toEqual({ snapshot: null, updates: [], sequence: 0, claims: new Map() });
    });

    it('[CO6] gives back what it made durable, in order', async () => {
      const log = await create();
      const pen = new Pen('doc/a@1', 'anne');
      expect(await log.append([pen.write('un'), pen.write('deux')])).toEqual([
        { kind: 'durable', sequence: 1 },
        { kind: 'durable', sequence: 2 },
      ]);
      expect(await log.append([pen.write('trois')])).toEqual([{ kind: 'durable', sequence: 3 }]);
      const loaded = await log.load('doc/a@1');
      expect(loaded.updates).toHaveLength(3);
      expect(loaded.sequence).toBe(3);
      expect(textOf(loaded)).toBe('undeuxtrois');
    });

    it('[CO1] keeps sections and epochs apart', async () => {
      const log = await create();
      await log.append([
        new Pen('doc/a@1', 'anne').write('a1'),
        new Pen('doc/a@2', 'anne').write('a2'),
        new Pen('doc', 'anne').write('plain'),
      ]);
      const texts = [];
      for (const one of ['doc/a@1', 'doc/a@2', 'doc', 'doc/b@1']) {
        texts.push(textOf(await log.load(one)));
      }
      expect(texts).toEqual(['a1', 'a2', 'plain', '']);
    });

    it('[CO15] stores an entry once, however often it is appended', async () => {
      const log = await create();
      const pen = new Pen('doc/a@1', 'anne');
      const [first, second] = [pen.write('un'), pen.write('deux')];
      await log.append([first]);
      const [one, two] = [1, 2].map((sequence) => ({ kind: 'durable', sequence }));
      expect(await log.append([first, second])).toEqual([one, two]);
      expect(await log.append([second, first])).toEqual([two, one]);
      const loaded = await log.load('doc/a@1');
      expect(loaded.updates).toHaveLength(2);
      expect(textOf(loaded)).toBe('undeux');
    });

    it('[CO9] gives a clientID to the first account, over all sections of a document', async () => {
      const log = await create();
      const anne = new Pen('doc/a@1', 'anne', 7);
      const other = new Pen('doc/b@1', 'bruno', 7);
      const elsewhere = new Pen('other/a@1', 'bruno', 7);
      expect(kindsOf(await log.append([anne.write('Anne')]))).toEqual(['durable']);
      const entries = [other.write('x'), elsewhere.write('y'), anne.write('!')];
      expect(kindsOf(await log.append(entries))).toEqual(['foreign_client', 'durable', 'durable']);
      expect(textOf(await log.load('doc/b@1'))).toBe('');
      expect((await log.load('doc/b@1')).claims).toEqual(new Map([[7, 'anne']]));
    });

    it('[CO9] lets one of two claims in one commit win', async () => {
      const log = await create();
      const entries = [new Pen('doc/a@1', 'anne', 7), new Pen('doc/b@1', 'bruno', 7)];
      const outcomes = await log.append(entries.map((pen) => pen.write('x')));
      expect(kindsOf(outcomes)).toEqual(['durable', 'foreign_client']);
    });

    it('[CO31] tells what came after a number, of each name that has something newer', async () => {
      const log = await create();
      const pen = new Pen('doc/a@1', 'anne');
      const other = new Pen('doc/b@1', 'bruno');
      await log.append([pen.write('un'), other.write('x'), pen.write('deux'), pen.write('trois')]);
      const newer = await log.readNewer(
        new Map([
          ['doc/a@1', 1],
          ['doc/b@1', 1],
          ['doc/c@1', 0],
        ]),
      );
      expect([...newer.keys()]).toEqual(['doc/a@1']);
      const { snapshot, rows = [] } = newer.get('doc/a@1') ?? {};
      expect(snapshot).toBeNull();
      expect(rows.map(({ sequence, account }) => [sequence, account])).toEqual([
        [2, 'anne'],
        [3, 'anne'],
      ]);
    });

    it('[CO31] gives the snapshot to who is behind it', async () => {
      const log = await create();
      const pen = new Pen('doc/a@1', 'anne');
      await log.append([pen.write('un'), pen.write('deux')]);
      await log.compact('doc/a@1');
      await log.append([pen.write('trois')]);
      const { snapshot, rows = [] } =
        (await log.readNewer(new Map([['doc/a@1', 1]]))).get('doc/a@1') ?? {};
      expect(snapshot?.sequence).toBe(2);
      expect(rows.map(({ sequence }) => sequence)).toEqual([3]);
      const updates = rows.map(({ update }) => update);
      expect(textOf({ snapshot: snapshot?.state ?? null, updates })).toBe('undeuxtrois');
      const later = (await log.readNewer(new Map([['doc/a@1', 2]]))).get('doc/a@1');
      expect(later).toMatchObject({ snapshot: null, rows: [{ sequence: 3 }] });
    });

    it('[CO16] says the same before and after compaction, which may be repeated', async () => {
      const log = await create();
      const pen = new Pen('doc/a@1', 'anne');
      await log.compact('doc/a@1');
      await log.append([pen.write('un'), pen.write('deux')]);
      await Promise.all([log.compact('doc/a@1'), log.compact('doc/a@1')]);
      await log.compact('doc/a@1');
      const compacted = await log.load('doc/a@1');
      expect(compacted.snapshot).not.toBeNull();
      expect(compacted.updates).toHaveLength(0);
      expect(compacted.sequence).toBe(2);
      await log.append([pen.write('trois')]);
      const loaded = await log.load('doc/a@1');
      expect(loaded.updates).toHaveLength(1);
      expect(loaded.sequence).toBe(3);
      expect(textOf(loaded)).toBe('undeuxtrois');
      expect(loaded.claims).toEqual(new Map([[pen.client, 'anne']]));
    });

    it('[CO43] says who inserted and deleted what, before, between and after compactions', async () => {
      const log = await create();
      const anne = new Pen('doc/a@1', 'anne', 7);
      const again = new Pen('doc/a@1', 'anne', 8);
      const bruno = new Pen('doc/a@1', 'bruno', 9);
      expect(await log.authors('doc/a@1')).toEqual([]);
      await log.append([anne.write('un'), bruno.write('x'), anne.write('deux')]);
      const deleting = { ...bruno.write('yz'), deleted: [{ client: 7, from: 1, to: 3 }] };
      await Promise.all([log.compact('doc/a@1'), log.compact('doc/a@1')]);
      await log.append([deleting, again.write('!')]);
      const expected = [
        {
          account: 'anne',
          inserted: [
            { client: 7, from: 0, to: 6 },
            { client: 8, from: 0, to: 1 },
          ],
          deleted: [],
        },
        {
          account: 'bruno',
          inserted: [{ client: 9, from: 0, to: 3 }],
          deleted: [{ client: 7, from: 1, to: 3 }],
        },
      ];
      const sorted = async () =>
        (await log.authors('doc/a@1')).toSorted((a, b) => (a.account < b.account ? -1 : 1));
      expect(await sorted()).toEqual(expected);
      await log.compact('doc/a@1');
      expect(await sorted()).toEqual(expected);
      expect((await log.load('doc/a@1')).updates).toEqual([]);
    });

    it('[CO42] forgets names, and nothing else', async () => {
      const log = await create();
      const pens = ['doc/a@0', 'doc/a@1', 'doc/a@2', 'doc/b@0'].map(
        (name) => new Pen(name, 'anne'),
      );
      await log.append(pens.map((pen) => pen.write('x')));
      await log.compact('doc/a@0');
      await log.forget(['doc/a@0', 'doc/a@1', 'doc/a@9']);
      await log.forget(['doc/a@0']);
      const texts = [];
      for (const one of ['doc/a@0', 'doc/a@1', 'doc/a@2', 'doc/b@0']) {
        texts.push(textOf(await log.load(one)));
      }
      expect(texts).toEqual(['', '', 'x', 'x']);
      expect(await log.authors('doc/a@0')).toEqual([]);
      expect((await log.load('doc/a@0')).claims.size).toBe(4);
    });

    it('[CO16] loses nothing when it compacts while others write and read', async () => {
      const log = await create();
      const pen = new Pen('doc/a@1', 'anne');
      for (let round = 0; round < 5; round += 1) {
        const work = [log.append([pen.write('x'), pen.write('x')]), log.compact('doc/a@1')];
        const during = await log.load('doc/a@1');
        expect(textOf(during).length).toBeGreaterThanOrEqual(round * 2);
        await Promise.all(work);
      }
      expect(textOf(await log.load('doc/a@1'))).toBe('x'.repeat(10));
    });
  });
}

/** Writes a text at its end, one entry each time. */
export class Pen {
  readonly client: number;
  readonly #doc = new Y.Doc();
  readonly #name: string;
  readonly #account: string;

  constructor(name: string, account: string, client = randomBytes(4).readUInt32LE()) {
    this.#name = name;
    this.#account = account;
    this.client = client;
    this.#doc.clientID = client;
  }

  write(text: string): LogEntry {
    const before = Y.encodeStateVector(this.#doc);
    const shared = this.#doc.getText('t');
    shared.insert(shared.length, text);
    const update = Y.encodeStateAsUpdate(this.#doc, before);
    const { inserted, deleted } = readUpdate(update);
    const key = randomBytes(12).toString('hex');
    return { key, name: this.#name, update, account: this.#account, inserted, deleted, at: 0 };
  }
}

const kindsOf = (outcomes: readonly AppendOutcome[]): string[] => outcomes.map(({ kind }) => kind);

function textOf(loaded: { snapshot: Uint8Array | null; updates: readonly Uint8Array[] }): string {
  const doc = new Y.Doc();
  if (loaded.snapshot) Y.applyUpdate(doc, loaded.snapshot);
  for (const update of loaded.updates) Y.applyUpdate(doc, update);
  return doc.getText('t').toString();
}
