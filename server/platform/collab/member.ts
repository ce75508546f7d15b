import type { Presence } from '#server/platform/collab/document-awareness.ts';
import type { EncodedMessage } from '#server/platform/collab/encoded-message.ts';
import type { CloseCode } from '#shared/realtime/close-codes.ts';
import type { Message, Role } from '#shared/realtime/protocol.ts';

/** A connection inside of one document. */
export interface Member extends Presence {
  readonly role: Role;
  deliver(message: EncodedMessage, kind: 'content' | 'awareness'): void;
  send(message: Message): void;
  /** All that it sent up to `sequence` is durable. */
  acknowledge(sequence: number): void;
  /** An update was not taken: ask for everything again, acknowledge nothing until it came. */
  askAgain(sequence: number | null, stateVector: Uint8Array): void;
  refuseWriting(sequence: number | null): void;
  close(code: CloseCode, reason: string): void;
}

/** An update or a step 2 that a member sent. */
export interface ReceivedUpdate {
  readonly kind: 'step2' | 'update';
  readonly bytes: Uint8Array;
  readonly sequence: number | null;
}
