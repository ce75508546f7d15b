import type { MovedSession } from '#server/features/sessions/mutations.ts';
import { notesOfSession, participantsOf, revealedIn } from '#server/features/speed-dating/data.ts';
import { writeNote } from '#server/features/speed-dating/mutations.ts';
import type { Live } from '#server/platform/realtime/live.ts';
import type { Clock } from '#shared/core/clock.ts';
import type { Revealed, SpeedDatingServerEvents } from '#shared/features/speed-dating/events.ts';
import {
  type Note,
  type Participant,
  writeNoteSchema,
} from '#shared/features/speed-dating/schema.ts';

const NOTES = { name: 'speed-dating.note', points: 120, seconds: 60 };

export function addSpeedDatingEvents(live: Live, { clock }: { readonly clock: Clock }): void {
  live.on({
    name: 'speed-dating.note',
    schema: writeNoteSchema,
    limit: NOTES,
    handle: async (input, { viewer }): Promise<Note> => {
      const { session, participant, note } = await writeNote(viewer, input, clock.now());
      tellParticipant(live, participant, 'speed-dating.noted', { sessionId: session.id, note });
      return note;
    },
  });
}

/** [SD14] [SD15] Tells the people of each participant, once the session closed, what they learn. */
export async function tellRevealed(live: Live, { session, effects }: MovedSession): Promise<void> {
  if (!effects.some((effect) => effect.type === 'closed')) return;
  const notes = await notesOfSession(session.id);
  for (const participant of participantsOf(session)) {
    const revealed: Revealed = {
      sessionId: session.id,
      mutual: revealedIn(session, participant, notes),
    };
    tellParticipant(live, participant, 'speed-dating.revealed', revealed);
  }
}

/** [SD19] People, not rooms of the session: no role brings anyone else to hear it. */
function tellParticipant<Name extends keyof SpeedDatingServerEvents>(
  live: Live,
  participant: Participant,
  event: Name,
  payload: SpeedDatingServerEvents[Name],
): void {
  for (const person of participant.people) live.tell(`person:${person}`, event, payload);
}
