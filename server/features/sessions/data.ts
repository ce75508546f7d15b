import { type QueryFilter, type Types, trusted } from 'mongoose';
import {
  type ChatMessageRecord,
  ChatMessages,
  type SessionRecord,
  Sessions,
} from '#server/features/sessions/model.ts';
import { findSpace, type Space } from '#server/features/spaces/data.ts';
import { AppError } from '#shared/core/errors.ts';
import { type PersonId, type SessionId, toId } from '#shared/core/ids.ts';
import {
  mayJoinSession,
  mayReadSession,
  mayRunSession,
  type SessionAccess,
} from '#shared/features/sessions/abilities.ts';
import { seatIn } from '#shared/features/sessions/domain.ts';
import {
  type ListSessions,
  type Participant,
  type ParticipantId,
  participantSchema,
  SESSION_LIMITS,
  type SendChat,
  type SessionKind,
  type SessionState,
  sessionStateSchema,
} from '#shared/features/sessions/schema.ts';
import {
  mayReadMembersContent,
  maySeeSpace,
  signedIn,
  type Viewer,
} from '#shared/features/spaces/abilities.ts';

export interface Session extends SessionAccess {
  readonly id: SessionId;
  readonly kind: SessionKind;
  readonly title: string;
  readonly place: string;
  readonly description: string;
  /** Milliseconds since 1970, as every time in a session. */
  readonly startsAt: number;
  readonly participants: readonly Participant[];
  readonly participantsRevision: number;
  readonly state: SessionState;
  readonly createdBy: PersonId;
}

type Stored<Record> = Record & { _id: Types.ObjectId };

const toPersonId = (id: Types.ObjectId) => toId<'person'>(String(id));

export function toSession(record: Stored<SessionRecord>): Session {
  const participants = record.participants.map((participant) =>
    participantSchema.parse({
      id: String(participant.id),
      organisationId: String(participant.organisationId),
      side: participant.side,
      people: participant.people.map(String),
    }),
  );
  return {
    id: toId<'session'>(String(record._id)),
    spaceId: toId<'space'>(String(record.spaceId)),
    kind: record.kind,
    title: record.title,
    place: record.place,
    description: record.description,
    startsAt: record.startsAt.getTime(),
    audience: record.audience,
    facilitatorIds: record.facilitatorIds.map(toPersonId),
    participants,
    peopleIds: participants.flatMap((participant) => participant.people),
    participantsRevision: record.participantsRevision,
    state: sessionStateSchema.parse(record.state),
    createdBy: toPersonId(record.createdBy),
  };
}

export async function findSession(id: SessionId): Promise<Session | null> {
  const record = await Sessions.findById(id).lean();
  return record && toSession(record);
}

/** [SE21] The session whose announcement this viewer may read. Throws `not_found` for any other. */
export async function readableSession(viewer: Viewer, id: SessionId): Promise<Session> {
  const session = await findSession(id);
  if (!session || !mayReadSession(viewer, session)) {
    throw new AppError('not_found', 'no such session');
  }
  return session;
}

/** [SE20] Throws `not_found`, `not_signed_in` or `forbidden`. */
export async function joinableSession(viewer: Viewer, id: SessionId): Promise<Session> {
  const session = await readableSession(viewer, id);
  signedIn(viewer, 'take part');
  if (mayJoinSession(viewer, session)) return session;
  throw new AppError('forbidden', 'those who registered take part');
}

/** [SE19] Throws `not_found`, `not_signed_in` or `forbidden`. */
export async function runnableSession(viewer: Viewer, id: SessionId): Promise<Session> {
  const session = await readableSession(viewer, id);
  signedIn(viewer, 'run a session');
  if (mayRunSession(viewer, session)) return session;
  throw new AppError('forbidden', 'facilitators run the session');
}

/** The space of a session, which always has one. */
export async function spaceOf(session: Session): Promise<Space> {
  const space = await findSpace(session.spaceId);
  if (!space) throw new AppError('not_found', 'no such space');
  return space;
}

/** [SE23] */
const FORGOTTEN_AFTER = 24 * 60 * 60_000;

interface SessionList {
  readonly sessions: readonly Session[];
  readonly next: string | null;
}

/**
 * [SE21] [SE23] A page of the sessions of a space that this viewer may read: those to come by date,
 * or those that were, the last first.
 */
