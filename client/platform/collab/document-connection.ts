import { ObservableV2 } from 'lib0/observable';
import type { ClientSocket, OpenSocket } from '#client/platform/collab/client-socket.ts';
import {
  type ConnectionEvent,
  type ConnectionState,
  deadlineOf,
  hasSocket,
  IDLE,
  transition,
} from '#client/platform/collab/connection-machine.ts';
import type { Clock } from '#shared/core/clock.ts';
import type { Random } from '#shared/core/random.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';
import {
  decodeFrame,
  encodeFrame,
  type Frame,
  type Message,
  PROTOCOL_VERSION,
  type StoreState,
  SUBPROTOCOL,
} from '#shared/realtime/protocol.ts';

/** The world around a connection, given so that tests can play it. */
export interface ConnectionEnvironment {
  readonly clock: Clock;
  readonly random: Random;
  readonly openSocket: OpenSocket;
  /** Calls back when the network returns or the page is seen again; returns how to stop. */
  readonly onHint?: (callback: () => void) => () => void;
}

/** One section on the connection. */
export interface SectionPort {
  readonly channel: string;
  /** The socket is open: time to ask for the state. */
  online(maxUpdateBytes: number): void;
  /** The socket is gone; `final` tells that it will not come back by itself. */
  offline(final: { readonly code: number; readonly reason: string } | null): void;
  receive(message: Message): void;
  storeChanged(state: StoreState): void;
  /** Has the server's state, or was refused for itself. */
  readonly isSettled: boolean;
}

interface ConnectionEvents {
  state: (state: ConnectionState) => void;
}

/** One socket for one document, carrying all its sections; open while a section wants it. */
export class DocumentConnection extends ObservableV2<ConnectionEvents> {
  readonly #url: string;
  readonly #environment: ConnectionEnvironment;
  readonly #ports = new Map<string, SectionPort>();
  #state: ConnectionState = IDLE;
  #socket: ClientSocket | null = null;
  #cancelDue: (() => void) | null = null;
  #stopHints: (() => void) | null = null;
  #storeState: StoreState = 'storing';
  /** The server's greeting came on this socket: sections may speak. */
  #maxUpdateBytes: number | null = null;

  /** `url` is that of the document: `wss://host/collab/<document>`. */
  constructor(url: string, environment: ConnectionEnvironment) {
    super();
    this.#url = url;
    this.#environment = environment;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get storeState(): StoreState {
    return this.#storeState;
  }

  /** Adds a section, connecting when it is the first. */
  join(port: SectionPort): void {
    this.#ports.set(port.channel, port);
    if (this.#maxUpdateBytes !== null) port.online(this.#maxUpdateBytes);
    else this.#happen({ type: 'connect' });
    this.#stopHints ??=
      this.#environment.onHint?.(() => this.#happen({ type: 'hint' })) ?? (() => {});
  }

  /** Removes a section, disconnecting after the last. */
  leave(port: SectionPort): void {
    if (this.#ports.get(port.channel) !== port) return;
    if (this.#maxUpdateBytes !== null) this.send(port.channel, { type: 'leave' });
    this.#ports.delete(port.channel);
    if (this.#ports.size > 0) {
      this.checkSynced();
      return;
    }
    this.#stopHints?.();
    this.#stopHints = null;
    this.#happen({ type: 'disconnect' });
  }

  /** Sends when the socket is open; what is lost otherwise comes with the next synchronisation. */
  send(channel: string, message: Message): void {
    this.#socket?.send(encodeFrame({ channel, message }));
  }

  /** Sections call it when they have settled. */
  checkSynced(): void {
    if (this.#maxUpdateBytes === null) return;
    for (const port of this.#ports.values()) if (!port.isSettled) return;
    this.#happen({ type: 'synced' });
  }

  #happen(event: ConnectionEvent): void {
    const { clock, random } = this.#environment;
    const before = this.#state;
    const after = transition(before, event, { now: clock.now(), random });
    if (after === before) {
      // A timer may come a little before its time: the deadline stands.
      if (event.type === 'due') this.#scheduleDue();
      return;
    }
    this.#state = after;
    this.#scheduleDue();
    if (hasSocket(before) && !hasSocket(after)) this.#dropSocket();
    if (after.kind === 'connecting') this.#openSocket();
    if (after.kind !== before.kind) this.emit('state', [after]);
  }

  #scheduleDue(): void {
    this.#cancelDue?.();
    this.#cancelDue = null;
    const at = deadlineOf(this.#state);
    if (at === null) return;
    const { clock } = this.#environment;
    this.#cancelDue = clock.after(at - clock.now(), () => this.#happen({ type: 'due' }));
  }

  #openSocket(): void {
    // Events of an older socket are told apart by this marker.
    let current: ClientSocket | null = null;
    const isCurrent = () => current !== null && this.#socket === current;
    current = this.#environment.openSocket(this.#url, SUBPROTOCOL, {
      opened: () => {
        if (isCurrent()) this.#happen({ type: 'opened' });
      },
      message: (bytes) => {
        if (isCurrent()) this.#receive(bytes);
      },
      closed: (code, reason) => {
        if (isCurrent()) this.#happen({ type: 'closed', code, reason });
      },
    });
    this.#socket = current;
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#maxUpdateBytes = null;
    socket?.close();
    const state = this.#state;
    const final = state.kind === 'refused' ? { code: state.code, reason: state.reason } : null;
    for (const port of [...this.#ports.values()]) port.offline(final);
  }

  #receive(bytes: Uint8Array): void {
    let frame: Frame;
    try {
      frame = decodeFrame(bytes, true);
    } catch {
      // Not our server, or a newer one: what it means cannot be guessed.
      this.#happen({ type: 'closed', code: CLOSE.malformed, reason: 'unreadable answer' });
      return;
    }
    this.#happen({ type: 'heard' });
    const { channel, message } = frame;
    if (message.type === 'hello') this.#greet(message.version, message.maxUpdateBytes);
    else if (message.type === 'state') this.#setStoreState(message.state);
    else if (channel !== null) this.#ports.get(channel)?.receive(message);
  }

  #greet(version: number, maxUpdateBytes: number): void {
    if (version !== PROTOCOL_VERSION) {
      this.#happen({ type: 'closed', code: CLOSE.malformed, reason: 'another protocol version' });
      return;
    }
    this.#maxUpdateBytes = maxUpdateBytes;
    for (const port of [...this.#ports.values()]) port.online(maxUpdateBytes);
  }

  #setStoreState(state: StoreState): void {
    if (this.#storeState === state) return;
    this.#storeState = state;
    for (const port of this.#ports.values()) port.storeChanged(state);
  }
}
