import type { Socket } from 'socket.io';
import { loadViewer } from '#server/features/accounts/data.ts';
import { sendChat } from '#server/features/sessions/chat.mutations.ts';
import {
  joinableSession,
  type KeptMessage,
  participantsAt,
  runnableSession,
  type Session,
} from '#server/features/sessions/data.ts';
import type { MoveSession } from '#server/features/sessions/mutations.ts';
import { presentArrival, presentMessages } from '#server/features/sessions/presenter.ts';
import type { Live } from '#server/platform/realtime/live.ts';
import type { Clock } from '#shared/core/clock.ts';
import { AppError } from '#shared/core/errors.ts';
import { type PersonId, type SessionId, toId } from '#shared/core/ids.ts';
import { mayRunSession } from '#shared/features/sessions/abilities.ts';
import { participantOf } from '#shared/features/sessions/domain.ts';
import type {
  ChatMessage,
  ConsoleUpdate,
  JoinedSession,
  SessionPresence,
  SessionUpdate,
} from '#shared/features/sessions/events.ts';
import {
  commandSessionSchema,
  joinSessionSchema,
  type ParticipantId,
  sendChatSchema,
} from '#shared/features/sessions/schema.ts';
import { viewFor } from '#shared/features/sessions/view.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';

/** Everyone who joined: presence, and words to everyone. */
const sessionRoom = (id: SessionId) => `session:${id}`;
/** [SE14] The people of one participant: their own seat, and the words of their table. */
const participantRoom = (id: SessionId, participant: ParticipantId) =>
  `session:${id}:participant:${participant}`;
const consoleRoom = (id: SessionId) => `session:${id}:console`;

const JOINS = { name: 'session.join', points: 120, seconds: 60 };
const COMMANDS = { name: 'session.command', points: 60, seconds: 60 };
const WORDS = { name: 'session.chat', points: 40, seconds: 60 };

/** Many people arrive at once, above all after a restart: they are told together. */
const PRESENCE_DELAY = 150;

interface SessionEvents {
  /** Someone registered or left, or a plan was made. */
  changed(session: Session): void;
  /** [SE20] Judges again what the sockets of a person may hear. */
  onAccessChanged(personId: string): Promise<void>;
}

/** Tells each participant their own view of the new state, and the console the whole. */
export function tellSession(live: Live, session: Session, now: number): void {
  const { id: sessionId, state } = session;
  for (const participant of session.participants) {
    const update: SessionUpdate = { sessionId, view: viewFor(state, participant.id, now) };
    live.tell(participantRoom(sessionId, participant.id), 'session.state', update);
  }
  const update: ConsoleUpdate = { sessionId, view: viewFor(state, null, now), console: state };
  live.tell(consoleRoom(sessionId), 'session.console', update);
}

interface SessionEventSettings {
  readonly clock: Clock;
  readonly move: MoveSession;
}

