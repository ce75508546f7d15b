import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TEXT, updatesByAuthor } from '#server/scripts/replay/author-updates.ts';
import { readTrace, type Trace } from '#server/scripts/replay/trace.ts';

const folder = mkdtempSync(join(tmpdir(), 'trame-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Uint8Array): string {
  const file = join(folder, 'trace.json');
  writeFileSync(file, content);
  return file;
}

function textOf(trace: Trace): string {
  const doc = new Y.Doc();
  for (const updates of updatesByAuthor(trace)) {
    for (const { update } of updates) Y.applyUpdate(doc, update);
  }
  return doc.getText(TEXT).toString();
}

const concurrent = (endContent: string, txns: Trace['txns']): Trace => ({
  endContent,
  numAgents: 2,
  txns,
});

describe('the updates of a trace', () => {
  it('compute each transaction on its ancestors alone', () => {
    const trace = concurrent('le ou la mer bleue', [
      { parents: [], agent: 0, patches: [[0, 0, 'la mer']] },
      { parents: [0], agent: 0, patches: [[6, 0, ' bleue']] },
      { parents: [0], agent: 1, patches: [[0, 0, 'le ou ']] },
      { parents: [1, 2], agent: 1, patches: [[18, 0, '']] },
    ]);
    expect(textOf(trace)).toBe(trace.endContent);
    const [, second] = updatesByAuthor(trace);
    expect(second?.map(({ needs }) => needs)).toEqual([
      [6, 0],
      [12, 6],
    ]);
  });

  it('count positions in code points', () => {
    const trace = concurrent('👩‍🌾 oui 🎈!', [
      { parents: [], agent: 0, patches: [[0, 0, '👩‍🌾🎈']] },
      { parents: [0], agent: 0, patches: [[3, 0, ' non ']] },
      { parents: [1], agent: 1, patches: [[4, 3, 'oui']] },
      { parents: [2], agent: 0, patches: [[9, 0, '!']] },
    ]);
    expect(textOf(trace)).toBe(trace.endContent);
  });

  it('refuse an author on two branches at once', () => {
    const trace = concurrent('', [
      { parents: [], agent: 0, patches: [[0, 0, 'a']] },
      { parents: [], agent: 0, patches: [[0, 0, 'b']] },
    ]);
    expect(() => updatesByAuthor(trace)).toThrow('agent 0 writes on two branches');
  });
});

describe('reading a trace', () => {
  it('takes the form of one author, compressed or not', () => {
    const single = JSON.stringify({
      startContent: 'oui',
      endContent: 'oui, non',
      txns: [{ time: '2021-04-19T06:06:58.219Z', patches: [[3, 0, ', non']] }],
    });
    for (const content of [single, gzipSync(single)]) {
      const trace = readTrace(fileOf(content));
      expect(trace.numAgents).toBe(1);
      expect(textOf(trace)).toBe(trace.endContent);
    }
  });

  it('says in one line that a file is none', () => {
    expect(() => readTrace(fileOf('{'))).toThrow(/is not JSON$/);
    expect(() => readTrace(fileOf('{"txns":[]}'))).toThrow(/is not a trace of edits$/);
  });
});
