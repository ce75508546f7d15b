import { liveFor } from '#client/platform/realtime/live.ts';
import type {
  SpeedDatingClientEvents,
  SpeedDatingServerEvents,
} from '#shared/features/speed-dating/events.ts';

export const { useLiveEvent, emitAcknowledged } = liveFor<
  SpeedDatingServerEvents,
  SpeedDatingClientEvents
>();
