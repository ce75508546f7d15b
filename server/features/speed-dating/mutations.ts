import { Types } from 'mongoose';
import { organisationsById } from '#server/features/organisations/data.ts';
import { readableSession, runnableSession, type Session } from '#server/features/sessions/data.ts';
import {
  changeParticipants,
  type MovedSession,
  type MoveSession,
} from '#server/features/sessions/mutations.ts';
import { ownParticipant, participantsOf } from '#server/features/speed-dating/data.ts';
import { Notes } from '#server/features/speed-dating/model.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { AppError } from '#shared/core/errors.ts';
import { type OrganisationId, type SessionId, toId } from '#shared/core/ids.ts';
import type { Agenda } from '#shared/features/sessions/schema.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';
import { mayRegister } from '#shared/features/speed-dating/abilities.ts';
import {
  buildAgenda,
  planRounds,
  register,
  sideOf,
  withdraw,
} from '#shared/features/speed-dating/domain.ts';
import { checkNote } from '#shared/features/speed-dating/interest.domain.ts';
import type {
  Note,
  Participant,
  Plan,
  Side,
  WriteNote,
} from '#shared/features/speed-dating/schema.ts';

export interface Registered {
  readonly organisationId: OrganisationId;
  readonly side: Side;
}

/**
 * [SD1] [SD2] [SD3] [SD18] Throws `not_found`, `not_signed_in`, `forbidden`, `bad_input` (the side),
 * `already_done`, `conflict`, `wrong_state`.
 */
export async function registerIn(
  viewer: Viewer,
  sessionId: SessionId,
  { organisationId, side }: Registered,
): Promise<Session> {
  const session = await readableSession(viewer, sessionId);
  const personId = signedIn(viewer, 'register');
  if (!mayRegister(viewer, session, organisationId)) {
    throw new AppError('forbidden', 'one registers with an organisation one belongs to');
  }
  await checkSide(organisationId, side);
  const participantId = toId<'participant'>(String(new Types.ObjectId()));
  return changeParticipants(sessionId, (current) =>
    register(participantsOf(current), { personId, organisationId, side, participantId }),
  );
}

async function checkSide(organisationId: OrganisationId, side: Side): Promise<void> {
  const organisation = (await organisationsById([organisationId])).get(organisationId);
  if (!organisation) throw new AppError('not_found', 'no such organisation');
  const own = sideOf(organisation.kind);
  if (own !== null && own !== side) {
    throw new AppError('bad_input', 'this organisation sits on the other side', ['body.side']);
  }
}

/** [SD3] Throws `not_found` (also for who is not registered), `not_signed_in`, `wrong_state`. */
export async function withdrawFrom(viewer: Viewer, sessionId: SessionId): Promise<Session> {
  await readableSession(viewer, sessionId);
  const personId = signedIn(viewer, 'withdraw');
  return changeParticipants(sessionId, (current) => withdraw(participantsOf(current), personId));
}

/**
 * [SD4] to [SD9] Plans who meets whom, as often as one likes until the start. Throws `not_found`,
 * `not_signed_in`, `forbidden`, `bad_input` (a side without participant), `wrong_state`.
 */
export async function planSession(
  viewer: Viewer,
  sessionId: SessionId,
  plan: Plan,
  move: MoveSession,
): Promise<MovedSession> {
  const session = await runnableSession(viewer, sessionId);
  const agenda = agendaFor(participantsOf(session), plan);
  return move(sessionId, { type: 'plan', revision: plan.revision, agenda });
}

/** Throws `bad_input` when nobody could meet. */
export function agendaFor(
  participants: readonly Participant[],
  { rounds, template }: Pick<Plan, 'rounds' | 'template'>,
): Agenda {
  const idsOf = (side: Side) =>
    participants.flatMap((participant) => (participant.side === side ? [participant.id] : []));
  const planned = planRounds({
    associations: idsOf('association'),
    businesses: idsOf('business'),
    rounds,
  });
  if (!planned.ok) throw new AppError(planned.code, planned.message);
  return buildAgenda(planned.value.rounds, template).steps;
}

interface WrittenNote {
  readonly session: Session;
  readonly participant: Participant;
  readonly note: Note;
}

/**
 * [SD12] [SD13] [SD19] Keeps the note of a participant about one they met; a later one replaces it.
 * Throws `not_found`, `not_signed_in`, `forbidden`, `wrong_state`.
 */
export async function writeNote(
  viewer: Viewer,
  input: WriteNote,
  now: number,
): Promise<WrittenNote> {
  const { sessionId, ...content } = input;
  const { session, participant } = await ownParticipant(viewer, sessionId);
  const checked = checkNote(session.state, { from: participant.id, ...content });
  if (!checked.ok) throw new AppError(checked.code, checked.message);
  await keepNote(sessionId, checked.value, now);
  return { session, participant, note: checked.value };
}

/** Keeps a note as it is, without asking who may: for what has been judged, and demonstration data. */
export async function keepNote(sessionId: SessionId, note: Note, at: number): Promise<void> {
  const { from, about, level, leads } = note;
  const write = () =>
    Notes.updateOne(
      { sessionId, from, about },
      { $set: { level, leads: leads.map((lead) => ({ ...lead })), updatedAt: new Date(at) } },
      { upsert: true },
    );
  try {
    await write();
  } catch (error) {
    // Two first notes at once: the other one is there now, and is replaced.
    if (!isDuplicateKey(error)) throw error;
    await write();
  }
}