export async function listSessions(
  viewer: Viewer,
  space: Space,
  { when, after, limit }: ListSessions,
  now: number,
): Promise<SessionList> {
  if (!maySeeSpace(viewer, space)) throw new AppError('not_found', 'no such space');
  const direction = when === 'coming' ? 1 : -1;
  const conditions: SessionFilter[] = [
    when === 'coming' ? toCome(now) : past(now),
    readableIn(viewer, space),
    after ? comingAfter(after, when) : {},
  ];
  const records = await Sessions.find({ spaceId: space.id, $and: conditions })
    .sort({ startsAt: direction, _id: direction })
    .limit(limit + 1)
    .lean();
  const sessions = records.slice(0, limit).map(toSession);
  const last = records.length > limit ? sessions.at(-1) : undefined;
  return { sessions, next: last ? `${last.startsAt}-${last.id}` : null };
}

type SessionFilter = QueryFilter<SessionRecord>;

const toCome = (now: number): SessionFilter => ({
  $or: [
    { 'state.phase': trusted({ $in: ['lobby', 'running'] }) },
    { 'state.phase': 'planned', startsAt: trusted({ $gte: new Date(now - FORGOTTEN_AFTER) }) },
  ],
});

const past = (now: number): SessionFilter => ({
  $or: [
    { 'state.phase': 'closed' },
    { 'state.phase': 'planned', startsAt: trusted({ $lt: new Date(now - FORGOTTEN_AFTER) }) },
  ],
});

function readableIn(viewer: Viewer, space: Space): SessionFilter {
  if (mayReadMembersContent(viewer, space)) return {};
  if (viewer.personId === null) return { audience: 'public' };
  return {
    $or: [
      { audience: 'public' },
      { facilitatorIds: viewer.personId },
      { 'participants.people': viewer.personId },
    ],
  };
}

function comingAfter(cursor: string, when: ListSessions['when']): SessionFilter {
  const [at = '', id = ''] = cursor.split('-');
  const date = new Date(Number(at));
  const [laterDate, laterId] =
    when === 'coming'
      ? [trusted({ $gt: date }), trusted({ $gt: id })]
      : [trusted({ $lt: date }), trusted({ $lt: id })];
  return { $or: [{ startsAt: laterDate }, { startsAt: date, _id: laterId }] };
}

const MOST_DUE = 200;

/** What the clock has to move until `until`, the first due first. */
export async function sessionsDue(
  until: number,
): Promise<readonly { readonly id: SessionId; readonly dueAt: number }[]> {
  const records = await Sessions.find({ dueAt: trusted({ $ne: null, $lte: until }) }, { dueAt: 1 })
    .sort({ dueAt: 1 })
    .limit(MOST_DUE)
    .lean();
  return records.flatMap(({ _id, dueAt }) =>
    dueAt === null ? [] : [{ id: toId<'session'>(String(_id)), dueAt }],
  );
}

/** Where something is said: to everyone, or at one table during one step. */
export interface ChatPlace {
  readonly step: number | null;
  readonly table: number | null;
}

export const EVERYONE: ChatPlace = { step: null, table: null };

/** [SE17] The table where a participant sits now; null when they sit at none. */
export function tableOf(state: SessionState, participant: ParticipantId | null): ChatPlace | null {
  if (state.phase !== 'running' || participant === null) return null;
  const { index } = state.current;
  const step = state.agenda[index];
  const seat = step && seatIn(step, participant);
  return seat?.kind === 'table' ? { step: index, table: seat.table } : null;
}

/** The participants who sit at a table in a step. */
export function participantsAt(state: SessionState, place: ChatPlace): readonly ParticipantId[] {
  const step = place.step === null ? undefined : state.agenda[place.step];
  if (step?.kind !== 'round') return [];
  return step.tables.find((table) => table.number === place.table)?.participants ?? [];
}

export interface KeptMessage extends SendChat, ChatPlace {
  readonly id: string;
  readonly authorId: PersonId;
  readonly facilitator: boolean;
  readonly sentAt: number;
}

export const toMessage = (record: Stored<ChatMessageRecord>): KeptMessage => ({
  id: String(record._id),
  sessionId: toId<'session'>(String(record.sessionId)),
  authorId: toPersonId(record.authorId),
  clientKey: record.clientKey,
  scope: record.scope,
  step: record.step,
  table: record.table,
  facilitator: record.facilitator,
  text: record.text,
  sentAt: record.sentAt.getTime(),
});

/** [SE22] The newest messages of one place, oldest first. */
export async function newestMessages(
  sessionId: SessionId,
  { step, table }: ChatPlace,
): Promise<readonly KeptMessage[]> {
  const records = await ChatMessages.find({ sessionId, step, table })
    .sort({ _id: -1 })
    .limit(SESSION_LIMITS.chatHistory)
    .lean();
  return records.map(toMessage).reverse();
}
