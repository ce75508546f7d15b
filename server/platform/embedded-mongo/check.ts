import { join } from 'node:path';
import { decodeDocument } from './bson-decode.ts';
import type { Collection, Index } from './collection.ts';
import { indexEntries } from './index-keys.ts';
import { encodeKey } from './key-encoding.ts';
import { Storage } from './storage.ts';
import type { Document } from './values.ts';
import { FILE_NAME } from './worker-protocol.ts';

const PAGE = 1000;
/** Problems told in words; those beyond are counted. */
const MOST_PROBLEMS = 100;

/** What a check went through, and what disagrees, in words. */
export interface CheckReport {
  readonly collections: number;
  readonly documents: number;
  readonly indexes: number;
  readonly entries: number;
  readonly problems: readonly string[];
}

class Findings {
  documents = 0;
  entries = 0;
  #more = 0;
  readonly #told: string[] = [];

  add(problem: string): void {
    if (this.#told.length < MOST_PROBLEMS) this.#told.push(problem);
    else this.#more += 1;
  }

  get problems(): string[] {
    return this.#more > 0 ? [...this.#told, `and ${this.#more} more`] : this.#told;
  }
}

/** Counts the entries of one index that its documents ask for and that are there. */
class IndexCheck {
  readonly #collection: Collection;
  readonly #index: Index;
  #found = 0;
  #missing = 0;
  /** Documents with arrays of which the catalog does not know: plans would find them twice. */
  #unknownArrays = 0;

  constructor(collection: Collection, index: Index) {
    this.#collection = collection;
    this.#index = index;
  }

  look(row: number, document: Document): void {
    const { entries, arrays } = indexEntries(document, this.#index);
    for (const { key } of entries) {
      if (this.#collection.hasEntry(this.#index, key, row)) this.#found += 1;
      else this.#missing += 1;
    }
    if ((arrays & ~this.#index.arrays) !== 0) this.#unknownArrays += 1;
  }

  /** An entry that no document asks for is one too many: each was found at most once. */
  tell(findings: Findings): void {
    const place = `${this.#collection.namespace} ${this.#index.name}`;
    const total = this.#collection.countEntries(this.#index);
    findings.entries += total;
    if (this.#missing > 0) findings.add(`${place}: ${this.#missing} entries missing`);
    if (this.#unknownArrays > 0) {
      findings.add(`${place}: ${this.#unknownArrays} documents with unknown arrays`);
    }
    if (total > this.#found) {
      findings.add(`${place}: ${total - this.#found} entries without their document`);
    }
    const twice = this.#index.unique ? this.#collection.countRepeatedKeys(this.#index) : 0;
    if (twice > 0) findings.add(`${place}: ${twice} keys twice in a unique index`);
  }
}

function readStored(collection: Collection, bytes: Buffer, findings: Findings): Document | null {
  try {
    return decodeDocument(bytes);
  } catch {
    findings.add(`${collection.namespace}: a document that is not BSON`);
    return null;
  }
}

function checkCollection(
  collection: Collection,
  findings: Findings,
  onDocuments: (count: number) => void,
): void {
  const checks = collection.indexes.map((index) => new IndexCheck(collection, index));
  for (let last = -1; ; ) {
    const page = collection.pageOfRows(last, PAGE, false);
    for (const { row, bytes } of page) {
      const document = readStored(collection, bytes, findings);
      if (!document) continue;
      if (collection.byId(encodeKey(document.get('_id')))?.row !== row) {
        findings.add(`${collection.namespace}: a document that its _id does not find`);
      }
      for (const check of checks) check.look(row, document);
    }
    const end = page.at(-1);
    if (!end) break;
    findings.documents += page.length;
    onDocuments(page.length);
    last = end.row;
  }
  for (const check of checks) check.tell(findings);
}

/**
 * Compares every index of a stopped engine's folder with its documents, and has SQLite check its own
 * trees. Memory does not grow with the store. Throws StoreUnavailable when the folder is in use or damaged.
 */
export function inspectFolder(
  folder: string,
  onDocuments: (count: number) => void = () => {},
): CheckReport {
  const storage = new Storage(join(folder, FILE_NAME));
  try {
    const findings = new Findings();
    const damage = storage.damage();
    if (damage) findings.add(`the database file is damaged: ${damage}`);
    // Where SQLite's own trees are damaged, what they would answer means nothing.
    const collections = damage ? [] : storage.collections();
    for (const collection of collections) checkCollection(collection, findings, onDocuments);
    return {
      collections: collections.length,
      documents: findings.documents,
      indexes: collections.reduce((sum, { indexes }) => sum + 1 + indexes.length, 0),
      entries: findings.documents + findings.entries,
      problems: findings.problems,
    };
  } finally {
    storage.close();
  }
}

/** What disagrees in a stopped engine's folder, in words; nothing when all is well. */
export const checkFolder = (folder: string): string[] => [...inspectFolder(folder).problems];
