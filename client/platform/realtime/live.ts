import { useEffect, useEffectEvent } from 'react';
import { io, type Socket } from 'socket.io-client';
import { ApiError } from '#client/platform/api/api-error.ts';
import { connectionState } from '#client/platform/realtime/connection-state.ts';
import { ERROR_STATUS } from '#shared/core/errors.ts';
import type { Acknowledgement } from '#shared/core/result.ts';

/** How long an acknowledgement is waited for; milliseconds. */
const TIMEOUT = 10_000;

let socket: Socket | null = null;

/** The one connection of this page, made when the first page needs it. */
function liveSocket(): Socket {
  if (socket) return socket;
  const created = io({ path: '/socket.io', transports: ['websocket', 'polling'] });
  connectionState.write('connecting');
  created.on('connect', () => connectionState.write('connected'));
  created.on('disconnect', () => connectionState.write('lost'));
  created.on('connect_error', () => connectionState.write('lost'));
  socket = created;
  return created;
}

type ClientEventMap<Events> = {
  [Name in keyof Events]: { readonly input: unknown; readonly value: unknown };
};

/**
 * Live events typed by a feature's own maps: `ServerEvents` gives each event's payload,
 * `ClientEvents` gives `{input, value}` for each event that is acknowledged.
 */
export function liveFor<ServerEvents, ClientEvents extends ClientEventMap<ClientEvents>>() {
  /** Calls `handler` at each event while the component is shown. */
  // biome-ignore lint/correctness/noComponentHookFactories: called once per feature, at load, to bind its types
  function useLiveEvent<Name extends keyof ServerEvents & string>(
    name: Name,
    handler: (payload: ServerEvents[Name]) => void,
  ): void {
    const latest = useEffectEvent(handler);
    useEffect(() => {
      const live = liveSocket();
      const event: string = name;
      const listener = (payload: ServerEvents[Name]) => latest(payload);
      live.on(event, listener);
      return () => {
        live.off(event, listener);
      };
    }, [name]);
  }

  /** Sends one event and waits for its answer. Rejects with an `ApiError`, within 10 s. */
  async function emitAcknowledged<Name extends keyof ClientEvents & string>(
    name: Name,
    input: ClientEvents[Name]['input'],
  ): Promise<ClientEvents[Name]['value']> {
    const live = liveSocket();
    const answer: Acknowledgement<ClientEvents[Name]['value']> = await live
      .timeout(TIMEOUT)
      .emitWithAck(name, input)
      .catch(() => {
        throw new ApiError(live.connected ? 'timeout' : 'network', 0, `no answer to ${name}`);
      });
    if (answer.ok) return answer.value;
    const { code, message, fields } = answer.error;
    throw new ApiError(code, ERROR_STATUS[code], message, fields);
  }

  return { useLiveEvent, emitAcknowledged };
}

/**
 * Calls `handler` now if connected, and after each connection: the moment to enter a room again
 * and to read what was missed.
 */
export function useOnConnect(handler: () => void): void {
  const latest = useEffectEvent(handler);
  useEffect(() => {
    const live = liveSocket();
    const listener = () => latest();
    if (live.connected) listener();
    live.on('connect', listener);
    return () => {
      live.off('connect', listener);
    };
  }, []);
}
