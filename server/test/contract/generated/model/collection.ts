import { type Filter, matches } from './filter.ts';
import { keysOf, type Ordered, sorted } from './keys.ts';
import { equalValues } from './order.ts';
import { locate, write } from './places.ts';
import { type Update, updated } from './update.ts';
import {
  copyOf,
  copyOfFields,
  decided,
  type Fields,
  type Maybe,
  Refusal,
  Unspecified,
  type Value,
} from './values.ts';

export interface IndexModel {
  readonly fields: readonly Ordered[];
  readonly unique: boolean;
}

/** How a document is told to be the same as before: by its bytes, types and order of fields included. */
type Bytes = (document: Fields) => Buffer;

const sameKey = (left: readonly Maybe[], right: readonly Maybe[]): boolean =>
  left.every((value, at) => equalValues(value, right[at]));

const idOf = (document: Fields): Maybe => document.get('_id');

/** `_id` first, then the others in their order. */
function withId(document: Fields, id: Value): Fields {
  const others = [...document].filter(([name]) => name !== '_id');
  return new Map([['_id', id], ...others]);
}

/** A collection as the manual describes it: documents in the order of insertion, and its indexes. */
export class ModelCollection {
  documents: Fields[] = [];
  readonly #indexes: IndexModel[] = [{ fields: [['_id', 1]], unique: true }];
  readonly #bytes: Bytes;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  /** Refuses 11000 when documents share a key of a unique index, 171 for arrays side by side. */
  createIndex(index: IndexModel): void {
    this.documents.forEach((document, at) => {
      this.#refuse(document, this.documents.slice(0, at), index);
    });
    this.#indexes.push(index);
  }

  #refuse(document: Fields, others: readonly Fields[], index: IndexModel): void {
    const paths = index.fields.map(([path]) => path);
    const keys = keysOf(document, paths);
    if (!index.unique) return;
    const taken = others.flatMap((other) => keysOf(other, paths));
    if (keys.some((key) => taken.some((other) => sameKey(key, other)))) {
      throw new Refusal(11000, 'a key is taken');
    }
  }

  #check(document: Fields, others: readonly Fields[]): void {
    const refusals = this.#indexes.flatMap((index) => {
      const refusal = decided(() => this.#refuse(document, others, index));
      return refusal instanceof Refusal ? [refusal] : [];
    });
    const [first] = refusals;
    if (!first) return;
    if (refusals.some(({ code }) => code !== first.code)) {
      throw new Unspecified('which of several indexes is asked first');
    }
    throw first;
  }

  insert(document: Fields): void {
    this.#check(document, this.documents);
    this.documents = [...this.documents, copyOfFields(document)];
  }

  find(filter: Filter): Fields[] {
    return this.documents.filter((document) => matches(document, filter));
  }

  /** The first in the order asked for, which must leave no doubt where it matters. */
  first(filter: Filter, order: readonly Ordered[]): Fields | null {
    return sorted(this.find(filter), order)[0] ?? null;
  }

  remove(document: Fields): void {
    this.documents = this.documents.filter((other) => other !== document);
  }

  /** Puts a new document in the place of one; true when its bytes differ. Refuses 66, 11000, 171. */
  replace(document: Fields, next: Fields): boolean {
    if (!equalValues(idOf(document), idOf(next))) throw new Refusal(66, '_id cannot change');
    const others = this.documents.filter((other) => other !== document);
    this.#check(next, others);
    this.documents = this.documents.map((other) => (other === document ? next : other));
    return !this.#bytes(document).equals(this.#bytes(next));
  }

  update(document: Fields, update: Update): boolean {
    return this.replace(document, updated(document, update, false));
  }

  /** All or none: where one of several would be refused, which ones changed before is not said. */
  updateAll(documents: readonly Fields[], update: Update): number {
    return documents.filter((document) => this.update(document, update)).length;
  }

  /** Replaces everything but `_id`. */
  replaceWith(document: Fields, replacement: Fields): boolean {
    const id = replacement.get('_id') ?? idOf(document) ?? null;
    const kept = equalValues(id, idOf(document)) ? (idOf(document) ?? null) : id;
    return this.replace(document, withId(copyOfFields(replacement), kept));
  }

  /** Inserts what the equalities of the query and the update give; `id` where they name none. */
  upsert(equalities: readonly (readonly [string, Value])[], update: Update, id: Value): Fields {
    const seed: Fields = new Map();
    for (const [path, value] of equalities) write(locate(seed, path.split('.')), copyOf(value));
    const made = updated(seed, update, true);
    const document = withId(made, made.get('_id') ?? id);
    if (seed.has('_id') && !equalValues(idOf(seed), idOf(document))) throw new Refusal(66, '_id');
    this.insert(document);
    return document;
  }
}
