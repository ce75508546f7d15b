import { Types, trusted } from 'mongoose';
import { namesOf } from '#server/features/accounts/data.ts';
import { findSession, type Session, toSession } from '#server/features/sessions/data.ts';
import { type SessionRecord, Sessions } from '#server/features/sessions/model.ts';
import { type Space, visibleSpaceBySlug } from '#server/features/spaces/data.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { AppError } from '#shared/core/errors.ts';
import type { PersonId, SessionId } from '#shared/core/ids.ts';
import type { Result } from '#shared/core/result.ts';
import { mayCreateSession } from '#shared/features/sessions/abilities.ts';
import {
  nextDeadline,
  plannedSession,
  type SessionEffect,
  type SessionEvent,
  transition,
} from '#shared/features/sessions/machine.ts';
import type { CreateSession, Participant, SessionState } from '#shared/features/sessions/schema.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';

/** One more than the people who register in the same instant. */
const MOST_ATTEMPTS = 60;

/** [SE18] Throws `not_found`, `not_signed_in`, `forbidden`, `bad_input`. */
export async function createSession(
  viewer: Viewer,
  spaceSlug: string,
  input: CreateSession,
  now: number,
): Promise<Session> {
  const space = await visibleSpaceBySlug(viewer, spaceSlug);
  const personId = signedIn(viewer, 'create a session');
  if (!mayCreateSession(viewer, space.id)) {
    throw new AppError('forbidden', 'facilitators create sessions here');
  }
  const known = await namesOf(input.facilitatorIds);
  if (input.facilitatorIds.some((id) => !known.has(id))) {
    throw new AppError('bad_input', 'an unknown facilitator', ['body.facilitatorIds']);
  }
  return keepSession(space, personId, input, {
    participants: [],
    state: plannedSession(now),
  });
}

interface Course {
  readonly participants: readonly Participant[];
  readonly state: SessionState;
}

/**
 * Keeps a session as it stands, without asking who may: for demonstration data and imports. With
 * the key of one that is kept already, gives that one unchanged.
 */
export async function keepSession(
  space: Space,
  createdBy: PersonId,
  input: CreateSession,
  { participants, state }: Course,
): Promise<Session> {
  if (input.audience === 'public' && space.visibility === 'members') {
    throw new AppError('bad_input', 'in this space sessions are for members', ['body.audience']);
  }
  const facilitators = [...new Set([createdBy, ...input.facilitatorIds])];
  const author = new Types.ObjectId(createdBy);
  const record: SessionRecord = {
    spaceId: new Types.ObjectId(space.id),
    kind: input.kind,
    title: input.title,
    place: input.place,
    description: input.description,
    startsAt: new Date(input.startsAt),
    audience: input.audience,
    facilitatorIds: facilitators.map((id) => new Types.ObjectId(id)),
    participants: participants.map(toParticipantRecord),
    participantsRevision: 0,
    state,
    dueAt: nextDeadline(state),
    createdBy: author,
    createdAt: new Date(),
    clientKey: input.clientKey,
  };
  try {
    return toSession((await Sessions.create(record)).toObject());
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const kept = await Sessions.findOne({ createdBy: author, clientKey: input.clientKey }).lean();
    if (!kept?.spaceId.equals(space.id)) {
      throw new AppError('conflict', 'this key has made something else');
    }
    return toSession(kept);
  }
}

const toParticipantRecord = ({ id, organisationId, side, people }: Participant) => ({
  id: new Types.ObjectId(id),
  organisationId: new Types.ObjectId(organisationId),
  side,
  people: people.map((person) => new Types.ObjectId(person)),
});

/** A stored transition, with what is left to do. */
export interface MovedSession {
  readonly session: Session;
  readonly effects: readonly SessionEffect[];
}

/** How the course of a session is moved: the clock's, which also arms its timer and tells people. */
export type MoveSession = (id: SessionId, event: SessionEvent) => Promise<MovedSession>;

/**
 * [SE4] Moves a session and stores it, if its revision is still the one that `event` names; among
 * several nodes that see one deadline, one wins. Throws `not_found`, `wrong_state`, `bad_input`.
 */
export async function moveSession(
  id: SessionId,
  event: SessionEvent,
  now: number,
): Promise<MovedSession> {
  const session = await findSession(id);
  if (!session) throw new AppError('not_found', 'no such session');
  const moved = transition(session.state, event, now);
  if (!moved.ok) throw new AppError(moved.code, moved.message);
  const { state, effects } = moved.value;
  const stored = await Sessions.findOneAndUpdate(
    { _id: id, 'state.revision': event.revision },
    { $set: { state, dueAt: nextDeadline(state) } },
    { returnDocument: 'after' },
  ).lean();
  if (!stored) throw new AppError('wrong_state', 'another change came first');
  return { session: toSession(stored), effects };
}

/**
 * Changes who takes part, until the start. `change` is asked again when others changed it meanwhile.
 * Throws what `change` refuses, `not_found`, `wrong_state`, `overloaded`.
 */
export async function changeParticipants(
  id: SessionId,
  change: (session: Session) => Result<readonly Participant[]>,
): Promise<Session> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const session = await findSession(id);
    if (!session) throw new AppError('not_found', 'no such session');
    if (session.state.phase !== 'planned' && session.state.phase !== 'lobby') {
      throw new AppError('wrong_state', 'the session has started');
    }
    const changed = change(session);
    if (!changed.ok) throw new AppError(changed.code, changed.message);
    const stored = await Sessions.findOneAndUpdate(
      {
        _id: id,
        participantsRevision: session.participantsRevision,
        'state.phase': trusted({ $in: ['planned', 'lobby'] }),
      },
      {
        $set: { participants: changed.value.map(toParticipantRecord) },
        $inc: { participantsRevision: 1 },
      },
      { returnDocument: 'after' },
    ).lean();
    if (stored) return toSession(stored);
  }
  throw new AppError('overloaded', 'too many changes at once, try again');
}
