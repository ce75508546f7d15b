import { Types } from 'mongoose';
import type { Session } from '#server/features/sessions/data.ts';
import { keepSession } from '#server/features/sessions/mutations.ts';
import type { Space } from '#server/features/spaces/data.ts';
import { participantsOf } from '#server/features/speed-dating/data.ts';
import { agendaFor, keepNote, type Registered } from '#server/features/speed-dating/mutations.ts';
import { AppError } from '#shared/core/errors.ts';
import { type OrganisationId, type PersonId, toId } from '#shared/core/ids.ts';
import type { Result } from '#shared/core/result.ts';
import { partnersMet } from '#shared/features/sessions/domain.ts';
import {
  lastStartedStep,
  nextDeadline,
  plannedSession,
  transition,
} from '#shared/features/sessions/machine.ts';
import type { Agenda, CreateSession, SessionState } from '#shared/features/sessions/schema.ts';
import { register } from '#shared/features/speed-dating/domain.ts';
import type { Note, Participant, Template } from '#shared/features/speed-dating/schema.ts';

/** An organisation with one or two of its people. */
export interface NewParticipant extends Registered {
  readonly people: readonly PersonId[];
}

interface NewSpeedDating {
  readonly space: Space;
  readonly createdBy: PersonId;
  /** Its `startsAt` is when it takes, or took, place. */
  readonly session: CreateSession;
  readonly participants: readonly NewParticipant[];
}

const MINUTE = 60_000;

/** A speed dating to come, with those who registered, waiting for its plan. For demonstration data. */
export function keepUpcomingSpeedDating(
  { space, createdBy, session, participants }: NewSpeedDating,
  at: number,
): Promise<Session> {
  const course = { participants: registerAll(participants), state: plannedSession(at) };
  return keepSession(space, createdBy, session, course);
}

/** A note by organisation; a session of the past knows its participants only once it is kept. */
export interface NoteBetween extends Omit<Note, 'from' | 'about'> {
  readonly from: OrganisationId;
  readonly about: OrganisationId;
}

/**
 * A speed dating that took place, run through the same machine: `at` is when it was announced, and
 * every step lasted what the template says. For demonstration data. Throws `bad_input` for a note
 * between two who did not meet.
 */
export async function keepPastSpeedDating(
  dating: NewSpeedDating & { readonly template: Template; readonly notes: readonly NoteBetween[] },
  at: number,
): Promise<Session> {
  const { space, createdBy, session, template, notes } = dating;
  const participants = registerAll(dating.participants);
  const agenda = agendaFor(participants, { rounds: undefined, template });
  const state = courseOf(agenda, at, session.startsAt);
  const kept = await keepSession(space, createdBy, session, { participants, state });
  const idOf = participantsByOrganisation(kept);
  for (const note of notes) {
    const [from, about] = [idOf(note.from), idOf(note.about)];
    const { level, leads } = note;
    if (!partnersMet(kept.state.agenda, lastStartedStep(kept.state), from).has(about)) {
      throw new AppError('bad_input', 'a note between two who did not meet');
    }
    await keepNote(kept.id, { from, about, level, leads }, state.changedAt);
  }
  return kept;
}

function registerAll(newcomers: readonly NewParticipant[]): readonly Participant[] {
  let participants: readonly Participant[] = [];
  for (const { organisationId, side, people } of newcomers) {
    const participantId = toId<'participant'>(String(new Types.ObjectId()));
    for (const personId of people) {
      participants = accepted(
        register(participants, { personId, organisationId, side, participantId }),
      );
    }
  }
  return participants;
}

/** The state of a session that ran to its end without a pause. */
function courseOf(agenda: Agenda, announcedAt: number, startsAt: number): SessionState {
  let state: SessionState = plannedSession(announcedAt);
  const follow = (event: Parameters<typeof transition>[1], at: number) => {
    state = accepted(transition(state, event, at)).state;
  };
  follow({ type: 'plan', revision: state.revision, agenda }, announcedAt);
  follow({ type: 'openLobby', revision: state.revision }, startsAt - 10 * MINUTE);
  follow({ type: 'start', revision: state.revision }, startsAt);
  for (let due = nextDeadline(state); due !== null; due = nextDeadline(state)) {
    follow({ type: 'deadlinePassed', revision: state.revision }, due);
  }
  return state;
}

function participantsByOrganisation(session: Session) {
  const ids = new Map(
    participantsOf(session).map(({ organisationId, id }) => [organisationId, id]),
  );
  return (organisationId: OrganisationId) => {
    const id = ids.get(organisationId);
    if (!id)
      throw new AppError('bad_input', 'a note by or about an organisation that did not come');
    return id;
  };
}

function accepted<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new AppError(result.code, result.message);
  return result.value;
}
