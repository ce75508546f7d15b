import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ShapeList } from './shape-list.ts';

test('a list tells what another lacks, and comes back from its file as it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trame-shapes-'));
  const file = join(folder, 'list.json');
  const list = new ShapeList();
  list.add([
    { kind: 'filters', text: 'field {$lt}' },
    { kind: 'filters', text: '_id = value' },
    { kind: 'errors', text: 'insert write 11000' },
  ]);
  writeFileSync(file, list.toJson());
  const read = ShapeList.read(file);
  expect(read.toJson()).toBe(list.toJson());
  expect(read.missingFrom(list)).toEqual([]);
  list.add([{ kind: 'sorts', text: '(1)' }]);
  expect(list.missingFrom(read)).toEqual(['sorts: (1)']);
  read.addAll(list);
  expect(read.toJson()).toBe(list.toJson());
  rmSync(folder, { recursive: true });
});

test('a file with a kind that is none is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trame-shapes-'));
  const file = join(folder, 'list.json');
  writeFileSync(file, '{"filter": []}');
  expect(() => ShapeList.read(file)).toThrow();
  rmSync(folder, { recursive: true });
});
