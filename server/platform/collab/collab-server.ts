import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ObjectId } from 'bson';
import { WebSocketServer } from 'ws';
import type { Authorise, Refusal, Visitor } from '#server/platform/collab/access.ts';
import {
  CollabHub,
  type CollabHubParts,
  type ConnectionFacts,
} from '#server/platform/collab/collab-hub.ts';
import { collabSocket } from '#server/platform/collab/collab-socket.ts';
import { COLLAB_LIMITS } from '#server/platform/collab/limits.ts';
import type { Rewriting } from '#server/platform/collab/server-writer.ts';
import { withTimeout } from '#server/platform/collab/with-timeout.ts';
import { systemClock } from '#shared/core/clock.ts';
import { CLOSE, type CloseCode } from '#shared/realtime/close-codes.ts';
import { type DocumentName, parseDocumentName } from '#shared/realtime/document-name.ts';
import { SUBPROTOCOL } from '#shared/realtime/protocol.ts';

export interface CollabServerParts extends Omit<CollabHubParts, 'newKey'> {
  /** Who asks, from the session of the request. */
  readonly authorise: Authorise;
  /** Whether a page of this origin may connect; undefined when the client is no browser. */
  readonly isAllowedOrigin: (origin: string | undefined, request: IncomingMessage) => boolean;
  /** The address to count by; the socket's own unless a proxy is trusted. */
  readonly addressOf?: (request: IncomingMessage) => string;
}

export interface CollabServer {
  /** Serves `/collab/<document>`; answers false, untouched, for any other path. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  closeWhere(
    predicate: (facts: ConnectionFacts) => boolean,
    code?: CloseCode,
    reason?: string,
  ): void;
  recheck(scope: { readonly account?: string; readonly document?: string }): void;
  /** Changes a document in the name of an account, as its own client would. */
  rewrite(name: DocumentName, account: string, change: Rewriting): Promise<void>;
  shutdown(wait?: number): Promise<void>;
  readonly connectionCount: number;
  readonly documentCount: number;
}

const PREFIX = '/collab/';
/** Three characters for each of the name's, when all are escaped. */
const MAX_PATH = 600;

interface Target {
  readonly name: DocumentName | null;
  readonly asks: boolean;
}

/** Documents over WebSocket. See `shared/realtime/SPEC.md` for its rules. */
export function createCollabServer(parts: CollabServerParts): CollabServer {
  const { clock = systemClock, addressOf = socketAddress } = parts;
  const limits = { ...COLLAB_LIMITS, ...parts.limits };
  // Ascending, so that the store adds each at the end of its index.
  const newKey = () => new ObjectId().toHexString();
  const hub = new CollabHub({ ...parts, newKey });
  const perAddress = new Map<string, number>();
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.update.maxBytes + 1024,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });

  const count = (address: string, change: 1 | -1): number => {
    const current = (perAddress.get(address) ?? 0) + change;
    if (current > 0) perAddress.set(address, current);
    else perAddress.delete(address);
    return current;
  };

  const accept = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    target: Target,
    visitor: Visitor | Refusal,
  ): void => {
    if (socket.destroyed) return;
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const opened = collabSocket(webSocket, socket);
      // Browsers hide the status of a failed upgrade, so refusals travel as close codes.
      if ('refused' in visitor) return opened.close(visitor.refused, visitor.reason);
      const { name, asks } = target;
      if (!name || (asks && name.section)) {
        return opened.close(CLOSE.unknownDocument, 'not the name of a document');
      }
      hub.open(opened, { visitor, address: addressOf(request), target: { ...name }, asks });
    });
  };

  return {
    handleUpgrade(request, socket, head) {
      const url = request.url ?? '';
      if (!url.startsWith(PREFIX)) return false;
      socket.on('error', () => socket.destroy());
      if (url.length > MAX_PATH) return answer(socket, 414);
      if (!parts.isAllowedOrigin(request.headers.origin, request)) return answer(socket, 403);
      const address = addressOf(request);
      if (count(address, 1) > limits.connectionsPerAddress) {
        count(address, -1);
        return answer(socket, 429);
      }
      socket.once('close', () => count(address, -1));
      const target = readTarget(request);
      withTimeout(parts.authorise(request), limits.authoriseTimeout, clock, 'authorise').then(
        (visitor) => accept(request, socket, head, target, visitor),
        (error: unknown) => {
          parts.onError?.(error, 'a visitor could not be checked');
          answer(socket, 503);
        },
      );
      return true;
    },
    closeWhere: (predicate, code, reason) => hub.closeWhere(predicate, code, reason),
    recheck: (scope) => hub.recheck(scope),
    rewrite: (name, account, change) => hub.rewrite(name, account, change),
    shutdown: (wait) => hub.shutdown(wait),
    get connectionCount() {
      return hub.connectionCount;
    },
    get documentCount() {
      return hub.documentCount;
    },
  };
}

/** The document of `/collab/<name>`, and whether Trame's own messages are asked for. */
function readTarget(request: IncomingMessage): Target {
  const [path = '', query = ''] = (request.url ?? '').slice(PREFIX.length).split('?', 2);
  const offered = request.headers['sec-websocket-protocol']?.split(',') ?? [];
  const asks =
    new URLSearchParams(query).get('trame') === '1' ||
    offered.some((protocol) => protocol.trim() === SUBPROTOCOL);
  return { name: parseDocumentName(decodePath(path)), asks };
}

/** A path that is not properly escaped names nothing. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

function socketAddress(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? 'unknown';
}

function answer(socket: Duplex, status: number): true {
  const text = STATUS_CODES[status] ?? '';
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  return true;
}
