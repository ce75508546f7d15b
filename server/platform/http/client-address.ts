import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddress from 'proxy-addr';

/** Who is in front of this process, and so whose word about addresses counts. */
export interface ProxyTrust {
  readonly trusts: (address: string, distance: number) => boolean;
  /**
   * The address to count a request by, be it a page, an event or an upgrade: the nearest one that
   * is no trusted proxy. `unknown` once its connection is gone.
   */
  readonly addressOf: (request: IncomingMessage) => string;
}

/**
 * X-Forwarded-For is read from its end, as far as trusted proxies wrote it: what a client puts in
 * front, or sends without such a proxy, changes nothing.
 */
export function createProxyTrust(trustedProxies: readonly string[]): ProxyTrust {
  const trusts = proxyAddress.compile([...trustedProxies]);
  return {
    trusts,
    addressOf(request) {
      if (!request.socket.remoteAddress) return 'unknown';
      // A proxy may name its client `unknown`: then the proxy itself is counted.
      const chain = proxyAddress.all(request, trusts);
      return chain.findLast((address) => isIP(address) !== 0) ?? 'unknown';
    },
  };
}
