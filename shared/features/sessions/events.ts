import type { PersonId, SessionId } from '#shared/core/ids.ts';
import type {
  ChatScope,
  SendChat,
  SessionCommand,
  SessionState,
  SessionView,
} from '#shared/features/sessions/schema.ts';

export interface SessionUpdate {
  readonly sessionId: SessionId;
  readonly view: SessionView;
}

/** For those who run the session: the whole course, and the view of someone without a seat. */
export interface ConsoleUpdate extends SessionUpdate {
  readonly console: SessionState;
}

export interface ChatMessage {
  readonly id: string;
  readonly sessionId: SessionId;
  readonly clientKey: string;
  readonly scope: ChatScope;
  /** The step that a message to a table was said in; null for what everyone hears. */
  readonly step: number | null;
  readonly author: { readonly id: PersonId; readonly name: string };
  /** Said by someone who runs the session. */
  readonly facilitator: boolean;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

export interface SessionPresence {
  readonly sessionId: SessionId;
  readonly people: readonly PersonId[];
}

/** All that a screen needs when it arrives, or comes back after a loss of network. */
export interface JoinedSession extends SessionUpdate {
  readonly console: SessionState | null;
  /** The newest words to everyone and at one's table now, oldest first. */
  readonly messages: readonly ChatMessage[];
  readonly people: readonly PersonId[];
}

interface InSession {
  readonly sessionId: string;
}

/** From a client; each is acknowledged with `value`. The server parses each input. */
export interface SessionClientEvents {
  'session.join': { readonly input: InSession; readonly value: JoinedSession };
  'session.leave': { readonly input: InSession; readonly value: null };
  'session.command': {
    readonly input: InSession & { readonly command: SessionCommand };
    readonly value: { readonly revision: number };
  };
  'session.chat': {
    readonly input: Omit<SendChat, 'sessionId'> & InSession;
    readonly value: ChatMessage;
  };
}

/** From the server. Deadlines travel, never ticks: nothing is sent while nothing changes. */
export interface SessionServerEvents {
  'session.state': SessionUpdate;
  'session.console': ConsoleUpdate;
  'session.presence': SessionPresence;
  'session.chat': ChatMessage;
  /** Someone registered or left, or a plan was made: the announcement has to be read again. */
  'session.changed': InSession;
}
