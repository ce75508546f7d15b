import type { RoleFor, Visitor } from '#server/platform/collab/access.ts';
import type { CollabSocket } from '#server/platform/collab/collab-socket.ts';
import type { EncodedMessage } from '#server/platform/collab/encoded-message.ts';
import type { HotDocument } from '#server/platform/collab/hot-document.ts';
import type { CollabLimits } from '#server/platform/collab/limits.ts';
import { SectionSession } from '#server/platform/collab/section-session.ts';
import { TokenBucket } from '#server/platform/collab/token-bucket.ts';
import type { Clock } from '#shared/core/clock.ts';
import { EMPTY_AWARENESS } from '#shared/realtime/awareness-update.ts';
import { MalformedBytesError } from '#shared/realtime/byte-reader.ts';
import { CLOSE, type CloseCode } from '#shared/realtime/close-codes.ts';
import { channelOf, type DocumentName, nameOfChannel } from '#shared/realtime/document-name.ts';
import {
  decodeFrame,
  encodeFrame,
  type Message,
  PROTOCOL_VERSION,
  type StoreState,
} from '#shared/realtime/protocol.ts';

export interface ConnectionParts {
  readonly visitor: Visitor;
  /** Where the request came from. */
  readonly address: string;
  /** The document, or the only section that an ordinary client opens. */
  readonly target: DocumentName;
  /** Whether the connection asked for Trame's own messages, and so carries many sections. */
  readonly asks: boolean;
  readonly clock: Clock;
  readonly limits: CollabLimits;
  readonly roleFor: RoleFor;
  readonly load: (name: DocumentName) => Promise<HotDocument>;
  readonly storeState: () => StoreState;
  readonly onAcknowledgement: (section: SectionSession) => void;
  readonly onError: (error: unknown, what: string) => void;
  readonly onClosed: (connection: CollabConnection) => void;
}

/** How long a peer has to answer a close before its socket is cut. */
const CLOSING_TIME = 5_000;
const MISSED_PONGS = 2;

/** One socket: reads frames within its limits and hands them to its sections. */
export class CollabConnection {
  readonly visitor: Visitor;
  readonly address: string;
  readonly document: string;
  readonly #socket: CollabSocket;
  readonly #parts: ConnectionParts;
  readonly #sections = new Map<string, SectionSession>();
  readonly #messages: TokenBucket;
  readonly #bytes: TokenBucket;
  #closing = false;
  #paused = false;
  /** What resumes a paused socket, or cuts a closing one. */
  #cancelTimer: (() => void) | null = null;
  #missedPongs = 0;
  /** What waited right after an answer that the peer asked for: no sign of a slow reader. */
  #owed = 0;

  constructor(socket: CollabSocket, parts: ConnectionParts) {
    const { visitor, address, target, limits, clock } = parts;
    this.visitor = visitor;
    this.address = address;
    this.document = target.document;
    this.#socket = socket;
    this.#parts = parts;
    this.#messages = new TokenBucket(limits.messages, clock.now());
    this.#bytes = new TokenBucket(limits.bytes, clock.now());
  }

