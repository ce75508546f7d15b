import { Types } from 'mongoose';
import {
  type ChatPlace,
  EVERYONE,
  joinableSession,
  type KeptMessage,
  type Session,
  tableOf,
  toMessage,
} from '#server/features/sessions/data.ts';
import { ChatMessages } from '#server/features/sessions/model.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { AppError } from '#shared/core/errors.ts';
import type { PersonId } from '#shared/core/ids.ts';
import { mayRunSession } from '#shared/features/sessions/abilities.ts';
import { participantOf } from '#shared/features/sessions/domain.ts';
import { SESSION_LIMITS, type SendChat } from '#shared/features/sessions/schema.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';

interface SaidMessage {
  readonly session: Session;
  readonly message: KeptMessage;
  /** False when the same key had said it before. */
  readonly created: boolean;
}

/**
 * [SE17] Keeps a message to everyone, or to the table where its author sits now. Throws `not_found`,
 * `not_signed_in`, `forbidden`, `wrong_state`, `too_many_requests`.
 */
export async function sendChat(viewer: Viewer, input: SendChat, now: number): Promise<SaidMessage> {
  const session = await joinableSession(viewer, input.sessionId);
  const personId = signedIn(viewer, 'take part');
  const author = { sessionId: input.sessionId, authorId: personId };
  const kept = await ChatMessages.findOne({ ...author, clientKey: input.clientKey }).lean();
  if (kept) return { session, message: toMessage(kept), created: false };
  const place = placeOf(session, personId, input.scope);
  if ((await ChatMessages.countDocuments(author)) >= SESSION_LIMITS.chatMessages) {
    throw new AppError('too_many_requests', 'no more messages in this session');
  }
  try {
    const record = await ChatMessages.create({
      sessionId: new Types.ObjectId(input.sessionId),
      authorId: new Types.ObjectId(personId),
      clientKey: input.clientKey,
      scope: input.scope,
      ...place,
      facilitator: mayRunSession(viewer, session),
      text: input.text,
      sentAt: new Date(now),
    });
    return { session, message: toMessage(record.toObject()), created: true };
  } catch (error) {
    const twin = isDuplicateKey(error)
      ? await ChatMessages.findOne({ ...author, clientKey: input.clientKey }).lean()
      : null;
    if (!twin) throw error;
    return { session, message: toMessage(twin), created: false };
  }
}

function placeOf(session: Session, personId: PersonId, scope: SendChat['scope']): ChatPlace {
  const { participants, state } = session;
  if (state.phase !== 'lobby' && state.phase !== 'running') {
    throw new AppError('wrong_state', 'chat is open from the lobby to the close');
  }
  if (scope === 'everyone') return EVERYONE;
  const table = tableOf(state, participantOf(participants, personId)?.id ?? null);
  if (!table) throw new AppError('wrong_state', 'nobody sits with you now');
  return table;
}
