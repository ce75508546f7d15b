import * as Y from 'yjs';
import type { Trace } from '#server/scripts/replay/trace.ts';

/** The name under which users of y-websocket keep a plain text. */
export const TEXT = 'text';

export const clientOf = (agent: number): number => agent + 1;

/** One transaction of an author as a Yjs update. */
export interface AuthorUpdate {
  readonly update: Uint8Array;
  /** By agent, the clock up to which a document must know that author before it takes the update. */
  readonly needs: readonly number[];
}

/** One author alone with the ancestors of their next transaction. */
interface Author {
  readonly doc: Y.Doc;
  /** Own updates in order. */
  readonly updates: AuthorUpdate[];
  /** The clock after each of them. */
  readonly clocks: number[];
  /** By agent, how many of their transactions this author has seen. */
  readonly seen: number[];
}

/**
 * The updates of each author, in order. Each is computed on a private document of that author that
 * holds exactly the ancestors of the transaction. Throws when an author writes on two branches at
 * once, which one Yjs client cannot.
 */
export function updatesByAuthor(trace: Trace): readonly (readonly AuthorUpdate[])[] {
  const authors = Array.from({ length: trace.numAgents }, (_, agent) =>
    newAuthor(agent, trace.numAgents),
  );
  const versions: number[][] = [];
  const utf16 = needsConversion(trace) ? utf16Offset : (_text: Y.Text, offset: number) => offset;
  for (const [index, { parents, agent, patches }] of trace.txns.entries()) {
    const author = authors[agent];
    if (!author) throw new Error(`transaction ${index} is by an unknown agent`);
    const version = versionOf(parents, versions, trace.numAgents);
    if (version[agent] !== author.updates.length) {
      throw new Error(`agent ${agent} writes on two branches at once (transaction ${index})`);
    }
    learn(author, agent, version, authors);
    const needs = version.map((count, other) => authors[other]?.clocks[count - 1] ?? 0);
    const update = updateOf(author.doc, (text) => {
      for (const [position, deleted, inserted] of patches) {
        const start = utf16(text, position);
        if (deleted > 0) text.delete(start, utf16(text, position + deleted) - start);
        if (inserted !== '') text.insert(start, inserted);
      }
    });
    author.updates.push({ update, needs });
    author.clocks.push(Y.getState(author.doc.store, clientOf(agent)));
    versions.push(version.with(agent, author.updates.length));
  }
  for (const { doc } of authors) doc.destroy();
  return authors.map(({ updates }) => updates);
}

function newAuthor(agent: number, agents: number): Author {
  const doc = new Y.Doc();
  doc.clientID = clientOf(agent);
  return { doc, updates: [], clocks: [], seen: Array(agents).fill(0) };
}

/** By agent, how many transactions the merge of these parents holds. */
function versionOf(
  parents: readonly number[],
  versions: readonly (readonly number[])[],
  agents: number,
): number[] {
  const version: number[] = Array(agents).fill(0);
  for (const parent of parents) {
    const known = versions[parent];
    if (!known) throw new Error(`a transaction comes before its parent ${parent}`);
    known.forEach((count, agent) => {
      version[agent] = Math.max(version[agent] ?? 0, count);
    });
  }
  return version;
}

/** Brings what the author lacks of the others, up to `version` and no further. */
function learn(
  author: Author,
  agent: number,
  version: readonly number[],
  authors: readonly Author[],
): void {
  for (const [other, count] of version.entries()) {
    if (other === agent) continue;
    const lacking = authors[other]?.updates.slice(author.seen[other], count) ?? [];
    for (const { update } of lacking) Y.applyUpdate(author.doc, update);
    author.seen[other] = Math.max(author.seen[other] ?? 0, count);
  }
}

const EMPTY_UPDATE = new Uint8Array([0, 0]);

function updateOf(doc: Y.Doc, change: (text: Y.Text) => void): Uint8Array {
  let made: Uint8Array = EMPTY_UPDATE;
  const keep = (update: Uint8Array) => {
    made = update;
  };
  doc.on('update', keep);
  doc.transact(() => change(doc.getText(TEXT)));
  doc.off('update', keep);
  return made;
}

/** Whether some character takes two UTF-16 units, which is what Yjs counts. */
const needsConversion = (trace: Trace): boolean =>
  trace.txns.some(({ patches }) =>
    patches.some(([, , inserted]) => /[\u{10000}-\u{10ffff}]/u.test(inserted)),
  );

function utf16Offset(text: Y.Text, codePoints: number): number {
  const words = text.toString();
  let offset = 0;
  for (let passed = 0; passed < codePoints && offset < words.length; passed += 1) {
    offset += (words.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}
