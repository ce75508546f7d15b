import type { Request, RequestHandler, Response } from 'express';
import { Histogram, type Registry } from 'prom-client';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** In seconds: from a page that is at hand to a request that someone gave up. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures each request by the pattern of its route: an address could name a person or a text. */
export function measureRequests(registry: Registry): RequestHandler {
  const duration = new Histogram({
    name: 'trame_http_request_duration_seconds',
    help: 'From the first byte of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const labels = {
        method: METHODS.has(request.method) ? request.method : 'other',
        route: routeOf(request),
        status: statusOf(response),
      };
      duration.observe(labels, (performance.now() - began) / 1000);
    });
    next();
  };
}

/** Such as `/api/topics/:topicId`; `other` for files of the client and for what does not exist. */
function routeOf(request: Request): string {
  const path: unknown = request.route?.path;
  return typeof path === 'string' ? path : 'other';
}

/** `2xx` to `5xx`, or `cut` when nobody waited for the end. */
function statusOf(response: Response): string {
  return response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'cut';
}
