import { namesOf } from '#server/features/accounts/data.ts';
import { organisationsById } from '#server/features/organisations/data.ts';
import {
  EVERYONE,
  type KeptMessage,
  newestMessages,
  type Session,
  spaceOf,
  tableOf,
} from '#server/features/sessions/data.ts';
import { participantViews, withNames } from '#server/features/sessions/participants.data.ts';
import type { Space } from '#server/features/spaces/data.ts';
import { sessionParts } from '#shared/features/sessions/abilities.ts';
import type {
  SessionDetailView,
  SessionSpace,
  SessionSummary,
} from '#shared/features/sessions/announcement.schema.ts';
import { participantOf } from '#shared/features/sessions/domain.ts';
import type { ChatMessage, JoinedSession } from '#shared/features/sessions/events.ts';
import { viewFor } from '#shared/features/sessions/view.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';

export function presentSummary(viewer: Viewer, session: Session): SessionSummary {
  const { id, kind, title, place, startsAt, state, participants } = session;
  return {
    id,
    kind,
    title,
    place,
    startsAt,
    phase: state.phase,
    participants: participants.length,
    registered: participantOf(participants, viewer.personId) !== null,
  };
}

export const presentSpace = ({ id, slug, name, accent, visibility }: Space): SessionSpace => ({
  id,
  slug,
  name,
  accent,
  visibility,
});

/** [SE21] The announcement, and what more this viewer receives of the session. */
export async function presentDetail(
  viewer: Viewer,
  session: Session,
  now: number,
): Promise<SessionDetailView> {
  const parts = sessionParts(viewer, session);
  const me = participantOf(session.participants, viewer.personId)?.id ?? null;
  const [space, participants, facilitators, mine] = await Promise.all([
    spaceOf(session),
    participantViews(session.participants, parts.live),
    namesOf(session.facilitatorIds),
    organisationsById(viewer.organisationIds),
  ]);
  return {
    session: {
      ...presentSummary(viewer, session),
      description: session.description,
      audience: session.audience,
    },
    space: presentSpace(space),
    facilitators: withNames(session.facilitatorIds, facilitators),
    participants,
    me,
    organisations: [...mine.values()].map(({ id, name, kind }) => ({ id, name, kind })),
    parts,
    view: viewFor(session.state, me, now),
    console: parts.console ? session.state : null,
  };
}

export async function presentMessages(
  messages: readonly KeptMessage[],
): Promise<readonly ChatMessage[]> {
  const names = await namesOf(messages.map((message) => message.authorId));
  return messages.map(({ id, sessionId, clientKey, scope, step, ...message }) => ({
    id,
    sessionId,
    clientKey,
    scope,
    step,
    author: { id: message.authorId, name: names.get(message.authorId) ?? '' },
    facilitator: message.facilitator,
    text: message.text,
    sentAt: message.sentAt,
  }));
}

/** [SE14] [SE22] What a person receives on arrival. */
export async function presentArrival(
  viewer: Viewer,
  session: Session,
  now: number,
): Promise<Omit<JoinedSession, 'people'>> {
  const me = participantOf(session.participants, viewer.personId)?.id ?? null;
  const table = tableOf(session.state, me);
  const [common, atTable] = await Promise.all([
    newestMessages(session.id, EVERYONE),
    table ? newestMessages(session.id, table) : [],
  ]);
  return {
    sessionId: session.id,
    view: viewFor(session.state, me, now),
    console: sessionParts(viewer, session).console ? session.state : null,
    messages: await presentMessages([...common, ...atTable]),
  };
}