export function addSessionEvents(live: Live, { clock, move }: SessionEventSettings): SessionEvents {
  const presence = tellPresence(live, clock);
  const joined = new Map<Socket, { readonly personId: PersonId; readonly ids: Set<SessionId> }>();

  live.onLeave((socket) => {
    const left = joined.get(socket);
    joined.delete(socket);
    for (const id of left?.ids ?? []) presence.later(socket, id);
  });

  live.on({
    name: 'session.join',
    schema: joinSessionSchema,
    limit: JOINS,
    handle: async ({ sessionId }, { viewer, socket }): Promise<JoinedSession> => {
      await enter(viewer, socket, sessionId);
      const personId = signedIn(viewer, 'take part');
      const known = joined.get(socket) ?? { personId, ids: new Set() };
      joined.set(socket, known);
      known.ids.add(sessionId);
      presence.later(socket, sessionId);
      // Read once the rooms are entered: a change before is in it, a change after is told.
      const session = await joinableSession(viewer, sessionId);
      const arrival = await presentArrival(viewer, session, clock.now());
      return { ...arrival, people: await peopleIn(socket, sessionId) };
    },
  });

  live.on({
    name: 'session.leave',
    schema: joinSessionSchema,
    handle: async ({ sessionId }, { socket }) => {
      joined.get(socket)?.ids.delete(sessionId);
      await leaveRooms(socket, sessionId, []);
      presence.later(socket, sessionId);
    },
  });

  live.on({
    name: 'session.command',
    schema: commandSessionSchema,
    limit: COMMANDS,
    handle: async ({ sessionId, command }, { viewer }) => {
      await runnableSession(viewer, sessionId);
      const { session } = await move(sessionId, command);
      return { revision: session.state.revision };
    },
  });

  live.on({
    name: 'session.chat',
    schema: sendChatSchema,
    limit: WORDS,
    handle: async (input, { viewer }): Promise<ChatMessage> => {
      const { session, message, created } = await sendChat(viewer, input, clock.now());
      const [view] = await presentMessages([message]);
      if (!view) throw new AppError('internal', 'the message was not kept');
      if (created) tellMessage(live, session, message, view);
      return view;
    },
  });

  return {
    changed({ id: sessionId }) {
      live.tell(sessionRoom(sessionId), 'session.changed', { sessionId });
    },
    async onAccessChanged(personId) {
      const viewer = await loadViewer(toId<'person'>(personId));
      for (const [socket, known] of joined) {
        if (known.personId !== personId) continue;
        for (const id of known.ids) {
          await enter(viewer, socket, id).catch(() => known.ids.delete(id));
          presence.later(socket, id);
        }
      }
    },
  };
}

/** Brings a socket into the rooms that its person may hear, and out of all others of the session. */
async function enter(viewer: Viewer, socket: Socket, sessionId: SessionId): Promise<void> {
  const rooms = await roomsOf(viewer, sessionId).catch(async (refusal: unknown) => {
    await leaveRooms(socket, sessionId, []);
    throw refusal;
  });
  await leaveRooms(socket, sessionId, rooms);
  socket.data.personId = viewer.personId;
  await socket.join(rooms);
}

async function roomsOf(viewer: Viewer, sessionId: SessionId): Promise<string[]> {
  const session = await joinableSession(viewer, sessionId);
  const participant = participantOf(session.participants, viewer.personId);
  return [
    sessionRoom(sessionId),
    ...(participant ? [participantRoom(sessionId, participant.id)] : []),
    ...(mayRunSession(viewer, session) ? [consoleRoom(sessionId)] : []),
  ];
}

async function leaveRooms(
  socket: Socket,
  sessionId: SessionId,
  kept: readonly string[],
): Promise<void> {
  const room = sessionRoom(sessionId);
  for (const name of socket.rooms) {
    const ofSession = name === room || name.startsWith(`${room}:`);
    if (ofSession && !kept.includes(name)) await socket.leave(name);
  }
}

function tellMessage(live: Live, session: Session, message: KeptMessage, view: ChatMessage): void {
  if (message.scope === 'everyone') {
    live.tell(sessionRoom(session.id), 'session.chat', view);
    return;
  }
  for (const participant of participantsAt(session.state, message)) {
    live.tell(participantRoom(session.id, participant), 'session.chat', view);
  }
}

/** [SE16] Who holds a connection, on every node. */
async function peopleIn(socket: Socket, sessionId: SessionId): Promise<readonly PersonId[]> {
  const sockets = await socket.nsp.in(sessionRoom(sessionId)).fetchSockets();
  const ids = sockets.flatMap(({ data }) =>
    typeof data.personId === 'string' ? [toId<'person'>(data.personId)] : [],
  );
  return [...new Set(ids)].sort();
}

function tellPresence(live: Live, clock: Clock) {
  const waiting = new Set<SessionId>();
  const tell = async (socket: Socket, sessionId: SessionId) => {
    waiting.delete(sessionId);
    const update: SessionPresence = { sessionId, people: await peopleIn(socket, sessionId) };
    live.tell(sessionRoom(sessionId), 'session.presence', update);
  };
  return {
    later(socket: Socket, sessionId: SessionId): void {
      if (waiting.has(sessionId)) return;
      waiting.add(sessionId);
      // A node that does not answer is no reason to end this one: the next change tells again.
      clock.after(PRESENCE_DELAY, () => void tell(socket, sessionId).catch(() => {}));
    },
  };
}
