import * as Y from 'yjs';
import { type ClockRange, readUpdate } from '#shared/realtime/update-reader.ts';

/** What one document has that another has not. */
export interface Lacking {
  readonly inserted: readonly ClockRange[];
  readonly deleted: readonly ClockRange[];
}

export function lackingIn(doc: Y.Doc, other: Y.Doc): Lacking {
  const { inserted, deleted } = readUpdate(Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)));
  return { inserted, deleted: deleted.filter((range) => !isGone(doc, range)) };
}

/**
 * Whether nothing of a range can be read in a document. Marks around formatted text do not count:
 * each copy of a document sweeps those that lost their use, without telling the others.
 */
function isGone(doc: Y.Doc, { client, from, to }: ClockRange): boolean {
  if (to > Y.getState(doc.store, client)) return false;
  const structs = doc.store.clients.get(client) ?? [];
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index += 1) {
    const struct = structs[index];
    if (!struct || struct.id.clock >= to) return true;
    const isMark = struct instanceof Y.Item && struct.content instanceof Y.ContentFormat;
    if (!struct.deleted && !isMark) return false;
  }
  return true;
}

export const isNothing = ({ inserted, deleted }: Lacking): boolean =>
  inserted.length + deleted.length === 0;

export const shown = ({ inserted, deleted }: Lacking): string =>
  [...inserted.map(rangeOf), ...deleted.map((range) => `without ${rangeOf(range)}`)].join(', ') ||
  'nothing';

const rangeOf = ({ client, from, to }: ClockRange): string => `${client}:${from}–${to}`;
