import { liveFor } from '#client/platform/realtime/live.ts';
import type { SessionClientEvents, SessionServerEvents } from '#shared/features/sessions/events.ts';

export const { useLiveEvent, emitAcknowledged } = liveFor<
  SessionServerEvents,
  SessionClientEvents
>();
