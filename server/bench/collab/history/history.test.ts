import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { typedHistory } from '#server/bench/collab/history/typed-history.ts';
import { readUpdates, writeUpdates } from '#server/bench/collab/history/update-file.ts';
import { TEXT } from '#server/bench/collab/wire/typing.ts';

const EDITS = 2_000;

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText(TEXT).toString();
}

it('types the same history each time, one update a keystroke', () => {
  const { updates, state, clock } = typedHistory(EDITS);
  expect(updates).toHaveLength(EDITS);
  expect(clock).toBeLessThan(EDITS);
  expect(textOf(updates)).toBe(textOf([state]));
  expect(typedHistory(EDITS).state).toEqual(state);
});

it('keeps updates in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trame-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'updates');
  const { updates } = typedHistory(EDITS);
  writeUpdates(file, updates);
  expect(readUpdates(file).map((update) => [...update])).toEqual(updates.map((one) => [...one]));
});
