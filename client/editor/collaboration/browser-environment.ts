import { type OpenSocket, socketsOf } from '#client/platform/collab/client-socket.ts';
import type { ConnectionEnvironment } from '#client/platform/collab/document-connection.ts';
import { systemClock } from '#shared/core/clock.ts';

const openWebSocket = socketsOf((url, protocol) => new WebSocket(url, protocol));

/** What `CloseEvent` calls a connection that ended without a word. */
const LOST = 1006;

/** A browser leaves a socket open when the network goes: what is sent would wait in silence. */
const openSocket: OpenSocket = (url, protocol, events) => {
  const onOffline = () => {
    socket.close();
    events.closed(LOST, 'offline');
  };
  const socket = openWebSocket(url, protocol, {
    ...events,
    closed: (code, reason) => {
      removeEventListener('offline', onOffline);
      events.closed(code, reason);
    },
  });
  addEventListener('offline', onOffline, { once: true });
  return socket;
};

/** The page as a connection's surroundings. */
export const browserEnvironment: ConnectionEnvironment = {
  clock: systemClock,
  random: Math.random,
  openSocket,
  onHint(callback) {
    const onSeen = () => {
      if (document.visibilityState === 'visible') callback();
    };
    addEventListener('online', callback);
    document.addEventListener('visibilitychange', onSeen);
    return () => {
      removeEventListener('online', callback);
      document.removeEventListener('visibilitychange', onSeen);
    };
  },
};
