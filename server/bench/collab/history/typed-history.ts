import * as Y from 'yjs';
import { clientOf, TEXT } from '#server/bench/collab/wire/typing.ts';
import { type Random, seededRandom } from '#shared/core/random.ts';

/** As many keystrokes as the trace `automerge-paper` of josephg/editing-traces, of one author. */
export const PAPER_EDITS = 259_778;
const SEED = 20_261_127;
/** In that trace 77,463 keystrokes erase. People type a while, erase a while, go elsewhere, mostly near the end. */
const LONGEST_TYPING = 60;
const LONGEST_ERASING = 25;
const LEAVING = 0.2;
const NEAR = 2_000;

export interface History {
  /** One update a keystroke. */
  readonly updates: readonly Uint8Array[];
  readonly client: number;
  /** The clock after all of them. */
  readonly clock: number;
  /** All of it as one update. */
  readonly state: Uint8Array;
}

/** A text typed by one author, letter by letter: made from a seed, since no trace is part of the project. */
export function typedHistory(edits: number): History {
  const random = seededRandom(SEED);
  const doc = new Y.Doc();
  doc.clientID = clientOf(0);
  const text = doc.getText(TEXT);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  let cursor = 0;
  while (updates.length < edits) {
    if (random() < LEAVING) cursor = placeNearEnd(text.length, random);
    for (let left = runOf(LONGEST_TYPING, random, edits - updates.length); left > 0; left -= 1) {
      text.insert(cursor, letter(random));
      cursor += 1;
    }
    const erased = runOf(LONGEST_ERASING, random, Math.min(cursor, edits - updates.length));
    for (let left = erased; left > 0; left -= 1) {
      cursor -= 1;
      text.delete(cursor, 1);
    }
  }
  const history = {
    updates,
    client: doc.clientID,
    clock: Y.getState(doc.store, doc.clientID),
    state: Y.encodeStateAsUpdate(doc),
  };
  doc.destroy();
  return history;
}

const runOf = (longest: number, random: Random, most: number): number =>
  Math.min(1 + Math.floor(random() * longest), most);

const placeNearEnd = (length: number, random: Random): number =>
  Math.max(0, length - Math.floor(random() * Math.min(length, NEAR)));

const letter = (random: Random): string => String.fromCharCode(97 + Math.floor(random() * 26));
