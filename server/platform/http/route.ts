import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import type { ProxyTrust } from '#server/platform/http/client-address.ts';
import type { RateLimit, RateLimiter } from '#server/platform/http/rate-limit.ts';
import { AppError } from '#shared/core/errors.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';

/** What every route leans on; given once, by the composition root. */
export interface HttpContext {
  readonly router: Router;
  readonly viewerOf: (request: Request) => Promise<Viewer>;
  /** The address that limits count by, for whoever is not signed in. */
  readonly addressOf: ProxyTrust['addressOf'];
  readonly limiter: RateLimiter;
  readonly describe: (description: RouteDescription) => void;
}

export interface RouteDescription {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** In Express form, such as `/api/topics/:topicId`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly success: number;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface RouteInput<Params, Query, Body> {
  readonly viewer: Viewer;
  readonly params: Parsed<Params>;
  readonly query: Parsed<Query>;
  readonly body: Parsed<Body>;
  readonly request: Request;
  readonly response: Response;
}

interface RouteDefinition<Params, Query, Body, Output> {
  readonly method: RouteDescription['method'];
  readonly path: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** How often one person (or one address, signed out) may call it; reads share a default. */
  readonly limit?: RateLimit;
  readonly success?: 200 | 201 | 204;
  readonly handle: (input: RouteInput<Params, Query, Body>) => Promise<Output> | Output;
}

const READS: RateLimit = { name: 'read', points: 600, seconds: 60 };
const WRITES: RateLimit = { name: 'write', points: 120, seconds: 60 };

/**
 * Adds one JSON route in the order of every route: parse, limit, authorise (in `handle`, through
 * the mutation it calls), answer. What is thrown reaches the error handler.
 */
export function addRoute<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Output = unknown,
>(context: HttpContext, definition: RouteDefinition<Params, Query, Body, Output>): void {
  const { method, path, summary, params, query, body } = definition;
  const success = definition.success ?? 200;
  const limit = definition.limit ?? (method === 'get' ? READS : WRITES);
  context.describe({
    method,
    path,
    summary,
    success,
    ...(params && { params }),
    ...(query && { query }),
    ...(body && { body }),
  });
  const handler: RequestHandler = async (request, response) => {
    const parsed = {
      params: parsePart<Params>(params, request.params, 'params'),
      query: parsePart<Query>(query, request.query, 'query'),
      body: parsePart<Body>(body, request.body, 'body'),
    };
    const viewer = await context.viewerOf(request);
    await context.limiter.consume(limit, viewer.personId ?? context.addressOf(request));
    const output = await definition.handle({ ...parsed, viewer, request, response });
    if (response.headersSent) return;
    if (success === 204) response.status(204).end();
    else response.status(success).json(output);
  };
  context.router[method](path, handler);
}

function parsePart<Schema extends z.ZodType | undefined>(
  schema: Schema | undefined,
  value: unknown,
  where: string,
): Parsed<Schema> {
  // The two branches of `Parsed` follow `schema`, which the compiler cannot see.
  if (!schema) return undefined as Parsed<Schema>;
  return parseInput(schema, value, where) as Parsed<Schema>;
}

/** Reads an input at an edge. Throws AppError `bad_input` that names the first wrong fields. */
export function parseInput<Output>(
  schema: z.ZodType<Output>,
  value: unknown,
  where: string,
): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues
    .slice(0, 10)
    .map((issue) => [where, ...issue.path.map(String)].join('.').slice(0, 200));
  const first = parsed.error.issues[0]?.message ?? 'invalid';
  throw new AppError('bad_input', `${fields[0] ?? where}: ${first.slice(0, 300)}`, fields);
}
