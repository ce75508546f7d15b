import { joinableSession, type Session } from '#server/features/sessions/data.ts';
import { type NoteRecord, Notes } from '#server/features/speed-dating/model.ts';
import { AppError } from '#shared/core/errors.ts';
import { type SessionId, toId } from '#shared/core/ids.ts';
import { participantOf, partnersMet } from '#shared/features/sessions/domain.ts';
import { lastStartedStep } from '#shared/features/sessions/machine.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';
import { mayUseNotesOf } from '#shared/features/speed-dating/abilities.ts';
import type { NotesView } from '#shared/features/speed-dating/events.ts';
import { revealedTo } from '#shared/features/speed-dating/interest.domain.ts';
import {
  type MutualInterest,
  type Note,
  type Participant,
  participantSchema,
  SPEED_DATING_LIMITS,
} from '#shared/features/speed-dating/schema.ts';

const toNote = (record: Omit<NoteRecord, 'sessionId' | 'updatedAt'>): Note => ({
  from: toId<'participant'>(String(record.from)),
  about: toId<'participant'>(String(record.about)),
  level: record.level,
  leads: record.leads.map(({ kind, words, nextStep }) => ({ kind, words, nextStep })),
});

/** The participants with the side that each sits on. */
export const participantsOf = (session: Session): readonly Participant[] =>
  session.participants.map((participant) => participantSchema.parse(participant));

/** [SD4] Everyone of each side notes everyone of the other. */
const MOST_NOTES = 2 * SPEED_DATING_LIMITS.participantsPerSide ** 2;

export async function notesOfSession(sessionId: SessionId): Promise<readonly Note[]> {
  const records = await Notes.find({ sessionId }).limit(MOST_NOTES).lean();
  return records.map(toNote);
}

interface OwnParticipant {
  readonly session: Session;
  readonly participant: Participant;
}

/**
 * [SD19] The session with the participant that this viewer belongs to. Throws `not_found`,
 * `not_signed_in`, and `forbidden` for whoever takes no part, whatever their role.
 */
export async function ownParticipant(viewer: Viewer, id: SessionId): Promise<OwnParticipant> {
  const session = await joinableSession(viewer, id);
  const participant = participantOf(participantsOf(session), viewer.personId);
  if (!participant || !mayUseNotesOf(viewer, participant)) {
    throw new AppError('forbidden', 'notes belong to those who take part');
  }
  return { session, participant };
}

/** [SD19] What the people of one participant noted, and whom they met so far. */
export async function ownNotes(viewer: Viewer, id: SessionId): Promise<NotesView> {
  const { session, participant } = await ownParticipant(viewer, id);
  const records = await Notes.find({ sessionId: id, from: participant.id })
    .limit(SPEED_DATING_LIMITS.participantsPerSide)
    .lean();
  const { agenda } = session.state;
  const met = partnersMet(agenda, lastStartedStep(session.state), participant.id);
  return { items: records.map(toNote), met: [...met] };
}

/** [SD14] to [SD17] What the people of one participant learn. Throws `wrong_state` before close. */
export function revealedIn(
  session: Session,
  reader: Participant,
  notes: readonly Note[],
): readonly MutualInterest[] {
  const revealed = revealedTo(session.state, reader.id, notes);
  if (!revealed.ok) throw new AppError(revealed.code, revealed.message);
  return revealed.value;
}
