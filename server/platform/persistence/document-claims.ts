import type { Collection, Db } from 'mongodb';
import { documentOf, type LogEntry } from '#server/platform/collab/document-log.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';

interface ClaimRow {
  document: string;
  client: number;
  account: string;
  at: Date;
}

interface Claim {
  readonly document: string;
  readonly client: number;
  readonly account: string;
}

const MAX_CONFIRMED = 50_000;

/** Which account each clientID of a document belongs to. The first to write with it has it. */
export class DocumentClaims {
  readonly #rows: Collection<ClaimRow>;
  /** Owners as the store has them; they never change, so this may forget but not err. */
  readonly #confirmed = new Map<string, string>();

  constructor(database: Db) {
    this.#rows = database.collection('document_clients');
  }

  async prepare(): Promise<void> {
    await this.#rows.createIndex({ document: 1, client: 1 }, { unique: true });
  }

  async of(document: string): Promise<Map<number, string>> {
    const rows = await this.#rows.find({ document }).toArray();
    return new Map(rows.map(({ client, account }) => [client, account]));
  }

  /** Claims what the entries write with; returns those that write with another's clientID. */
  async claim(entries: readonly LogEntry[]): Promise<Set<LogEntry>> {
    if (this.#confirmed.size > MAX_CONFIRMED) this.#confirmed.clear();
    const unknown = new Map<string, Claim>();
    for (const entry of entries) {
      for (const claim of claimsOf(entry)) {
        const key = keyOf(claim);
        if (!this.#confirmed.has(key) && !unknown.has(key)) unknown.set(key, claim);
      }
    }
    if (unknown.size > 0) await this.#store([...unknown.values()]);
    const foreign = entries.filter((entry) =>
      claimsOf(entry).some((claim) => this.#confirmed.get(keyOf(claim)) !== claim.account),
    );
    return new Set(foreign);
  }

  async #store(claims: readonly Claim[]): Promise<void> {
    const at = new Date();
    const rows = claims.map((claim) => ({ ...claim, at }));
    try {
      await this.#rows.insertMany(rows, { ordered: false });
      for (const claim of claims) this.#confirmed.set(keyOf(claim), claim.account);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.#readBack(claims);
    }
  }

  /** Some were claimed before: the store says by whom. */
  async #readBack(claims: readonly Claim[]): Promise<void> {
    for (const [document, own] of Map.groupBy(claims, (claim) => claim.document)) {
      const clients = own.map(({ client }) => client);
      const rows = await this.#rows.find({ document, client: { $in: clients } }).toArray();
      for (const row of rows) this.#confirmed.set(keyOf(row), row.account);
    }
  }
}

function claimsOf(entry: LogEntry): Claim[] {
  const document = documentOf(entry.name);
  const { account } = entry;
  return entry.inserted.map(({ client }) => ({ document, client, account }));
}

const keyOf = ({ document, client }: Pick<Claim, 'document' | 'client'>): string =>
  `${document} ${client}`;
