import { describe, expect, it } from 'vitest';
import { Ledger } from '#server/test/crash/ledger.ts';
import { type SealedDocument, sealed } from '#server/test/crash/sealed-document.ts';

const document = (id: string, version: number): SealedDocument =>
  sealed({ _id: id, writer: 0, version, left: version, right: version, tags: ['a'], body: 'x' });

const store = (...documents: SealedDocument[]) =>
  new Map(documents.map((each) => [each._id, each]));

function written(...documents: SealedDocument[]): Ledger {
  const ledger = new Ledger();
  ask(ledger, ...documents);
  ledger.settle(documents.map(({ _id }) => _id));
  return ledger;
}

const ask = (ledger: Ledger, ...documents: SealedDocument[]) =>
  ledger.ask(new Map(documents.map(({ _id, seal }) => [_id, seal])));

describe('the ledger of a crash test', () => {
  it('finds nothing wrong with what was acknowledged', () => {
    const ledger = written(document('a', 1), document('b', 1));
    expect(ledger.judge(store(document('a', 1), document('b', 1)))).toEqual({ lost: [], torn: [] });
    expect(ledger.acknowledged).toBe(2);
  });

  it('reports an insert, an update and a removal that are lost', () => {
    expect(written(document('a', 1)).judge(store()).lost).toHaveLength(1);
    const updated = written(document('a', 1));
    ask(updated, document('a', 2));
    updated.settle(['a']);
    expect(updated.judge(store(document('a', 1))).lost).toHaveLength(1);
    const removed = written(document('a', 1));
    removed.ask(new Map([['a', null]]));
    removed.settle(['a']);
    expect(removed.judge(store(document('a', 1))).lost).toHaveLength(1);
  });

  it('takes what was not answered either way, and holds the store to what it found', () => {
    for (const found of [store(document('a', 1)), store(document('a', 2))]) {
      const ledger = written(document('a', 1));
      ask(ledger, document('a', 2));
      expect(ledger.judge(found).lost).toEqual([]);
      expect(ledger.judge(store()).lost).toHaveLength(1);
    }
  });

  it('reports half a document and what nobody wrote', () => {
    const half = { ...document('a', 1), right: 2 };
    const mixed = { ...document('b', 1), body: 'y' };
    const ledger = written(document('a', 1), document('b', 1));
    expect(ledger.judge(store(half, mixed)).torn).toHaveLength(2);
    expect(new Ledger().judge(store(document('a', 1))).lost).toHaveLength(1);
  });

  it('reports a hole in an ordered batch, and takes its beginning', () => {
    const batch = [document('a', 1), document('b', 1), document('c', 1)] as const;
    const [first, , last] = batch;
    const asked = () => {
      const ledger = new Ledger();
      ask(ledger, ...batch);
      return ledger;
    };
    expect(asked().judge(store(first)).lost).toEqual([]);
    expect(asked().judge(store(...batch)).lost).toEqual([]);
    expect(asked().judge(store(first, last)).lost).toHaveLength(1);
    expect(asked().judge(store(last)).lost).toHaveLength(1);
  });
});
