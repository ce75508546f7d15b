import type { Latencies } from '#server/bench/collab/load/latencies.ts';
import { DIALECTS, type DialectName } from '#server/bench/collab/wire/dialects.ts';
import { LoadSocket } from '#server/bench/collab/wire/load-socket.ts';
import { readServerMessage } from '#server/bench/collab/wire/server-messages.ts';
import {
  clientOf,
  typedLetter,
  updateMessage,
  writerOf,
} from '#server/bench/collab/wire/typing.ts';

/** What all rooms of a load count together. */
export interface Tally {
  sent: number;
  /** Updates that reached a client who is not their writer, each once for each client. */
  delivered: number;
  closed: number;
  /** Null outside of the time that is measured. */
  latencies: Latencies | null;
}

export interface RoomSetup {
  readonly url: string;
  readonly document: string;
  readonly dialect: DialectName;
  readonly clients: number;
  readonly tally: Tally;
  /** An update came back: its witness, another client of the room, has it. */
  readonly onBack?: (member: Member) => void;
}

/** More updates than any writer has under way. */
const REMEMBERED = 1024;

/** A client of a room: types letters under a clientID of its own, counts those of the others. */
export class Member {
  readonly index: number;
  readonly #setup: RoomSetup;
  readonly #room: readonly Member[];
  readonly #prefix: Uint8Array;
  readonly #sentAt = new Float64Array(REMEMBERED);
  /** By writer, the first letter that is not here. */
  readonly seen: Uint32Array;
  #socket: LoadSocket | null = null;
  #now = 0;
  /** How many letters were typed, and how many of them the server called safe. */
  typed = 0;
  acknowledged = 0;

  constructor(setup: RoomSetup, room: readonly Member[], index: number) {
    this.index = index;
    this.#setup = setup;
    this.#room = room;
    this.#prefix = DIALECTS[setup.dialect].prefix(setup.document);
    this.seen = new Uint32Array(setup.clients);
  }

  /** Connects, and resolves once the server gave its document, where it has one to give. */
  async open(): Promise<void> {
    const { url, document, dialect, tally } = this.#setup;
    const { opening, query, numbered } = DIALECTS[dialect];
    const prefix = this.#prefix;
    const first = opening(document);
    const ready = Promise.withResolvers<void>();
    if (first.length === 0) ready.resolve();
    const events = {
      content: (client: number, from: number, to: number) => this.#receive(client, from, to),
      state: () => ready.resolve(),
      acknowledged: (sequence: number) => {
        this.acknowledged = numbered ? sequence : this.acknowledged + 1;
      },
    };
    const socket = await LoadSocket.open(`${url}/${document}${query}`, {
      readStart: () => {
        this.#now = performance.now();
      },
      message: (bytes, start, end) => readServerMessage(bytes, start + prefix.length, end, events),
      closed: () => {
        tally.closed += 1;
        ready.reject(new Error('the server closed the connection'));
      },
    });
    this.#socket = socket;
    for (const message of first) socket.send(Buffer.concat([prefix, message]));
    await ready.promise;
  }

  type(): void {
    const { dialect, tally } = this.#setup;
    const clock = this.typed;
    this.typed += 1;
    tally.sent += 1;
    const update = typedLetter(clientOf(this.index), clock);
    const sequence = DIALECTS[dialect].numbered ? this.typed : null;
    this.#sentAt[clock % REMEMBERED] = performance.now();
    this.#socket?.send(updateMessage(this.#prefix, update, sequence));
  }

  close(): void {
    this.#socket?.close();
  }

  #receive(client: number, from: number, to: number): void {
    const { tally, onBack } = this.#setup;
    const index = writerOf(client);
    const writer = this.#room[index];
    if (!writer || writer === this) return;
    const first = Math.max(from, this.seen[index] ?? 0);
    if (to <= first) return;
    this.seen[index] = to;
    tally.delivered += to - first;
    if (tally.latencies) {
      for (let clock = first; clock < to; clock += 1) {
        tally.latencies.add(this.#now - (writer.#sentAt[clock % REMEMBERED] ?? 0));
      }
    }
    if (onBack && this.index === (index + 1) % this.#room.length) onBack(writer);
  }
}

/** The clients of one document, not yet connected. */
export function makeRoom(setup: RoomSetup): Member[] {
  const room: Member[] = [];
  for (let index = 0; index < setup.clients; index += 1) room.push(new Member(setup, room, index));
  return room;
}
