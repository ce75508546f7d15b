import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer } from 'react';
import { sessionKey } from '#client/features/sessions/api.ts';
import { emitAcknowledged, useLiveEvent } from '#client/features/sessions/socket.ts';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useConnectionState } from '#client/platform/realtime/connection-state.ts';
import { useOnConnect } from '#client/platform/realtime/live.ts';
import type { SessionDetailView } from '#shared/features/sessions/announcement.schema.ts';
import type { ChatMessage, JoinedSession } from '#shared/features/sessions/events.ts';
import type { SessionState, SessionView } from '#shared/features/sessions/schema.ts';

/** What the screen knows of a session; `view` is from the server, its times on the server's clock. */
export interface LiveSession {
  readonly view: SessionView;
  /** What to add to this device's clock to have the server's, in milliseconds. */
  readonly offset: number;
  readonly console: SessionState | null;
  readonly messages: readonly ChatMessage[];
  readonly people: ReadonlySet<string>;
  /** False until the room was entered, and again while the connection is lost. */
  readonly joined: boolean;
}

type Change =
  | { readonly type: 'read'; readonly read: ReadDetail }
  | { readonly type: 'arrived'; readonly arrival: JoinedSession }
  | { readonly type: 'view'; readonly view: SessionView }
  | { readonly type: 'console'; readonly console: SessionState; readonly view: SessionView | null }
  | { readonly type: 'people'; readonly people: readonly string[] }
  | { readonly type: 'message'; readonly message: ChatMessage }
  | { readonly type: 'lost' };

const MOST_MESSAGES = 300;
const RETRY_AFTER = 3_000;
/** How late the next step may be before one asks for it; milliseconds. */
const PATIENCE = 2_500;

const offsetOf = (view: SessionView, receivedAt: number): number => view.at - receivedAt;

/** The newer of two views: what was told before an arrival may come after it. */
const withView = (live: LiveSession, view: SessionView, receivedAt = Date.now()): LiveSession =>
  view.revision < live.view.revision ? live : { ...live, view, offset: offsetOf(view, receivedAt) };

function merged(known: readonly ChatMessage[], more: readonly ChatMessage[]): ChatMessage[] {
  const byId = new Map([...known, ...more].map((message) => [message.id, message]));
  return [...byId.values()].sort((one, two) => one.sentAt - two.sentAt).slice(-MOST_MESSAGES);
}

function follow(live: LiveSession, change: Change): LiveSession {
  switch (change.type) {
    case 'read': {
      // Whoever is in the room is told at once; an answer from a cache is older.
      if (live.joined) return live;
      const { detail, at } = change.read;
      return { ...withView(live, detail.view, at), console: detail.console };
    }
    case 'arrived': {
      const { view, console, messages, people } = change.arrival;
      return {
        ...withView(live, view),
        console,
        messages: merged(live.messages, messages),
        people: new Set(people),
        joined: true,
      };
    }
    case 'view':
      return withView(live, change.view);
    case 'console': {
      if (live.console && change.console.revision < live.console.revision) return live;
      const next = { ...live, console: change.console };
      return change.view ? withView(next, change.view) : next;
    }
    case 'people':
      return { ...live, people: new Set(change.people) };
    case 'message':
      return { ...live, messages: merged(live.messages, [change.message]) };
    case 'lost':
      return { ...live, joined: false };
  }
}

/** The answer of HTTP, and when this device received it. */
interface ReadDetail {
  readonly detail: SessionDetailView;
  readonly at: number;
}

const firstKnown = ({ detail, at }: ReadDetail): LiveSession => ({
  view: detail.view,
  offset: offsetOf(detail.view, at),
  console: detail.console,
  messages: [],
  people: new Set(),
  joined: false,
});

/**
 * Enters the live session of those who take part or run it, and follows it: each transition, who is
 * here, what is said. Comes back by itself after each loss of connection.
 */
export function useLiveSession(detail: SessionDetailView, readAt: number): LiveSession {
  const sessionId = detail.session.id;
  const { live: mayJoin } = detail.parts;
  const queryClient = useQueryClient();
  const connection = useConnectionState();
  const [live, apply] = useReducer(follow, { detail, at: readAt }, firstKnown);

  const join = useCallback(async (): Promise<void> => {
    if (!mayJoin) return;
    try {
      const arrival = await emitAcknowledged('session.join', { sessionId });
      apply({ type: 'arrived', arrival });
    } catch (error) {
      apply({ type: 'lost' });
      const refused = error instanceof ApiError && error.status > 0 && error.status < 500;
      // What one may do has changed: the page is read again.
      if (refused) void queryClient.invalidateQueries({ queryKey: sessionKey(sessionId) });
      else setTimeout(() => void join(), RETRY_AFTER);
    }
  }, [sessionId, mayJoin, queryClient]);

  useEffect(() => apply({ type: 'read', read: { detail, at: readAt } }), [detail, readAt]);
  useOnConnect(() => void join());
  useEffect(() => {
    if (!mayJoin) return;
    void join();
    return () => {
      emitAcknowledged('session.leave', { sessionId }).catch(() => {});
    };
  }, [mayJoin, join, sessionId]);

  useSessionEvents(detail, apply);
  useLateStep(live, join);
  return { ...live, joined: live.joined && connection === 'connected' };
}

function useSessionEvents(detail: SessionDetailView, apply: (change: Change) => void): void {
  const queryClient = useQueryClient();
  const { id } = detail.session;
  useLiveEvent('session.state', ({ sessionId, view }) => {
    if (sessionId === id) apply({ type: 'view', view });
  });
  useLiveEvent('session.console', ({ sessionId, view, console }) => {
    // Whoever also takes part is told their own seat besides.
    if (sessionId === id) apply({ type: 'console', console, view: detail.me ? null : view });
  });
  useLiveEvent('session.presence', ({ sessionId, people }) => {
    if (sessionId === id) apply({ type: 'people', people });
  });
  useLiveEvent('session.chat', (message) => {
    if (message.sessionId === id) apply({ type: 'message', message });
  });
  useLiveEvent('session.changed', ({ sessionId }) => {
    if (sessionId === id) void queryClient.invalidateQueries({ queryKey: sessionKey(id) });
  });
}

/** A step that should have turned and was not told: the news may have been lost on the way. */
function useLateStep({ view, offset, joined }: LiveSession, ask: () => Promise<void>): void {
  const deadline = view.phase === 'running' ? view.deadline : null;
  useEffect(() => {
    if (deadline === null || !joined) return;
    const wait = Math.max(0, deadline - (Date.now() + offset)) + PATIENCE;
    const timer = setTimeout(() => void ask(), Math.min(wait, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [deadline, offset, joined, ask]);
}
