import { organisations } from '#server/features/demonstration/content/organisations.ts';
import { people } from '#server/features/demonstration/content/people.ts';
import { pastSpeedDating } from '#server/features/demonstration/content/speed-dating-past.ts';
import { upcomingSpeedDating } from '#server/features/demonstration/content/speed-dating-upcoming.ts';
import type { SpeedDating } from '#server/features/demonstration/content/types.ts';
import type { Population } from '#server/features/demonstration/people.mutations.ts';
import { findSpace } from '#server/features/spaces/data.ts';
import {
  keepPastSpeedDating,
  keepUpcomingSpeedDating,
  type NewParticipant,
  type NoteBetween,
} from '#server/features/speed-dating/keep.mutations.ts';
import { createSessionSchema } from '#shared/features/sessions/schema.ts';
import { templateSchema } from '#shared/features/speed-dating/schema.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A session is announced three weeks before it takes place. */
const NOTICE = 21 * DAY;

/** One speed dating to come and one past with what came of it; `now` in milliseconds. */
export async function seedSessions(population: Population, now: number): Promise<void> {
  const past = evening(now - pastSpeedDating.daysAgo * DAY);
  await keepPastSpeedDating(
    {
      ...(await datingOf(population, pastSpeedDating, pastSpeedDating.participants, past)),
      template: templateSchema.parse({ round: pastSpeedDating.meetingMinutes * MINUTE }),
      notes: pastNotes(population),
    },
    past - NOTICE,
  );
  const coming = evening(now + upcomingSpeedDating.daysFromNow * DAY);
  await keepUpcomingSpeedDating(
    await datingOf(population, upcomingSpeedDating, upcomingSpeedDating.cards, coming),
    now - 2 * DAY,
  );
}

/** The same day at half past six in the evening. */
function evening(moment: number): number {
  return new Date(moment).setHours(18, 30, 0, 0);
}

async function datingOf(
  population: Population,
  content: SpeedDating,
  comers: readonly { readonly organisation: string; readonly person: string }[],
  startsAt: number,
) {
  const spaceId = population.spaces.get(content.territory);
  const space = await findSpace(spaceId);
  const facilitator = people.find((person) => person.signIn === 'facilitator');
  if (!space || !facilitator) throw new Error(`a session without a place: ${content.key}`);
  const session = createSessionSchema.parse({
    clientKey: content.key,
    kind: 'speed_dating',
    title: content.title,
    place: content.place,
    description: `Avec : ${content.partner}`,
    startsAt,
    audience: 'public',
    facilitatorIds: [],
  });
  return {
    space,
    createdBy: population.people.get(facilitator.key),
    session,
    participants: comers.map((comer) => participantOf(population, comer)),
  };
}

function participantOf(
  population: Population,
  { organisation, person }: { readonly organisation: string; readonly person: string },
): NewParticipant {
  const card = organisations.find(({ key }) => key === organisation);
  return {
    organisationId: population.organisations.get(organisation),
    side: card?.kind === 'business' ? 'business' : 'association',
    people: [population.people.get(person)],
  };
}

function pastNotes(population: Population): NoteBetween[] {
  const note = (from: string, about: string, words: string, nextStep: string): NoteBetween => ({
    from: population.organisations.get(from),
    about: population.organisations.get(about),
    level: 'yes',
    leads: [{ kind: 'common_project', words, nextStep }],
  });
  const mutual = pastSpeedDating.mutual.flatMap((lead) => [
    note(lead.association, lead.business, lead.associationWords, lead.nextStep),
    note(lead.business, lead.association, lead.businessWords, lead.nextStep),
  ]);
  const oneSided = pastSpeedDating.oneSided.map(({ from, to, words }) => note(from, to, words, ''));
  return [...mutual, ...oneSided];
}
