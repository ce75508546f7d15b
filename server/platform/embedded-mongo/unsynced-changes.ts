interface Changes {
  /** Rows written, by collection. */
  readonly rows: Map<number, Set<number>>;
  /** Collections that lost documents. */
  readonly shrunk: Set<number>;
  catalog: boolean;
}

const noChanges = (): Changes => ({ rows: new Map(), shrunk: new Set(), catalog: false });

const isEmpty = ({ rows, shrunk, catalog }: Changes): boolean =>
  rows.size === 0 && shrunk.size === 0 && !catalog;

function mayHaveChanged(changes: Changes, collection: number, row: number | null): boolean {
  if (changes.catalog) return true;
  if (row === null) return changes.shrunk.has(collection);
  return changes.rows.get(collection)?.has(row) ?? false;
}

/**
 * What was changed and is not on the disk yet. An answer that holds none of it can be given at once; one
 * that is taken for changed without being so only waits for a sync.
 */
export class UnsyncedChanges {
  #syncing = noChanges();
  #since = noChanges();

  wrote(collection: number, row: number): void {
    const rows = this.#since.rows.get(collection);
    if (rows) rows.add(row);
    else this.#since.rows.set(collection, new Set([row]));
  }

  removed(collection: number): void {
    this.#since.shrunk.add(collection);
  }

  changedCatalog(): void {
    this.#since.catalog = true;
  }

  /** A sync begins, of all that was changed until now. */
  syncBegins(): void {
    this.#syncing = this.#since;
    this.#since = noChanges();
  }

  syncEnded(): void {
    this.#syncing = noChanges();
  }

  get none(): boolean {
    return isEmpty(this.#since) && isEmpty(this.#syncing);
  }

  /** Whether a document at a row, or null for one that is not there, may still be lost or come back. */
  has(collection: number, row: number | null): boolean {
    return (
      mayHaveChanged(this.#since, collection, row) || mayHaveChanged(this.#syncing, collection, row)
    );
  }
}
