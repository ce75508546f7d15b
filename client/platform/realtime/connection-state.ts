import { createStore, useStore } from '#client/platform/store.ts';

/** `idle` until a page needs live events; `lost` while the client tries to come back. */
export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'lost';

export const connectionState = createStore<ConnectionState>('idle');

/** The state of live events, for whoever must say that the screen may be late. */
export const useConnectionState = (): ConnectionState => useStore(connectionState);
