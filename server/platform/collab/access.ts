import type { IncomingMessage } from 'node:http';
import type { CloseCode } from '#shared/realtime/close-codes.ts';
import type { DocumentName } from '#shared/realtime/document-name.ts';
import type { Role } from '#shared/realtime/protocol.ts';

/** Who a connection belongs to, from its session. */
export interface Visitor {
  readonly account: string;
  readonly name: string;
  readonly sessionId: string;
}

/** A connection that may not open, with the code that it closes with. */
export interface Refusal {
  readonly refused: CloseCode;
  readonly reason: string;
}

/** `unknown_document` and `stale_epoch` are told apart from `none`, for those who may know. */
export type RoleAnswer = Role | 'none' | 'unknown_document' | 'stale_epoch';

export type Authorise = (request: IncomingMessage) => Promise<Visitor | Refusal>;

export type RoleFor = (account: string, name: DocumentName) => Promise<RoleAnswer>;
