import { ok, type Result, refuse } from '#shared/core/result.ts';
import { partnersMet } from '#shared/features/sessions/domain.ts';
import { lastStartedStep } from '#shared/features/sessions/machine.ts';
import type { ParticipantId, SessionState } from '#shared/features/sessions/schema.ts';
import {
  LEAD_KINDS,
  type MutualInterest,
  type Note,
} from '#shared/features/speed-dating/schema.ts';

/**
 * [SD12] [SD13] A note while the session runs, about someone met in it. `wrong_state` once closed: whoever
 * has read what was revealed could otherwise change their notes to learn more.
 */
export function checkNote(state: SessionState, note: Note): Result<Note> {
  if (state.phase !== 'running') return refuse('wrong_state', 'notes are taken during the session');
  const met = partnersMet(state.agenda, lastStartedStep(state), note.from);
  return met.has(note.about) ? ok(note) : refuse('forbidden', 'these two have not met');
}

const isInterested = (note: Note) => note.level !== 'no';

/**
 * [SD14] to [SD17] What `reader` learns at close: the partners who are interested as they are, the kinds
 * of lead that both noted, and their own note. The order follows the identifiers, so that it
 * tells neither when nor in which order others wrote. `notes` are those of one session, one for
 * each author and subject.
 */
export function revealedTo(
  state: SessionState,
  reader: ParticipantId,
  notes: readonly Note[],
): Result<readonly MutualInterest[]> {
  if (state.phase !== 'closed') return refuse('wrong_state', 'notes are revealed at close');
  const received = new Map(
    notes
      .filter((note) => note.about === reader && isInterested(note))
      .map((note) => [note.from, note]),
  );
  const mutual: MutualInterest[] = [];
  for (const own of notes) {
    if (own.from !== reader || !isInterested(own)) continue;
    const other = received.get(own.about);
    if (other) mutual.push({ partner: own.about, commonKinds: commonKinds(own, other), own });
  }
  return ok(mutual.sort((one, two) => (one.partner < two.partner ? -1 : 1)));
}

function commonKinds(own: Note, other: Note) {
  const named = (note: Note) => new Set(note.leads.map((lead) => lead.kind));
  const both = named(own).intersection(named(other));
  return LEAD_KINDS.filter((kind) => both.has(kind));
}
