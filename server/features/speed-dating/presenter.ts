import { participantViews } from '#server/features/sessions/participants.data.ts';
import {
  notesOfSession,
  ownParticipant,
  participantsOf,
  revealedIn,
} from '#server/features/speed-dating/data.ts';
import type { SessionId } from '#shared/core/ids.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';
import type { ResultsView } from '#shared/features/speed-dating/events.ts';

/** [SD15] [SD16] Mutual interests with the partners' cards, the people who came for them included. */
export async function presentResults(viewer: Viewer, id: SessionId): Promise<ResultsView> {
  const { session, participant } = await ownParticipant(viewer, id);
  const mutual = revealedIn(session, participant, await notesOfSession(id));
  const partners = new Set(mutual.map((interest) => interest.partner));
  const views = await participantViews(
    participantsOf(session).filter((other) => partners.has(other.id)),
    true,
  );
  const viewOf = new Map(views.map((view) => [view.id, view]));
  return {
    mutual: mutual.flatMap(({ partner, commonKinds, own }) => {
      const view = viewOf.get(partner);
      return view ? [{ partner: view, commonKinds, own }] : [];
    }),
  };
}
