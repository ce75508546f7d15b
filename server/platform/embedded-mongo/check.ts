import { join } from 'node:path';
import { decodeDocument } from './bson-decode.ts';
import type { Collection, Index } from './collection.ts';
import { indexEntries } from './index-keys.ts';
import { encodeKey } from './key-encoding.ts';
import { Storage } from './storage.ts';
import { FILE_NAME } from './worker-protocol.ts';

const PAGE = 1000;

function expectedEntries(collection: Collection, index: Index): Set<string> {
  const expected = new Set<string>();
  for (let last = -1; ; ) {
    const page = collection.pageOfRows(last, PAGE, false);
    for (const stored of page) {
      for (const { key } of indexEntries(decodeDocument(stored.bytes), index).entries) {
        expected.add(`${stored.row}:${key.toString('hex')}`);
      }
    }
    const end = page.at(-1);
    if (!end) return expected;
    last = end.row;
  }
}

function checkIndex(collection: Collection, index: Index): string[] {
  const place = `${collection.namespace} ${index.name}`;
  const missing = expectedEntries(collection, index);
  const problems: string[] = [];
  const keys = new Set<string>();
  for (const { key, row } of collection.allEntries(index)) {
    const hex = key.toString('hex');
    if (!missing.delete(`${row}:${hex}`)) problems.push(`${place}: an entry without its document`);
    if (index.unique && keys.has(hex)) problems.push(`${place}: a key twice in a unique index`);
    keys.add(hex);
  }
  if (missing.size > 0) problems.push(`${place}: ${missing.size} entries missing`);
  return problems;
}

function checkIds(collection: Collection): string[] {
  const problems: string[] = [];
  for (let last = -1; ; ) {
    const page = collection.pageOfRows(last, PAGE, false);
    for (const stored of page) {
      const id = encodeKey(decodeDocument(stored.bytes).get('_id'));
      if (collection.byId(id)?.row !== stored.row) {
        problems.push(`${collection.namespace}: a document that its _id does not find`);
      }
    }
    const end = page.at(-1);
    if (!end) return problems;
    last = end.row;
  }
}

/**
 * Compares every index of a stopped engine's folder with its documents. Answers what disagrees, in
 * words; nothing when all is well. Throws StoreUnavailable when the folder is in use or damaged.
 */
export function checkFolder(folder: string): string[] {
  const storage = new Storage(join(folder, FILE_NAME));
  try {
    return storage
      .collections()
      .flatMap((collection) => [
        ...checkIds(collection),
        ...collection.indexes.flatMap((index) => checkIndex(collection, index)),
      ]);
  } finally {
    storage.close();
  }
}
