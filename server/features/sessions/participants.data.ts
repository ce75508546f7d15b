import { namesOf } from '#server/features/accounts/data.ts';
import { organisationsById } from '#server/features/organisations/data.ts';
import type { OrganisationId, PersonId } from '#shared/core/ids.ts';
import type { OrganisationView } from '#shared/features/organisations/schema.ts';
import type {
  OrganisationCard,
  ParticipantView,
} from '#shared/features/sessions/announcement.schema.ts';
import type { Participant } from '#shared/features/sessions/schema.ts';

/** [SE21] Participants as others see them; the names of their people only where `withPeople`. */
export async function participantViews(
  participants: readonly Participant[],
  withPeople: boolean,
): Promise<readonly ParticipantView[]> {
  const people = withPeople ? participants.flatMap((participant) => participant.people) : [];
  const [organisations, names] = await Promise.all([
    organisationsById(participants.map((participant) => participant.organisationId)),
    namesOf(people),
  ]);
  return participants.map(({ id, side, organisationId, people: its }) => ({
    id,
    side,
    organisation: toCard(organisationId, organisations.get(organisationId)),
    people: withPeople ? withNames(its, names) : [],
  }));
}

export const withNames = (ids: readonly PersonId[], names: ReadonlyMap<string, string>) =>
  ids.map((id) => ({ id, name: names.get(id) ?? '' }));

function toCard(id: OrganisationId, organisation: OrganisationView | undefined): OrganisationCard {
  if (!organisation) {
    return { id, name: '', kind: 'association', town: '', mission: '', needs: [], offers: [] };
  }
  const { name, kind, town, mission, needs, offers } = organisation;
  return { id, name, kind, town, mission, needs, offers };
}
