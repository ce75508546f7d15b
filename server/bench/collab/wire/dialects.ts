import * as encoding from 'lib0/encoding';
import { MESSAGE, SYNC } from '#shared/realtime/protocol.ts';

/** How clients of a server speak: y-websocket's protocol, or what was made of it. */
export interface Dialect {
  /** What stands before each message, both ways. */
  prefix(document: string): Uint8Array;
  /** What a client says first to be given the document; nothing where no server would answer. */
  opening(document: string): readonly Uint8Array[];
  /** Added to the address. */
  readonly query: string;
  /** Each update is sent with a sequence, to be acknowledged. */
  readonly numbered: boolean;
}

const NOTHING = new Uint8Array();
/** A sync step 1 of someone who has nothing: a state vector of no clients. */
const STEP_1 = Uint8Array.of(MESSAGE.sync, SYNC.step1, 1, 0);
/** Hocuspocus wants a token before all else, and takes an empty one. */
const EMPTY_TOKEN = Uint8Array.of(MESSAGE.auth, 0, 0);

function nameBytes(document: string): Uint8Array {
  return encoding.encode((encoder) => encoding.writeVarString(encoder, document));
}

export type DialectName = 'yjs' | 'trame' | 'hocuspocus' | 'relay';

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  yjs: { prefix: () => NOTHING, opening: () => [STEP_1], query: '', numbered: false },
  /** The connections of Trame that ask for acknowledgements: an empty channel before each message. */
  trame: {
    prefix: () => Uint8Array.of(0),
    opening: () => [STEP_1],
    query: '?trame=1',
    numbered: true,
  },
  hocuspocus: {
    prefix: nameBytes,
    opening: () => [EMPTY_TOKEN, STEP_1],
    query: '',
    numbered: false,
  },
  relay: { prefix: () => NOTHING, opening: () => [], query: '', numbered: false },
};
