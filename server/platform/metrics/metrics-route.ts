import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Registry } from 'prom-client';
import type { RateLimit, RateLimiter } from '#server/platform/http/rate-limit.ts';
import { AppError } from '#shared/core/errors.ts';

interface MetricsRouteParts {
  readonly registry: Registry;
  /** What a reader shows as `Authorization: Bearer …`; undefined when none was set. */
  readonly token: string | undefined;
  /** Whether people reach this host through a public address, hence perhaps through a proxy. */
  readonly isPublic: boolean;
  readonly limiter: RateLimiter;
}

const READS: RateLimit = { name: 'metrics', points: 120, seconds: 60 };

/**
 * Answers `/metrics` in Prometheus' text format to whoever shows the token. Without a token, to
 * programs of this machine while the host has no public address, and for all others the page does
 * not exist: a proxy on this machine would make everyone look like a program of it.
 */
export function metricsRoute(parts: MetricsRouteParts): RequestHandler {
  return async (request, response) => {
    await parts.limiter.consume(READS, request.socket.remoteAddress ?? 'unknown');
    authorise(request, parts);
    const text = await parts.registry.metrics();
    response.set({ 'Content-Type': parts.registry.contentType, 'Cache-Control': 'no-store' });
    response.send(text);
  };
}

function authorise(request: IncomingMessage, { token, isPublic }: MetricsRouteParts): void {
  if (token === undefined) {
    if (!isPublic && comesFromThisMachine(request)) return;
    throw new AppError('not_found', 'no such address');
  }
  if (isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return;
  throw new AppError('bad_credentials', 'show METRICS_TOKEN as a bearer token');
}

/** Compares digests, so that the time taken tells nothing of the token or its length. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

function comesFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
  return LOOPBACK.test(socket.remoteAddress ?? '');
}