  start(): void {
    const { asks, target, limits } = this.#parts;
    this.#socket.listen({
      message: (bytes) => this.#receive(bytes),
      text: () => this.close(CLOSE.malformed, 'text is not part of the protocol'),
      pong: () => {
        this.#missedPongs = 0;
      },
      closed: () => this.#ended(),
    });
    if (!asks) {
      this.#open(target);
      return;
    }
    const maxUpdateBytes = limits.update.maxBytes;
    this.#write('', { type: 'hello', version: PROTOCOL_VERSION, maxUpdateBytes });
    this.tellStore();
  }

  /** Tells a connection that asked whether the store takes what it sends. */
  tellStore(): void {
    if (this.#parts.asks) this.#write('', { type: 'state', state: this.#parts.storeState() });
  }

  /** Called every heartbeat: shows the peer that the line is alive, and looks whether it is. */
  beat(): void {
    // While paused, pongs wait unread with the rest.
    if (!this.#paused) this.#missedPongs += 1;
    if (this.#missedPongs > MISSED_PONGS) {
      this.#socket.terminate();
      return;
    }
    this.#socket.ping();
    // Browsers hide pings, and clients of y-websocket hang up after 30 s without a message.
    if (this.#parts.asks) this.tellStore();
    else this.#write(null, { type: 'awareness', bytes: EMPTY_AWARENESS });
  }

  recheck(): void {
    for (const section of this.#sections.values()) void section.recheck();
  }

  close(code: CloseCode, reason: string): void {
    if (this.#closing) return;
    this.#closing = true;
    // `closed` may be told during the call, and ends the timer then.
    this.#cancelTimer?.();
    this.#cancelTimer = this.#parts.clock.after(CLOSING_TIME, () => this.#socket.terminate());
    // A paused socket would never read the peer's answer.
    if (this.#paused) this.#socket.resume();
    this.#socket.close(code, reason);
    this.#endSections();
  }

  #receive(bytes: Uint8Array): void {
    if (this.#closing) return;
    this.#slowDown(bytes.length);
    if (this.#closing) return;
    try {
      const { channel, message } = decodeFrame(bytes, this.#parts.asks);
      this.#dispatch(channel, message);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Whatever a peer's bytes set off ends with its own connection, never with the process. */
  #failed(error: unknown): void {
    if (error instanceof MalformedBytesError) {
      this.close(CLOSE.malformed, error.message);
      return;
    }
    this.#parts.onError(error, 'a message could not be handled');
    this.close(CLOSE.storeRefuses, 'the message could not be handled');
  }

  /** In debt the socket is not read, so that an eager peer is slowed and loses nothing. */
  #slowDown(bytes: number): void {
    const { clock, limits } = this.#parts;
    if (bytes > limits.update.maxBytes) {
      this.close(CLOSE.tooLarge, 'the message is too large');
      return;
    }
    const now = clock.now();
    this.#messages.take(1, now);
    this.#bytes.take(bytes, now);
    if (this.#messages.isFlooded || this.#bytes.isFlooded) {
      this.close(CLOSE.tooFast, 'too many messages');
      return;
    }
    const wait = Math.max(this.#messages.wait, this.#bytes.wait);
    if (wait === 0 || this.#paused) return;
    this.#paused = true;
    this.#socket.pause();
    this.#cancelTimer = clock.after(wait, () => {
      this.#paused = false;
      this.#socket.resume();
    });
  }

  #dispatch(channel: string | null, message: Message): void {
    const key = channel ?? channelOf(this.#parts.target);
    const section = this.#sections.get(key);
    if (message.type === 'leave') {
      this.#sections.delete(key);
      section?.end();
      return;
    }
    if (section) {
      section.receive(message);
      return;
    }
    // Only a step 1 opens a section; anything else was sent before a close arrived.
    if (message.type === 'sync' && message.kind === 'step1') this.#openChannel(key, message);
  }

  #openChannel(channel: string, first: Message): void {
    const name = nameOfChannel(this.document, channel);
    if (!name) throw new MalformedBytesError('not the name of a section');
    if (this.#sections.size >= this.#parts.limits.sectionsPerConnection) {
      this.close(CLOSE.tooFast, 'too many sections');
      return;
    }
    this.#open(name);
    this.#sections.get(channel)?.receive(first);
  }

  #open(name: DocumentName): void {
    const { asks, clock, limits, roleFor, load, onAcknowledgement, visitor } = this.#parts;
    const key = channelOf(name);
    const channel = asks ? key : null;
    const section: SectionSession = new SectionSession({
      name,
      account: visitor.account,
      asks,
      clock,
      limits,
      roleFor,
      load,
      write: (message) => this.#write(channel, message),
      deliver: (message, kind) => this.#deliver(message, kind),
      onAcknowledgement,
      onFailure: (error) => this.#failed(error),
      close: (code, reason) => this.#closeSection(key, section, code, reason),
    });
    this.#sections.set(key, section);
    void section.open();
  }

  /** A section closes alone on a socket that carries many. */
  #closeSection(key: string, section: SectionSession, code: CloseCode, reason: string): void {
    if (!this.#parts.asks) {
      this.close(code, reason);
      return;
    }
    if (this.#sections.get(key) === section) this.#sections.delete(key);
    this.#write(key, { type: 'closed', code, reason });
  }

  #write(channel: string | null, message: Message): void {
    if (this.#closing) return;
    this.#socket.send(encodeFrame({ channel, message }));
    // Step 2 answers the peer's own request, however large it is.
    if (message.type === 'sync' && message.kind === 'step2')
      this.#owed = this.#socket.bufferedAmount;
  }

  #deliver(message: EncodedMessage, kind: 'content' | 'awareness'): void {
    if (this.#closing) return;
    const { awarenessBacklog, slowReaderBacklog } = this.#parts.limits;
    const waiting = this.#socket.bufferedAmount;
    if (waiting <= awarenessBacklog) this.#owed = 0;
    if (kind === 'awareness' && waiting > awarenessBacklog) return;
    if (waiting > slowReaderBacklog + this.#owed) {
      this.close(CLOSE.slowReader, 'the reader is too slow');
      return;
    }
    this.#socket.sendShared(message.frame(this.#parts.asks));
  }

  #ended(): void {
    this.#closing = true;
    this.#cancelTimer?.();
    this.#endSections();
    this.#parts.onClosed(this);
  }

  #endSections(): void {
    for (const section of this.#sections.values()) section.end();
    this.#sections.clear();
  }
}
