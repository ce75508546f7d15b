import type { UserState } from '@lexical/yjs';
import {
  compareRelativePositions,
  createAbsolutePositionFromRelativePosition,
  createID,
  createRelativePositionFromJSON,
  createRelativePositionFromTypeIndex,
  type Doc,
  type RelativePosition,
} from 'yjs';
import { lookOf } from '#client/editor/collaboration/person-look.ts';

/** Who writes: what others see beside a cursor. */
export interface Writer {
  readonly id: string;
  readonly name: string;
}

const LONGEST_NAME = 80;

/** What this page shows of itself in a section before the cursor is in it. */
export const stateOfWriter = ({ id, name }: Writer): UserState => ({
  name,
  color: lookOf(id).color,
  focusing: false,
  anchorPos: null,
  focusPos: null,
  awarenessData: { personId: id },
});

/**
 * What another page shows of itself, made safe: anybody may send any JSON, and a position of
 * another form would throw inside of the editor. Null when it names nobody.
 */
export function readUserState(raw: unknown): UserState | null {
  const person = personOf(raw);
  if (!person || !isRecord(raw)) return null;
  return {
    ...stateOfWriter(person),
    focusing: raw.focusing === true,
    anchorPos: readPosition(raw.anchorPos),
    focusPos: readPosition(raw.focusPos),
  };
}

/**
 * The same with a caret that holds on to the letter at its left, where Lexical's holds on to the
 * right: two people who write in one place would otherwise mix their letters, each pushed behind
 * the newest of the other.
 */
export function heldByLeft(state: UserState, doc: Doc): UserState {
  const { anchorPos, focusPos } = state;
  if (!anchorPos || !focusPos || !compareRelativePositions(anchorPos, focusPos)) return state;
  const place = createAbsolutePositionFromRelativePosition(anchorPos, doc);
  if (!place) return state;
  const held = createRelativePositionFromTypeIndex(place.type, place.index, -1);
  return { ...state, anchorPos: held, focusPos: held };
}

/** Who shows a state; null when it names nobody. */
export function personOf(raw: unknown): Writer | null {
  if (!isRecord(raw) || typeof raw.name !== 'string' || !isRecord(raw.awarenessData)) return null;
  const { personId } = raw.awarenessData;
  if (typeof personId !== 'string') return null;
  return { id: personId.slice(0, LONGEST_NAME), name: raw.name.slice(0, LONGEST_NAME) };
}

function readPosition(raw: unknown): RelativePosition | null {
  if (!isRecord(raw)) return null;
  const { tname } = raw;
  const type = readId(raw.type);
  const item = readId(raw.item);
  if (tname !== null && tname !== undefined && typeof tname !== 'string') return null;
  if (!type && !item && typeof tname !== 'string') return null;
  const assoc = raw.assoc === -1 ? -1 : 0;
  return createRelativePositionFromJSON({ type, tname: tname ?? null, item, assoc });
}

function readId(raw: unknown): ReturnType<typeof createID> | null {
  if (!isRecord(raw)) return null;
  const { client, clock } = raw;
  return isCount(client) && isCount(clock) ? createID(client, clock) : null;
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
